"""Webhooks out: what happens in cases, told to other systems from the journal itself.

Each hook has a place in each shard's chain of entries: a row of the outbox of kind "hook". A worker
holds the row for a while, delivers what came after its place, in order, and moves the place on. So
nothing is written while cases run, nothing is lost when a worker dies, and what is delivered twice
has the same id. A hook that fails too often in a row is disabled, with a notice to who administers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fnmatch import fnmatchcase
from hashlib import blake2b
from typing import Any, Final

from guiju.journal.audit.sealing import is_sealed
from guiju.journal.entry import Entry
from guiju.journal.store import OutboxRow, pack, unpack
from guiju.run.answer import Accepted
from guiju.run.commands.routing import SwapOutbox
from guiju.run.engine import Engine
from guiju.run.outside import Backoff, Door, Hook, Outcome, deliver, next_attempt
from guiju.run.packing import unpack_entry
from guiju.run.times import micros
from guiju.standard import ROOT

KIND: Final = "hook"
ROLE: Final = "administrator"
"""Role that is told of a hook which was disabled."""

PAGE: Final = 100
HOLD: Final = timedelta(minutes=5)
"""How long a worker has for one page before another may go on from the same place."""

_WORDS: Final = re.compile(r"[A-Z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class HookTo:
    """One system that is told.

    Attributes:
        name: of the hook, for people; its place in the journal hangs on it.
        url: where to.
        keys: what is signed with; two while a secret is being changed.
        events: types of events, `case.completed`, `deadline.*`.
        values: whether the values of commands are told too; personal data never is.
        backoff: when it is tried again, and how often before it is disabled.
    """

    name: str
    url: str
    keys: tuple[bytes, ...]
    events: tuple[str, ...] = ("*",)
    values: bool = False
    backoff: Backoff = field(default_factory=Backoff)

    @property
    def no(self) -> int:
        """Number of its rows in the outbox, below zero, where no entry's are."""
        digest = blake2b(f"hook:{self.name}".encode(), digest_size=7).digest()
        return -1 - int.from_bytes(digest, "big")

    def wants(self, type_: str) -> bool:
        """Whether it is told of events of a type."""
        return any(fnmatchcase(type_, each) for each in self.events)


@dataclass(frozen=True, slots=True)
class HookState:
    """How a hook stands in one shard.

    Attributes:
        seq: the entry it was last told of.
        failed: attempts that failed in a row.
        dead: events that were refused for ever and passed over.
        disabled: whether it waits for a person.
        problem: what went wrong last.
    """

    hook: str
    shard: int
    seq: int
    failed: int = 0
    dead: int = 0
    disabled: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Hooks:
    """Delivers to hooks; `turn` is one of the things a worker does.

    Attributes:
        send: makes one attempt; takes the hook's letter, its keys and the moment.
    """

    engine: Engine
    hooks: Sequence[HookTo]
    send: Callable[[Hook, Sequence[bytes], datetime], Outcome]

    @classmethod
    def over(cls, engine: Engine, hooks: Sequence[HookTo], door: Door) -> Hooks:
        """Hooks whose calls go through one door."""
        return cls(engine, hooks, lambda letter, keys, now: deliver(door, letter, keys, now))

    def turn(self) -> int:
        """Deliver what can be delivered now; returns of how many entries something was told."""
        done = 0
        stands = {row.shard: row.seq for row in self.engine.reader().shard_rows()}
        for hook in self.hooks:
            for shard in range(self.engine.store.shards):
                done += self._shard(hook, shard, stands.get(shard, 0))
        return done

    def _shard(self, hook: HookTo, shard: int, last: int) -> int:
        row = self.engine.reader().outbox_row(shard, hook.no)
        now = self.engine.clock()
        if row is None:
            # A hook is told of what happens from now on.
            self._swap(None, _row(hook, shard, HookState(hook.name, shard, last), micros(now)))
            return 0
        state = read_state(row)
        if state.disabled or row.ready > micros(now) or state.seq >= last:
            return 0
        held = row._replace(ready=micros(now + HOLD))
        if not self._swap(row, held):
            return 0
        return self._deliver(hook, shard, state, held)

    def _deliver(self, hook: HookTo, shard: int, state: HookState, held: OutboxRow) -> int:
        done, seq, failed, dead = 0, state.seq, state.failed, state.dead
        problem = state.problem
        ready: datetime | None = self.engine.clock()
        for row, shape, case in self.engine.reader().chain(shard, state.seq, PAGE):
            outcome = self._tell(hook, unpack_entry(row, shape, case))
            if outcome.delivered:
                done += outcome.status is not None
                failed = failed if outcome.status is None else 0
            else:
                failed, problem = failed + 1, str(outcome.problem)
                ready = self._again(hook, outcome, failed)
                if ready is None or not outcome.permanent:
                    break
                dead += 1
            seq = row.seq
        after = HookState(hook.name, shard, seq, failed, dead, ready is None, problem)
        more = () if ready is not None else (_notice(hook, shard, after, self.engine.clock()),)
        self._swap(held, _row(hook, shard, after, micros(ready or self.engine.clock())), more)
        return done

    def _again(self, hook: HookTo, outcome: Outcome, failed: int) -> datetime | None:
        """When to go on: at once, with the next event, where this one is refused for ever."""
        now = self.engine.clock()
        if outcome.permanent and outcome.status is None:
            return None  # The door itself refuses: no event will ever get there.
        if outcome.permanent:
            return now if failed < hook.backoff.attempts else None
        return next_attempt(outcome, failed, hook.backoff, now, self.engine.dice)

    def _tell(self, hook: HookTo, entry: Entry) -> Outcome:
        """Deliver the events of one entry; the first that fails ends it."""
        outcome = Outcome(True)
        for letter in letters(hook, entry):
            outcome = self.send(letter, hook.keys, self.engine.clock())
            if not outcome.delivered:
                break
        return outcome

    def _swap(
        self, before: OutboxRow | None, after: OutboxRow, more: tuple[OutboxRow, ...] = ()
    ) -> bool:
        return isinstance(
            self.engine.do(SwapOutbox(before=before, after=after, more=more)), Accepted
        )

    # -- for people ---------------------------------------------------------------------------

    def states(self) -> list[HookState]:
        """How every hook stands, shard by shard, where it has a place already."""
        reader = self.engine.reader()
        rows = (
            reader.outbox_row(shard, hook.no)
            for hook in self.hooks
            for shard in range(self.engine.store.shards)
        )
        return [read_state(row) for row in rows if row is not None]

    def enable(self, name: str) -> int:
        """Let a hook that was disabled go on where it stopped; returns in how many shards."""
        done = 0
        for hook in self.hooks:
            for shard in range(self.engine.store.shards):
                row = self.engine.reader().outbox_row(shard, hook.no)
                if hook.name != name or row is None or not read_state(row).disabled:
                    continue
                state = read_state(row)
                fresh = HookState(name, shard, state.seq, 0, state.dead, False, state.problem)
                done += self._swap(row, _row(hook, shard, fresh, micros(self.engine.clock())))
        return done


def read_state(row: OutboxRow) -> HookState:
    """How a hook stands, out of its row."""
    told = unpack(row.body)
    return HookState(
        told["hook"], row.shard, told["seq"], row.tries, told["dead"], told["disabled"],
        told["problem"],
    )  # fmt: skip


def _row(hook: HookTo, shard: int, state: HookState, ready: int) -> OutboxRow:
    told = {
        "hook": hook.name, "seq": state.seq, "dead": state.dead, "disabled": state.disabled,
        "problem": state.problem,
    }  # fmt: skip
    return OutboxRow(
        shard, hook.no, f"hook:{hook.name}:{shard}", KIND, pack(told), ready, state.failed
    )


def _notice(hook: HookTo, shard: int, state: HookState, now: datetime) -> OutboxRow:
    """What tells people that a hook was disabled."""
    key = f"hook:{hook.name}:{shard}:{state.seq}"
    told = {
        "to": [ROLE], "roles": [ROLE], "persons": [], "about": hook.name, "kind": "hook-disabled",
        "problem": state.problem, "at": now.isoformat(), "case": "",
    }  # fmt: skip
    no = -1 - int.from_bytes(blake2b(key.encode(), digest_size=7).digest(), "big")
    return OutboxRow(shard, no, key, "notice", pack(told), micros(now), 0)


def type_of(kind: str) -> str:
    """The type of an event: TaskCompleted is `task.completed`, JobGivenUp `job.given-up`."""
    first, *rest = [word.lower() for word in _WORDS.findall(kind)] or [kind.lower()]
    return f"{first}.{'-'.join(rest)}" if rest else first


def letters(hook: HookTo, entry: Entry) -> Iterator[Hook]:
    """What a hook is told of one entry: what was done, and that the case has ended by it."""
    data: dict[str, Any] = {
        "case": entry.case, "number": entry.number, "kind": entry.kind, "element": entry.element,
        "actor": entry.actor,
    }  # fmt: skip
    if hook.values:
        data["values"] = _open(entry.values)
    id_ = f"{entry.case}:{entry.number}"
    if hook.wants(type_of(entry.kind)):
        yield Hook(id_, hook.url, type_of(entry.kind), entry.time, data)
    for what, element, instance in entry.path:
        if what in ("completed", "failed") and instance == ROOT and hook.wants(f"case.{what}"):
            whole = {"case": entry.case, "number": entry.number, "process": element}
            yield Hook(f"{id_}:end", hook.url, f"case.{what}", entry.time, whole)


def _open(value: Any) -> Any:
    """Values as others may see them: what is sealed stays in the house."""
    if is_sealed(value):
        return None
    if isinstance(value, Mapping):
        return {name: _open(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_open(each) for each in value]
    return value

"""The engine: commands in, durable answers out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, Final

from guiju.journal.entry import Entry
from guiju.journal.store import (
    CaseRow,
    Failed,
    Inexact,
    MessageRow,
    Moved,
    Reader,
    Repeated,
    ShardRow,
    Store,
    exact,
    kept_exact,
    shard_of,
)
from guiju.journal.store.crash import crash_point
from guiju.run.answer import Accepted, Answer
from guiju.run.bell import Bell
from guiju.run.beside import Files
from guiju.run.commands import Command, KeepMessage, SendMessage, SendSignal, StartCase
from guiju.run.commands.command import changed
from guiju.run.commands.routing import RouteMessage
from guiju.run.desk import Desk
from guiju.run.jobs import Job
from guiju.run.lanes import Lane, Statement, Ticket
from guiju.run.naming import is_text, unreadable
from guiju.run.outside.backoff import Dice
from guiju.run.packing import unpack_entry, unpack_record
from guiju.run.posting import NOT_YET
from guiju.run.privacy import Privacy
from guiju.run.readings import DeadlineReading, of_entries, of_facts
from guiju.run.record import NO_RULES, Record, Rules
from guiju.run.refusal import Refusal, expected
from guiju.run.remembered import Remembered
from guiju.run.replaying import replay_record
from guiju.run.shards import shards_of
from guiju.run.standards import Deployed, Standards
from guiju.run.starting import starts_of
from guiju.run.times import micros
from guiju.standard import Problem

ATTEMPTS: Final = 5
"""How often a group is tried when another writer or a lost connection was in its way."""

_ONLY_SHARD: Final = (0,)


class Engine:
    """Runs cases in a store.

    Args:
        store: where cases are kept.
        clock: gives the moment, UTC.
        dice: for new ids and for jitter; a `random.Random` is one.
        rules: who answers about certificates and forms.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        dice: Dice,
        rules: Rules = NO_RULES,
    ) -> None:
        self.store = store
        self.clock = clock
        self.dice = dice
        self.rules = rules
        self.standards = Standards(store)
        self.privacy = Privacy(store)
        self.degraded: Failed | None = None
        self.bell = Bell()
        self._looked = 0.0
        self._known = [Remembered() for _ in range(store.lanes)]
        self.lanes = [Lane(self._serve) for _ in range(store.lanes)]

    # -- commands -----------------------------------------------------------------------------

    def deploy(
        self,
        data: bytes,
        tables: Mapping[str, bytes] | None = None,
        *,
        beside: Mapping[str, bytes] | None = None,
        timing: bytes | None = None,
        forms: Mapping[str, bytes] | None = None,
    ) -> tuple[Deployed | None, tuple[Problem, ...]]:
        """Keep a standard whole; new cases of its processes start on it from now on.

        Args:
            data: the BPMN file.
            tables: DMN files by name.
            beside: files of the model's folder by name; those it imports are kept with it.
            timing: calendars and deadlines in YAML (docs/clock.md).
            forms: form-js schemas in JSON by id; tasks are then checked against them.

        Returns:
            What is deployed, or None where anything of it is wrong; and all problems.
        """
        files = Files(beside, timing, forms)
        return self.standards.deploy(data, tables or {}, micros(self.clock()), files)

    def new_id(self) -> str:
        """An id nobody has yet."""
        throw = self.dice.random
        return f"{int(throw() * 2**50):013x}{int(throw() * 2**50):013x}"

    def start(
        self, process: str, values: Mapping[str, Any] | None = None, case: str = "", **more: Any
    ) -> Answer:
        """Start a case; see `StartCase` for what else may be said."""
        return self.do(StartCase(case=case, process=process, values=values or {}, **more))

    def do(self, command: Command, also: Sequence[Statement] = ()) -> Answer:
        """Carry a command out; the answer comes once it is on disk.

        Args:
            also: statements on other tables of the same database, which commit with the command;
                where it is refused, or repeats another, none of them is carried out.
        """
        return self._submit(command, True, also).wait()  # type: ignore[no-any-return]

    def submit(self, command: Command) -> Ticket:
        """Hand a command in; it is carried out at the latest when somebody waits for it."""
        return self._submit(command, settled=False)

    def _submit(self, command: Command, settled: bool, also: Sequence[Statement] = ()) -> Ticket:
        wrong = unreadable(command)
        if wrong is not None:
            return _answered(wrong)
        try:
            command = self._exact(command, settled)
        except Inexact as error:
            return _answered(expected("value-unknown", "JSON values", str(error)))
        ticket = Ticket(command, shards_of(command, self.store.shards), also)
        self.lanes[ticket.shards[0] % len(self.lanes)].put(ticket)
        return ticket

    def _exact(self, command: Command, settled: bool = False) -> Command:
        """The command as it is carried out; `settled`: its values stay as they are meanwhile."""
        values = getattr(command, "values", None)
        if values:
            made = kept_exact(values) if settled else exact(values)
            if made is not values:
                command = changed(command, values=made)
        if type(command) in _NAMED:
            command = self._named(command)
        return command

    def _named(self, command: Any) -> Command:
        """A start with a name for the case, a message with one of its own."""
        if type(command) is StartCase:
            if not command.case:
                key = command.key or self.new_id()
                command = changed(command, case=f"{command.process}-{key}", key=key)
            if command.subject and command.personal:
                self.privacy.ensure(command.subject)
            return command  # type: ignore[no-any-return]
        if type(command) is SendMessage and command.correlation is not None:
            command = changed(command, correlation=exact(command.correlation))
        if not command.key:
            command = changed(command, key=self.new_id())
        return command  # type: ignore[no-any-return]

    def fetch_jobs(
        self,
        topics: Sequence[str],
        worker: str,
        lease: timedelta,
        most: int = 1,
        wait_seconds: float = 0.0,
    ) -> Sequence[Job]:
        """Take jobs for a program elsewhere; waits for one to appear where there is none.

        Report with `CompleteJob`, `FailJob` or `ThrowError` and the job's fence; `ExtendLease`
        keeps it for longer.
        """
        from guiju.run.leasing import fetch_jobs

        return fetch_jobs(self, topics, worker, lease, most, wait_seconds)

    # -- groups -------------------------------------------------------------------------------

    def _serve(self, group: Sequence[Ticket]) -> None:
        """Carry a group out in one transaction; nothing is raised."""
        if self.degraded is not None and not self._mended():
            _refuse(group, self.degraded)
            return
        news: set[tuple[str, str]] = set()
        for attempt in range(ATTEMPTS):
            try:
                try:
                    news = self._carry_out(group, careful=attempt > 0)
                except (Repeated, Moved) as reason:
                    news = self._again(group, reason)
                break
            except Failed as failed:
                if attempt + 1 < ATTEMPTS and self._worth_another(failed):
                    continue
                self.degraded = failed
                _refuse(group, failed)
                self._forget()
                return
            except BaseException as bug:
                self._one_by_one(group, bug)
                return
        self.store.tidy()
        self._after(group, news)

    def _again(self, group: Sequence[Ticket], reason: Exception) -> set[tuple[str, str]]:
        """Look everything up first, because what was taken for granted was not so."""
        if isinstance(reason, Moved):
            for known in self._known:
                known.doubt()
        return self._carry_out(group, careful=True)

    def _forget(self) -> None:
        """What is remembered may never have reached the disk."""
        for known in self._known:
            known.forget()

    def _worth_another(self, failed: Failed) -> bool:
        """Whether nothing was written for certain, and another try may do."""
        if failed.unknown or failed.code not in ("busy", "connection"):
            return False
        if failed.code == "connection":
            try:
                self.store.recover()
            except Failed:
                return False
        return True

    def _after(self, group: Sequence[Ticket], news: Iterable[tuple[str, str]]) -> None:
        """What a group has made possible is set going; nobody waits for it here."""
        for ticket in group:
            told = _MESSAGES.get(type(ticket.what))
            if told is not None and ticket.answer == NOT_YET:
                self.route(told(ticket.what))
        for name, key in news:
            for row in self.store.reader().messages_for(name, key, 100):
                self.route(row.id)
        for lane in self.lanes:
            lane.kick()

    def route(self, message: str) -> Ticket | None:
        """Bring a kept message on its way; None where nobody is there for it."""
        found = self.store.reader().message(shard_of(message, self.store.shards), message)
        if found is None or found.delivered:
            return None
        receiver = self._receiver(found)
        if receiver is None:
            return None
        return self.submit(RouteMessage(message=message, case=receiver))

    def _receiver(self, message: MessageRow) -> str | None:
        """The case that a message seems to be for, or the name of the one it would start."""
        reader = self.store.reader()
        for wait in reader.waiting("message", message.name, message.key or None):
            return reader.case_id(wait.case_no)
        for process, _, _ in starts_of(self.standards, "message", message.name):
            return f"{process}-{message.id}"
        return None

    def _carry_out(self, group: Sequence[Ticket], careful: bool) -> set[tuple[str, str]]:
        shards = self._shards_of_group(group)
        known = self._known[shards[0] % len(self.lanes)]
        believed = None if careful else known.believed()
        with self.store.transaction(shards, believed) as transaction:
            desk = Desk(
                transaction, self.standards, self.clock(), self.store.shards, shards, self.rules,
                self.privacy, careful, known,
            )  # fmt: skip
            desk.prefetch([ticket.what for ticket in group])
            for ticket in group:
                ticket.answer = desk.take(ticket.what)
            crash_point("group-decided")
            transaction.apply(desk.finish())
            _write_also(transaction, group)
        standing = {shard: ShardRow(shard, *each) for shard, each in desk.standing.items()}
        known.keep(standing, desk.batch, desk.open)
        if "jobs" in desk.batch.tables:
            self.bell.ring()
        return desk.news

    def _shards_of_group(self, group: Sequence[Ticket]) -> Sequence[int]:
        if self.store.shards == 1:
            return _ONLY_SHARD
        return sorted({shard for ticket in group for shard in ticket.shards})

    def _one_by_one(self, group: Sequence[Ticket], bug: BaseException) -> None:
        """A bug in one command must not take its neighbours along."""
        if len(group) == 1:
            group[0].answer = bug
            return
        for ticket in group:
            self._serve([ticket])

    def _mended(self) -> bool:
        """Try to open the store again, at most once a second."""
        now = self.clock().timestamp()
        if abs(now - self._looked) < 1:
            return False
        self._looked = now
        try:
            self.store.recover()
        except Failed as failed:
            self.degraded = failed
            return False
        self.degraded = None
        return True

    # -- looking ------------------------------------------------------------------------------

    def reader(self) -> Reader:
        """Questions to the store, of this moment."""
        return self.store.reader()

    def _row(self, case: str) -> CaseRow | None:
        """The row of a case; None also where nothing can have that name."""
        return self.reader().case(case) if is_text(case) else None

    def record(self, case: str) -> Record | None:
        """A case as it stands; one that has ended is replayed from its entries."""
        row = self._row(case)
        if row is None:
            return None
        if row.status == 0:
            record = unpack_record(row.id, row.number, row.status, row.state, row.variables)
            return self.privacy.open_record(record)
        return self.replayed(case)

    def entries(self, case: str) -> Sequence[Entry]:
        """The entries of a case, oldest first."""
        reader, row = self.reader(), self._row(case)
        if row is None:
            return ()
        opener = self.privacy.open
        return [unpack_entry(each, shape, case, opener) for each, shape in reader.history(row.no)]

    def deadlines(self, case: str, past: bool = False) -> tuple[DeadlineReading, ...]:
        """What the deadlines of a case show at this moment.

        Args:
            case: its id; a case that is not there has none.
            past: those that have stopped too, before the others.
        """
        row, record = self._row(case), self.record(case)
        if row is None or record is None:
            return ()
        beside, now = self.standards.by_no(row.standard).beside, self.clock()
        stopped = of_entries(self.entries(case), beside, now) if past else ()
        return (*stopped, *of_facts(record.facts, beside, now))

    def erase(self, subject: str) -> bool:
        """Destroy a person's key: what was sealed with it reads as null from now on.

        Returns:
            False where the key was destroyed before, or never was.
        """
        return self.store.erase_subject(subject, micros(self.clock()))

    def replayed(self, case: str) -> Record | None:
        """The case as its entries tell it (law 3: equal to what is stored)."""
        entries, row = self.entries(case), self._row(case)
        if row is None or not entries:
            return None
        return replay_record(self.standards, self.first_standard(row.standard, entries), entries)

    def first_standard(self, last: int, entries: Iterable[Entry]) -> Deployed:
        """The standard a case started on, given the one it runs on by now."""
        moved = [each for each in entries if each.kind == "CaseMigrated"]
        if not moved:
            return self.standards.by_no(last)
        found = self.standards.by_digest(moved[0].values["from"])
        assert found is not None
        return found

    def close(self) -> None:
        """Serve what is queued and let go of the store."""
        for lane in self.lanes:
            lane.close()
        self.store.close()


def _answered(refusal: Refusal) -> Ticket:
    ticket = Ticket(None, ())
    ticket.answer = refusal
    return ticket


def _refuse(group: Sequence[Ticket], failed: Failed) -> None:
    """The commands of a group may or may not be on disk; their keys tell, once it is mended."""
    code = "outcome-unknown" if failed.unknown else "store-degraded"
    refusal = expected(code, "a store that can write", str(failed))
    for ticket in group:
        ticket.answer = refusal


def _write_also(transaction: Any, group: Sequence[Ticket]) -> None:
    for ticket in group:
        if ticket.also and isinstance(ticket.answer, Accepted) and not ticket.answer.repeated:
            for sql, values in ticket.also:
                transaction.ask(sql, values)


_MESSAGES: Final[Mapping[type[Command], Callable[[Any], str]]] = {
    SendMessage: attrgetter("key"),
    KeepMessage: attrgetter("message"),
}
"""Commands whose message may be for a case that their transaction did not hold, and its id."""

_NAMED: Final = frozenset({StartCase, SendMessage, SendSignal})
"""Commands that the engine names where nobody else has."""

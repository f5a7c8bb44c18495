"""The desk of one transaction: commands come in order, and one batch of rows comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final, cast

from guiju.journal.audit import leaf_hash, leaf_of, link_of, next_link
from guiju.journal.store import (
    Batch,
    CaseRow,
    OutboxRow,
    Transaction,
    case_number,
    pack,
    shard_of,
    shard_of_number,
)
from guiju.run import posting, schedule, unreceived
from guiju.run.answer import Accepted, Answer
from guiju.run.commands import (
    Command,
    CompleteJob,
    DropMessage,
    ExtendLease,
    FailJob,
    KeepMessage,
    Migrate,
    SendMessage,
    SendSignal,
    StartCase,
    ThrowError,
)
from guiju.run.commands.command import content
from guiju.run.commands.routing import (
    DropOutbox,
    FireStart,
    PutOffOutbox,
    RouteMessage,
    SwapOutbox,
    Sweep,
)
from guiju.run.deciding.decide import decide
from guiju.run.digest import digest
from guiju.run.packing import pack_entry, pack_record, unpack_record
from guiju.run.packing.states import STATUS
from guiju.run.privacy import Privacy
from guiju.run.record import NO_RULES, Decision, Record, Rules
from guiju.run.refusal import Refusal, expected
from guiju.run.remembered import OpenCase, Remembered
from guiju.run.standards import Deployed, Standards
from guiju.run.times import micros
from guiju.run.work import Work
from guiju.standard import State, initial

_NO_STATE: Final = b""

_FENCED: Final = frozenset({CompleteJob, ThrowError})
"""Commands about a job that may name the lease they are given under."""


class Desk:
    """Decides the commands of one transaction and gathers all that is to be written.

    Args:
        transaction: holds the shards of all the commands.
        now: the moment of commands that bring none.
        shards: how many the store has; `held` are those the transaction holds.
        careful: look every idempotency key up first. Otherwise keys are looked up only for what
            is refused, and a repeated one breaks the batch's unique key: then the whole group is
            done again carefully.
        known: what earlier transactions of this process left.
    """

    def __init__(
        self,
        transaction: Transaction,
        standards: Standards,
        now: datetime,
        shards: int,
        held: Sequence[int],
        rules: Rules = NO_RULES,
        privacy: Privacy | None = None,
        careful: bool = False,
        known: Remembered | None = None,
    ) -> None:
        self.transaction = transaction
        self.standards = standards
        self.now = now
        self.micros = micros(now)
        self.shards = shards
        self.held = frozenset(held)
        self.news: set[tuple[str, str]] = set()
        self.rules = rules
        self.privacy = privacy
        self.careful = careful
        self.known = known or Remembered()
        self.batch = Batch()
        self.open: dict[str, OpenCase] = {}
        self.rows: dict[str, CaseRow] = {}
        self.standing: dict[int, list[Any]] = {}
        self.unchanged: dict[int, bool] = {}
        self.keys: dict[tuple[int, int], tuple[int, Accepted]] = {}

    def prefetch(self, commands: Iterable[Command]) -> None:
        """Read at once the cases that commands are about, as far as they are not known."""
        wanted: dict[str, None] = {}
        for command in commands:
            id_ = command.case
            if not id_ or id_ in self.open:
                continue
            trusted = self._trusted(id_)
            if trusted is not None:
                self._take_up(id_, trusted)
            elif self.careful or type(command) is not StartCase:
                wanted[id_] = None
        if wanted:
            self.rows.update(self.transaction.cases(wanted))

    def _trusted(self, id_: str) -> OpenCase | None:
        """A remembered case that nobody can have changed since."""
        known = self.known.cases.get(id_)
        if known is None:
            return None
        shard = shard_of_number(known.no)
        if shard not in self.held:
            return None
        if shard not in self.unchanged:
            self._standing(shard)
        return known if self.unchanged[shard] else None

    # -- one command --------------------------------------------------------------------------

    def take(self, command: Command) -> Answer:
        """Carry a command out, as far as this transaction goes."""
        special = SPECIAL.get(type(command))
        if special is not None:
            answer: Answer = special(self, command)
            return answer
        found = self._case(command)
        if isinstance(found, Refusal):
            return self._repeated_ended(command) or found
        key = digest(command.key) if command.key else 0
        body = digest(pack(content(command))) if key else 0
        if key:
            before = self._repeated(found.no, key, body, self.careful)
            if before is not None:
                return before
        outcome = self._decide(found, command)
        if isinstance(outcome, Refusal):
            if not self.careful:
                # Nothing is written that would tell whether the case stands as remembered.
                self.transaction.confirm()
            return (key and self._repeated(found.no, key, body, True)) or outcome
        if outcome.refusal is not None:
            # What is only noted is no carrying out: the same key may come again.
            self._write(found, outcome, command, 0, 0)
            return outcome.refusal
        answer = self._write(found, outcome, command, key, body)
        if key:
            self.keys[(found.no, key)] = (body, answer)
        return answer

    def _decide(self, case: OpenCase, command: Command) -> Decision | Refusal:
        now = command.time or self.now
        tries = fence = 0
        target, beside = None, case.deployed.beside
        kind, asked = type(command), cast(Any, command)
        if kind is FailJob or (kind in _FENCED and asked.fence is not None):
            key = (case.no, asked.job)
            job = self.batch.get("jobs", key) or self.transaction.job(*key)
            if job is not None:
                tries, fence = job.tries, job.fence
        elif kind is Migrate:
            deployed = self.standards.by_digest(asked.standard)
            if deployed is not None:
                target, beside = deployed.standard, deployed.beside
        return decide(
            case.deployed.standard, case.record, command, now, self.rules, tries, fence, target,
            beside,
        )  # fmt: skip

    # -- finding the case ---------------------------------------------------------------------

    def _case(self, command: Command) -> OpenCase | Refusal:
        known = self.open.get(command.case)
        if known is not None:
            return known
        trusted = self._trusted(command.case)
        if trusted is not None:
            return self._take_up(command.case, trusted)
        starts = isinstance(command, StartCase)
        row = self.rows.get(command.case)
        if row is None and (self.careful or not starts):
            row = self.transaction.cases((command.case,)).get(command.case)
        if row is None:
            if isinstance(command, StartCase):
                # Should it be there after all, its name breaks a unique key.
                return self._new(command)
            return expected("case-unknown", f"a case {command.case}", "none")
        if row.status:
            if starts:
                return expected("case-exists", "a case id that is free", row.id)
            return expected("case-not-active", "an active case", STATUS[row.status])
        return self._load(row)

    def _load(self, row: CaseRow) -> OpenCase:
        known = self.known.cases.get(row.id)
        if known is not None and known.record.number == row.number and known.no == row.no:
            return self._take_up(row.id, known)
        deployed = self.standards.by_no(row.standard)
        record = unpack_record(row.id, row.number, row.status, row.state, row.variables)
        if self.privacy is not None:
            record = self.privacy.open_record(record)
        found = self.open[row.id] = OpenCase(row.no, deployed, record, row.started)
        return found

    def _take_up(self, id_: str, known: OpenCase) -> OpenCase:
        """A copy of a remembered case, which stays as it is should the transaction fail."""
        found = self.open[id_] = OpenCase(known.no, known.deployed, known.record, known.started)
        return found

    def _new(self, command: StartCase) -> OpenCase | Refusal:
        if command.standard is None:
            deployed = self.standards.newest(command.process)
        else:
            deployed = self.standards.by_digest(command.standard)
        if deployed is None:
            wanted = command.standard or f"a standard with the process {command.process}"
            return expected("standard-unknown", wanted, "none deployed")
        shard = shard_of(command.case, self.shards)
        number = case_number(shard, self._standing(shard)[0] + 1)
        record = Record(command.case, 0, initial(command.process))
        return OpenCase(number, deployed, record, self._micros(command))

    def _standing(self, shard: int) -> list[Any]:
        """[last serial, last seq, chain] of a shard, as this transaction has it by now."""
        found = self.standing.get(shard)
        if found is None:
            row = self.transaction.shard(shard)
            found = self.standing[shard] = [row.serial, row.seq, row.chain]
            before = self.known.standing.get(shard)
            self.unchanged[shard] = before is not None and before.seq == row.seq
        return found

    # -- repeated commands --------------------------------------------------------------------

    def _repeated(self, no: int, key: int, body: int, look: bool) -> Answer | None:
        """The answer of the command that had this key before, if there was one."""
        here = self.keys.get((no, key))
        if here is not None:
            first, answer = here
            return answer._replace(repeated=True) if first == body else _key_reused()
        if not look:
            return None
        row = self.transaction.entry_by_key(no, key)
        if row is None:
            return None
        if row.body != body:
            return _key_reused()
        case = self.transaction.case_id(no) or ""
        known = self.transaction.case(case)
        status = STATUS[known.status] if known else "active"
        return Accepted(case, row.number, "", status, True)

    def _repeated_ended(self, command: Command) -> Answer | None:
        """A repetition of a command of a case that has ended since, or of its start."""
        row = self.rows.get(command.case) or self.transaction.case(command.case)
        if row is None or not command.key:
            return None
        body = digest(pack(content(command)))
        return self._repeated(row.no, digest(command.key), body, True)

    # -- writing ------------------------------------------------------------------------------

    def _micros(self, command: Command) -> int:
        return self.micros if command.time is None else micros(command.time)

    def _write(
        self, case: OpenCase, decision: Decision, command: Command, key: int, body: int
    ) -> Accepted:
        before, after = case.record, decision.record
        shard = shard_of_number(case.no)
        standing = self._standing(shard)
        if before.number == 0:
            standing[0] += 1
            self.open[before.id] = case
        now = self._micros(command)
        seq = standing[1] = standing[1] + 1
        closed = decision
        if after.facts and self.privacy is not None:
            closed = self.privacy.close_decision(decision, after.facts)
        id_, shape, data = pack_entry(closed, before.state.next)
        actor = None if command.actor is None else "/".join(command.actor.persons)
        unique = key or digest(f"#{after.number}")
        leaf = leaf_of(before.id, after.number, now, actor, unique, body, shape, data)
        standing[2] = next_link(standing[2], leaf_hash(leaf))
        if id_ not in self.known.named:
            self.batch.put("shapes", id_, (id_, shape))
        # A plain tuple in the order of EntryRow: naming the fields costs more than filling them.
        row = (
            shard, seq, case.no, after.number, id_, now, actor, data, unique, body,
            link_of(standing[2]),
        )  # fmt: skip
        self.batch.put("entries", (shard, seq), row)
        if decision.standard is not None:
            self._change_standard(case, decision, now)
        else:
            self._change_work(case, decision, now)
        case.record, case.turn = after, decision.turn
        for index, sent in enumerate(decision.sent):
            self._post(shard, seq * 1000 + index, case, sent, now)
        return Accepted(before.id, after.number, decision.kind, after.state.status)

    def _change_work(self, case: OpenCase, decision: Decision, now: int) -> None:
        before = case.record if case.record.number else None
        turn = decision.turn if case.record.facts is decision.record.facts else None
        work = Work(
            self.batch, case.deployed.standard, case.deployed.no, case.no, now, self.known.named
        )
        work.change(before, decision.record, turn)
        if work.opened:
            self.news.update(work.opened)
        if decision.job is not None and decision.element is not None:
            self._back_off(case, decision, now)

    def _work(self, case: OpenCase, deployed: Deployed, now: int) -> Work:
        return Work(
            self.batch, deployed.standard, deployed.no, case.no, now, self.known.named
        )  # fmt: skip

    def _back_off(self, case: OpenCase, decision: Decision, now: int) -> None:
        """A job that failed is offered again after a while."""
        assert decision.job is not None
        tries, seconds = decision.job
        for job in self.transaction.jobs_of(case.no):
            key = (case.no, job.job)
            row = self.batch.get("jobs", key) or job
            if job.element == decision.element and row.tries == tries + 1:
                ready = now + int(seconds * 1_000_000)
                row = row._replace(ready=ready, worker="", tries=tries)
                self.batch.put("jobs", key, row)
                return

    def _change_standard(self, case: OpenCase, decision: Decision, now: int) -> None:
        """All open work is written anew under the other standard."""
        assert decision.standard is not None
        ended = decision.record._replace(state=State("", {}))
        Work(
            self.batch, case.deployed.standard, case.deployed.no, case.no, now, self.known.named
        ).change(case.record, ended)
        found = self.standards.by_digest(decision.standard.digest)
        assert found is not None
        case.deployed = found
        work = self._work(case, found, now)
        work.change(None, decision.record)
        self.news.update(work.opened)

    def _post(self, shard: int, no: int, case: OpenCase, sent: Any, now: int) -> None:
        payload = dict(sent.payload or {})
        where = case.record.id, case.deployed.standard.digest
        if sent.kind == "notice":
            body = pack({**payload, "case": where[0], "standard": where[1]})
        else:
            body = pack([sent.name, sent.element, sent.key, payload, *where])
        row = OutboxRow(shard, no, f"{case.record.id}:{no}", sent.kind, body, now, 0)
        self.batch.put("outbox", (shard, no), row)

    # -- for messages -------------------------------------------------------------------------

    def name_of(self, case_no: int) -> str | None:
        """The name of a case, also of one this transaction has started."""
        for id_, case in self.open.items():
            if case.no == case_no:
                return id_
        return self.transaction.case_id(case_no)

    def number_of(self, case: str) -> int:
        """The number of a case that is stored; 0 where there is none."""
        row = self.transaction.case(case)
        return 0 if row is None else row.no

    def finish(self) -> Batch:
        """Everything that is to be written."""
        for id_, case in self.open.items():
            record = case.record
            if case.before == record.number:
                continue
            status = STATUS.index(record.state.status)
            if self.privacy is not None:
                record = self.privacy.close_record(record)
            packed = (_NO_STATE, _NO_STATE) if status else pack_record(record, case.turn)
            ended = self.micros if status else 0
            # A plain tuple in the order of CaseRow, as with entries.
            row = (
                case.no, id_, case.deployed.no, status, record.number, case.started, ended, *packed,
            )  # fmt: skip
            self.batch.put("cases", case.no, row, new=not case.before)
        if "entries" in self.batch.tables:
            for shard, (serial, seq, chain) in self.standing.items():
                self.batch.put("shards", shard, (shard, serial, seq, chain))
        return self.batch


def drop_outbox(desk: Desk, command: DropOutbox) -> Answer:
    """Forget what has been delivered."""
    desk.batch.put("outbox", (command.shard, command.no), None)
    return Accepted("", 0, "Delivered", "")


def put_off(desk: Desk, command: PutOffOutbox) -> Answer:
    """Try a delivery again later."""
    row = command.row
    row = row._replace(ready=desk.micros + int(command.seconds * 1_000_000), tries=row.tries + 1)
    desk.batch.put("outbox", (row.shard, row.no), row)
    return Accepted("", 0, "PutOff", "")


def swap_outbox(desk: Desk, command: SwapOutbox) -> Answer:
    """Change a row that nobody else has changed meanwhile."""
    key = command.after[:2]
    here = desk.batch.tables.get("outbox", {})
    stored = here[key] if key in here else desk.transaction.outbox_row(*key)
    if stored != command.before:
        return expected("outbox-moved", "the row as it was", "another")
    for row in (command.after, *command.more):
        desk.batch.put("outbox", row[:2], row)
    return Accepted("", 0, "OutboxChanged", "")


def extend_lease(desk: Desk, command: ExtendLease) -> Answer:
    """Let who holds a job hold it for longer."""
    key = (desk.number_of(command.case), command.job)
    here = desk.batch.tables.get("jobs", {})
    row = here[key] if key in here else desk.transaction.job(*key)
    if row is None:
        return expected("job-not-open", f"an open job {command.job}", "none: it has ended")
    if row.fence != command.fence or not row.worker:
        return expected("lease-moved", f"lease {row.fence}", f"lease {command.fence}")
    ready = desk.micros + int(command.seconds * 1_000_000)
    desk.batch.put("jobs", key, row._replace(ready=ready))
    return Accepted(command.case, 0, "LeaseExtended", "active")


SPECIAL: Final[dict[type[Command], Callable[[Any, Any], Answer]]] = {
    SendMessage: posting.take_message,
    SendSignal: posting.take_signal,
    RouteMessage: posting.route,
    DropOutbox: drop_outbox,
    PutOffOutbox: put_off,
    FireStart: schedule.fire,
    Sweep: unreceived.sweep,
    KeepMessage: unreceived.keep_on,
    DropMessage: unreceived.drop,
    SwapOutbox: swap_outbox,
    ExtendLease: extend_lease,
}
"""Commands that are about no one case."""


def _key_reused() -> Refusal:
    return expected("key-reused", "the same command for the same key", "another command")

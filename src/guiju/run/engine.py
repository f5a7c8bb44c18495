"""The engine: commands in, durable answers out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from guiju.journal.entry import Entry
from guiju.journal.store import Failed, Inexact, Reader, Repeated, Store, exact, shard_of
from guiju.journal.store.crash import crash_point
from guiju.run.answer import Answer
from guiju.run.commands import Command, StartCase
from guiju.run.commands.command import changed
from guiju.run.desk import Desk
from guiju.run.lanes import Lane, Ticket
from guiju.run.packing import unpack_entry, unpack_record
from guiju.run.record import NO_RULES, Record, Rules
from guiju.run.refusal import Refusal, expected
from guiju.run.replaying import replay_record
from guiju.run.standards import Deployed, Standards
from guiju.run.times import micros
from guiju.standard import Problem


class Engine:
    """Runs cases in a store.

    Args:
        store: where cases are kept.
        clock: gives the moment, UTC.
        dice: gives numbers from 0 up to 1, for new ids and for jitter.
        rules: who answers about certificates and forms.
    """

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        dice: Callable[[], float],
        rules: Rules = NO_RULES,
    ) -> None:
        self.store = store
        self.clock = clock
        self.dice = dice
        self.rules = rules
        self.standards = Standards(store)
        self.degraded: Failed | None = None
        self._looked = 0.0
        self.lanes = [Lane(f"guiju-lane-{n}", self._serve) for n in range(store.lanes)]

    # -- commands -----------------------------------------------------------------------------

    def deploy(
        self, data: bytes, tables: Mapping[str, bytes] | None = None
    ) -> tuple[Deployed | None, tuple[Problem, ...]]:
        """Keep a standard; new cases of its processes start on it from now on."""
        return self.standards.deploy(data, tables or {}, micros(self.clock()))

    def new_id(self) -> str:
        """An id nobody has yet."""
        return f"{int(self.dice() * 2**50):013x}{int(self.dice() * 2**50):013x}"

    def start(
        self, process: str, values: Mapping[str, Any] | None = None, case: str = "", **more: Any
    ) -> Answer:
        """Start a case; see `StartCase` for what else may be said."""
        return self.do(StartCase(case=case, process=process, values=values or {}, **more))

    def do(self, command: Command) -> Answer:
        """Carry a command out; the answer comes once it is on disk."""
        return self.submit(command).wait()  # type: ignore[no-any-return]

    def submit(self, command: Command) -> Ticket:
        """Hand a command in; `wait` on the ticket gives its answer."""
        try:
            command = self._exact(command)
        except Inexact as error:
            return _answered(expected("value-unknown", "JSON values", str(error)))
        shard = shard_of(command.case, self.store.shards)
        ticket = Ticket(command, (shard,))
        self.lanes[shard % len(self.lanes)].put(ticket)
        return ticket

    def _exact(self, command: Command) -> Command:
        values = getattr(command, "values", None)
        if values:
            command = changed(command, values=exact(values))
        if not command.case and isinstance(command, StartCase):
            key = command.key or self.new_id()
            command = changed(command, case=f"{command.process}-{key}", key=key)
        return command

    # -- groups -------------------------------------------------------------------------------

    def _serve(self, group: Sequence[Ticket]) -> None:
        """Carry a group out in one transaction; nothing is raised."""
        if self.degraded is not None and not self._mended():
            _refuse(group, self.degraded)
            return
        try:
            try:
                self._carry_out(group, careful=False)
            except Repeated:
                self._carry_out(group, careful=True)
        except Failed as failed:
            self.degraded = failed
            _refuse(group, failed)
        except BaseException as bug:
            self._one_by_one(group, bug)
        self.store.tidy()

    def _carry_out(self, group: Sequence[Ticket], careful: bool) -> None:
        shards = sorted({shard for ticket in group for shard in ticket.shards})
        with self.store.transaction(shards) as transaction:
            desk = Desk(
                transaction, self.standards, self.clock(), self.store.shards, self.rules, careful
            )
            desk.prefetch([ticket.what.case for ticket in group])
            for ticket in group:
                ticket.answer = desk.take(ticket.what)
            crash_point("group-decided")
            transaction.apply(desk.finish())

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

    def record(self, case: str) -> Record | None:
        """A case as it stands; one that has ended is replayed from its entries."""
        row = self.reader().case(case)
        if row is None:
            return None
        if row.status == 0:
            return unpack_record(row.id, row.number, row.status, row.state, row.variables)
        return self.replayed(case)

    def entries(self, case: str) -> Sequence[Entry]:
        """The entries of a case, oldest first."""
        reader = self.reader()
        row = reader.case(case)
        if row is None:
            return ()
        return [unpack_entry(each, shape, case) for each, shape in reader.history(row.no)]

    def replayed(self, case: str) -> Record | None:
        """The case as its entries tell it (law 3: equal to what is stored)."""
        entries = self.entries(case)
        row = self.reader().case(case)
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
    ticket.answered()
    return ticket


def _refuse(group: Sequence[Ticket], failed: Failed) -> None:
    """The commands of a group may or may not be on disk; their keys tell, once it is mended."""
    code = "outcome-unknown" if failed.unknown else "store-degraded"
    refusal = expected(code, "a store that can write", str(failed))
    for ticket in group:
        ticket.answer = refusal

"""Start events with a timer: scheduled when a standard is deployed, fired by any worker.

A process has a schedule in its newest version only. Each start is a row of the timers in shard 0,
under minus the number of the standard and the number of the start event. Firing takes the row away,
puts the next one of a cycle and starts the case in one transaction. The case is named by process,
start event and moment, so that nothing can start it twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from guiju.journal.store import Batch, TimerRow
from guiju.run.answer import Answer
from guiju.run.commands import StartCase
from guiju.run.commands.routing import FireStart
from guiju.run.refusal import expected
from guiju.run.times import micros, moment
from guiju.standard import Problem, Standard, feel
from guiju.standard.steps import Place
from guiju.standard.steps.program import Catch
from guiju.standard.steps.waits import due_of, next_due

if TYPE_CHECKING:
    from guiju.run.desk import Desk
    from guiju.run.standards import Deployed

SHARD: Final = 0
"""Where schedules are kept; deployments hold it too."""

KIND: Final = "start"
ONCE: Final = 0


class Due(NamedTuple):
    """The next firing of a start event, and how many follow it (-1: without end)."""

    place: int
    at: datetime
    left: int


def timed_starts(standard: Standard) -> Iterator[tuple[str, Place, Catch]]:
    """The start events of processes that a timer triggers.

    Where a file says of some processes that they are executable, the others only describe.
    """
    processes = standard.definitions.processes
    some = any(each.executable for each in processes)
    for process in processes:
        if some and not process.executable:
            continue
        body = standard.program.bodies.get(process.id)
        for index in body.event_starts if body is not None else ():
            place = standard.program.places[index]
            for catch in place.catches:
                if catch.definition.kind == "timer":
                    yield process.id, place, catch
                    break


def text_of(standard: Standard, catch: Catch, now: datetime) -> str:
    """What the timer says; an expression sees the parameters of the standard."""
    if catch.literal is not None or catch.expression is None:
        return catch.literal or ""
    value = catch.expression.evaluate(standard.program.constants, now=now).value
    return value if isinstance(value, str) else str(feel.to_json(value))


def first_due(standard: Standard, place: Place, catch: Catch, now: datetime) -> Due | None:
    """When a start event fires first, counted from its deployment; None where all is past.

    A date that has passed fires at once; of a cycle, what lies before now is left out.

    Raises:
        ValueError: the timer cannot be read.
    """
    text = text_of(standard, catch, now)
    first, left = due_of(text, now)
    cycle = feel.cycle(text) if text.startswith("R") else None
    if cycle is None or first >= now:
        return Due(place.index, first, left)
    if isinstance(cycle.duration, feel.DaysTimeDuration):
        step = cycle.duration.to_python()
        skipped = -((first - now) // step)
        at = first + skipped * step
    else:
        at, skipped = first, 0
        while at < now:
            at, skipped = next_due(text, at), skipped + 1
    if left >= 0 and skipped > left:
        return None
    return Due(place.index, at, left if left < 0 else left - skipped)


def unreadable(standard: Standard, now: datetime) -> Iterator[Problem]:
    """Start events whose timer says no time."""
    for _, place, catch in timed_starts(standard):
        try:
            first_due(standard, place, catch, now)
        except (ValueError, OverflowError):
            template = "A timer needs an ISO 8601 date, duration or cycle, but got {found}."
            values = {"found": text_of(standard, catch, now)}
            yield Problem("timer-unreadable", template, place.id, values)


def scheduled(
    deployed: Deployed,
    others: Sequence[TimerRow],
    standards: Mapping[int, Standard],
    now: datetime,
) -> Batch:
    """The rows of a version that is new, in place of those of older versions.

    What an older version should have started by now, and has not, is started by the new one.

    Args:
        others: every row of a schedule there is.
        standards: the versions they are of, by number.
    """
    batch = Batch()
    places = {place.id: place for _, place, _ in timed_starts(deployed.standard)}
    for row in others:
        old = standards[-row.case_no].program.places[row.wait]
        if old.process not in deployed.standard.program.bodies:
            continue
        batch.put("timers", row[:4], None)
        if row.due <= micros(now) and old.id in places:
            _put(batch, deployed.no, Due(places[old.id].index, moment(row.due), ONCE))
    for _, place, catch in timed_starts(deployed.standard):
        due = first_due(deployed.standard, place, catch, now)
        if due is not None:
            _put(batch, deployed.no, due)
    return batch


def _put(batch: Batch, no: int, due: Due) -> None:
    row = TimerRow(SHARD, micros(due.at), -no, due.place, f"{KIND} {due.left}")
    batch.put("timers", row[:4], row)


def case_of(standard: Standard, row: TimerRow) -> str:
    """The name of the case that a row starts."""
    place = standard.program.places[row.wait]
    at = moment(row.due).astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return f"{place.process}-{place.id}-{at}"


def fire(desk: Desk, command: FireStart) -> Answer:
    """Start the case of a row that is due, and set the next one."""
    row = command.row
    key = row[:4]
    here = desk.batch.tables.get("timers", {})
    stored = here[key] if key in here else desk.transaction.timer(*key)
    if stored is None:
        return expected("timer-gone", f"a start at {moment(row.due).isoformat()}", "none")
    if moment(row.due) > desk.now:
        found = desk.now.isoformat()
        return expected("timer-early", f"{moment(row.due).isoformat()} or later", found)
    standard = desk.standards.by_no(-row.case_no).standard
    place = standard.program.places[row.wait]
    start = StartCase(
        case=command.case, process=place.process, standard=standard.digest, start=place.id,
        key=command.case,
    )  # fmt: skip
    answer = desk.take(start)
    desk.batch.put("timers", key, None)
    following = _following(standard, place, row, int(stored.kind.split(" ")[1]), desk.now)
    if following is not None:
        _put(desk.batch, -row.case_no, following)
    return answer


def _following(
    standard: Standard, place: Place, row: TimerRow, left: int, now: datetime
) -> Due | None:
    if left == ONCE:
        return None
    catch = next(each for each in place.catches if each.definition.kind == "timer")
    text = text_of(standard, catch, now)
    cycle = feel.cycle(text)
    at = next_due(text, moment(row.due))
    if cycle is None or at - moment(row.due) <= timedelta():
        return None
    if cycle.end is not None and micros(at) > micros(_utc(cycle.end)):
        return None
    return Due(place.index, at, left - 1 if left > 0 else -1)


def _utc(point: feel.DateTime) -> datetime:
    found: datetime = point.to_python()
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found

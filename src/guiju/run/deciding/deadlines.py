"""Deadlines of a case: clocks that start when an element is entered and stop when it is left.

What is kept of each, in the facts of the case under `deadlines` and the instance's id:

    {"name": "basic-check", "element": "check", "facts": [{"fact": "Started", "at": ...}, ...],
     "calendar": "office", "amount": "PT15M", "told": ["warning 50"], "due": 17..., "next": 17...}

Only a deadline that asks has its `calendar` and `amount` there. `due` and `next` (when the
next mark is to be told) are worked out anew from the facts at every entry that concerns the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from guiju.run.beside import Beside
from guiju.run.clock import (
    Calendar,
    Clock,
    Deadline,
    Fact,
    Mark,
    Reading,
    Started,
    Timing,
    WorkingDays,
    WorkingTime,
    read_amount,
    read_fact,
    write_amount,
    write_fact,
)
from guiju.run.facts import NO_FACTS, Facts
from guiju.run.record import Situation
from guiju.run.times import micros
from guiju.standard import ROOT, Instance, Problem, Standard, State
from guiju.standard.steps import Program
from guiju.standard.steps.program import KIND
from guiju.standard.steps.state import CHOICE, LOOP, STUCK
from guiju.standard.steps.turn import Turn

Spec = Mapping[str, Any]
"""What is kept of one deadline."""

_CALL: Final = KIND["callActivity"]
_TIMED: dict[int, tuple[Program, Timed]] = {}


class Timed(NamedTuple):
    """Which elements of a standard have a deadline: its name by place, and by process."""

    places: Mapping[int, str]
    processes: Mapping[str, str]


def timed(standard: Standard) -> Timed:
    """The deadlines that the elements of a standard name."""
    program = standard.program
    known = _TIMED.get(id(program))
    if known is None:
        processes = {
            each.id: each.extras.deadline
            for each in standard.definitions.processes
            if each.extras.deadline
        }
        places = {}
        for place in program.places:
            called = place.called if place.kind == _CALL else None
            name = place.node.extras.deadline or processes.get(called or "")
            if name:
                places[place.index] = name
        known = _TIMED[id(program)] = (program, Timed(places, processes))
    return known[1]


def wanted(standard: Standard, state: State) -> Iterator[tuple[int, str]]:
    """Open instances that have a deadline, and its name.

    What repeats has one clock for all its repetitions; what is stuck before it began has none yet.
    """
    if state.status != "active":
        return
    places, processes = timed(standard)
    name = processes.get(state.process)
    if name is not None:
        yield ROOT, name
    for iid, instance in state.live.items():
        name = places.get(instance.place)
        if name is not None and instance.phase != CHOICE and not _repeats(state, instance):
            yield iid, name


def _repeats(state: State, instance: Instance) -> bool:
    owner = state.live.get(instance.owner)
    return owner is not None and owner.phase == LOOP and owner.place == instance.place


def running(facts: Facts) -> Mapping[str, Spec]:
    """The deadlines that run, by instance id as text."""
    found: Mapping[str, Spec] = facts.get("deadlines", NO_FACTS)
    return found


def followed(situation: Situation, after: State) -> Facts:
    """The patch that starts and stops clocks after a step; empty where none does."""
    timing = situation.beside.timing
    if timing is None:
        return NO_FACTS
    known = running(situation.record.facts)
    patch: dict[str, Any] = {}
    open_ = dict(wanted(situation.standard, after))
    for iid in known:
        if int(iid) not in open_:
            patch[iid] = None
    for number, name in open_.items():
        instance = after.live.get(number)
        fresh = str(number) not in known
        if fresh and name in timing.deadlines and not (instance and instance.phase == STUCK):
            patch[str(number)] = begun(
                situation.standard, timing, after, number, name, situation.now
            )
    return {"deadlines": patch} if patch else NO_FACTS


def begun(
    standard: Standard, timing: Timing, state: State, iid: int, name: str, now: datetime
) -> dict[str, Any]:
    """A clock that starts now."""
    element = standard.program.places[state.live[iid].place].id if iid else state.process
    spec: dict[str, Any] = {"name": name, "element": element, "facts": [write_fact(Started(now))]}
    spec |= asked(timing, timing.deadlines[name], Turn(standard, state), iid, now)
    return spec | looked_at(timing, spec, now)


def asked(
    timing: Timing, deadline: Deadline, turn: Turn, iid: int, now: datetime
) -> dict[str, Any]:
    """What a deadline's expressions give for one case; empty where it has none."""
    if not deadline.asks:
        return {}
    clock = deadline.clock(timing.calendars, turn.seen(iid), now)
    if isinstance(clock, Problem):
        return {"problem": str(clock)}
    return {"calendar": clock.calendar.name, **write_amount(clock.amount)}


def clock_of(timing: Timing, spec: Spec) -> Clock | None:
    """The clock of a deadline as it was resolved for its case; None where it cannot be."""
    deadline = timing.deadlines.get(spec["name"])
    if deadline is None or "problem" in spec:
        return None
    calendar, amount = deadline.calendar, deadline.amount
    if not isinstance(calendar, Calendar) or "calendar" in spec:
        found = timing.calendars.get(spec.get("calendar", ""))
        if found is None:
            return None
        calendar = found
    if "amount" in spec:
        given = read_amount(spec["amount"], None, spec.get("ends", "close"))
        if isinstance(given, Problem):
            return None
        amount = given
    if not isinstance(amount, (WorkingDays, WorkingTime)):
        return None
    return Clock(deadline.name, calendar, amount, deadline.warn, deadline.at_risk, deadline.ladder)


def facts_of(spec: Spec) -> tuple[Fact, ...]:
    """What happened to a clock."""
    found = (read_fact(each) for each in spec["facts"])
    return tuple(each for each in found if not isinstance(each, Problem))


def reading_of(timing: Timing, spec: Spec, now: datetime) -> Reading:
    """What a clock shows at a moment."""
    clock = clock_of(timing, spec)
    return Reading() if clock is None else clock.at(facts_of(spec), now)


def looked_at(timing: Timing, spec: Spec, now: datetime) -> dict[str, Any]:
    """When a deadline is due, and when its next mark is to be told; None where there is none."""
    reading = reading_of(timing, spec, now)
    mark = next_untold(reading, spec.get("told", ()))
    return {
        "due": None if reading.due is None else micros(reading.due),
        "next": None if mark is None else micros(mark[1].at),
    }


def next_untold(reading: Reading, told: Sequence[str]) -> tuple[str, Mark] | None:
    """The first mark nobody was told of, passed or to come, and the name it is told under."""
    ahead = () if reading.next_mark is None else (reading.next_mark,)
    marks = named((*reading.passed, *ahead))
    return next(((name, mark) for name, mark in marks if name not in told), None)


def named(marks: Sequence[Mark]) -> Iterator[tuple[str, Mark]]:
    """Each mark with the name it is told under: "warning 80", "breach", "escalation 1"."""
    rungs = 0
    for mark in marks:
        rungs += mark.kind == "escalation"
        if mark.kind == "warning":
            yield f"warning {mark.share}", mark
        else:
            yield f"escalation {rungs}" if mark.kind == "escalation" else mark.kind, mark


def carried_over(situation: Situation, target: Standard, state: State, beside: Beside) -> Facts:
    """The patch that takes clocks to another version: facts stay, amounts are those there."""
    known, timing = running(situation.record.facts), beside.timing
    open_ = dict(wanted(target, state)) if timing is not None else {}
    patch: dict[str, Any] = {iid: None for iid in known if int(iid) not in open_}
    for number, name in open_.items():
        assert timing is not None
        if name not in timing.deadlines:
            patch[str(number)] = None
            continue
        fresh = begun(target, timing, state, number, name, situation.now)
        old = known.get(str(number), NO_FACTS)
        if old.get("name") == name:
            fresh |= {"facts": old["facts"]}
            # What lies ahead under the new amount will be told again.
            passed = dict(named(reading_of(timing, fresh, situation.now).passed))
            fresh |= {"told": [each for each in old.get("told", ()) if each in passed]}
            fresh |= looked_at(timing, fresh, situation.now)
        fresh |= dict.fromkeys(old.keys() - fresh.keys())
        patch[str(number)] = fresh
    return {"deadlines": patch} if patch else NO_FACTS

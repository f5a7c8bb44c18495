"""Deciding about clocks: marks that are reached, pauses, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from guiju.run.clock import Fact, Mark, Paused, Reading, Resumed, refuse, write_fact
from guiju.run.commands import FireDeadline, PauseClock, ResumeClock
from guiju.run.deciding.deadlines import (
    Spec,
    facts_of,
    looked_at,
    next_untold,
    reading_of,
    running,
    timed,
)
from guiju.run.deciding.firing import noted
from guiju.run.deciding.people import candidates
from guiju.run.facts import task_facts
from guiju.run.record import Decision, Situation
from guiju.run.refusal import Refusal, expected
from guiju.run.times import moment
from guiju.standard import Sent, Standard
from guiju.standard.model.definitions import Lane

Outcome = Decision | Refusal

KINDS: Final[Mapping[str, str]] = {
    "warning": "DeadlineWarned",
    "breach": "DeadlineBreached",
    "escalation": "DeadlineEscalated",
}


def fire_deadline(situation: Situation, command: FireDeadline) -> Outcome:
    """A mark of a deadline is reached: it is written down and somebody is told; no more."""
    timing = situation.beside.timing
    spec = running(situation.record.facts).get(str(command.instance))
    what = f"a mark of the deadline of {command.instance}"
    if spec is None or timing is None:
        return expected("deadline-gone", what, "none: it has been left")
    if spec.get("next") != command.due:
        return expected("deadline-gone", f"{what} at {command.due}", spec.get("next"))
    if moment(command.due) > situation.now:
        found = situation.now.isoformat()
        return expected("deadline-early", f"{moment(command.due).isoformat()} or later", found)
    reading = reading_of(timing, spec, situation.now)
    mark = next_untold(reading, spec.get("told", ()))
    if mark is None or mark[1].at > situation.now:
        patch = _patched(command.instance, looked_at(timing, spec, situation.now))
        return noted(situation, "DeadlineRecomputed", patch, spec["element"], _about(spec, reading))
    return _told(situation, command.instance, spec, reading, *mark)


def _told(
    situation: Situation, instance: int, spec: Spec, reading: Reading, name: str, mark: Mark
) -> Decision:
    timing = situation.beside.timing
    assert timing is not None
    told = [*spec.get("told", ()), name]
    patch = {"told": told, **looked_at(timing, {**spec, "told": told}, situation.now)}
    values = _about(spec, reading) | {"at": mark.at.isoformat(), "told": whom(situation, instance)}
    if mark.share is not None:
        values["mark"] = mark.share
    if mark.to is not None:
        values |= {"to": mark.to, "told": {"roles": [mark.to], "persons": []}}
    element = spec["element"]
    decision = noted(situation, KINDS[mark.kind], _patched(instance, patch), element, values)
    roles, persons = values["told"]["roles"], values["told"]["persons"]
    notice = {
        **values, "kind": mark.kind, "about": spec["name"], "element": element,
        "instance": instance, "roles": roles, "persons": persons, "to": [*persons, *roles],
    }  # fmt: skip
    del notice["told"]
    return decision._replace(sent=(Sent("notice", spec["name"], element, None, notice),))


def _about(spec: Spec, reading: Reading) -> dict[str, Any]:
    due = None if reading.due is None else reading.due.isoformat()
    return {"deadline": spec["name"], "due": due, "provisional": reading.provisional}


def _patched(instance: int, spec: Spec) -> Mapping[str, Any]:
    return {"deadlines": {str(instance): spec}}


def whom(situation: Situation, instance: int) -> dict[str, list[str]]:
    """Who is told: who has the task, else whom it is offered to, else whose lane it is in."""
    standard, state = situation.standard, situation.record.state
    open_ = state.live.get(instance)
    if open_ is None:
        extras = next(
            each.extras for each in standard.definitions.processes if each.id == state.process
        )
        return {"roles": list(extras.groups), "persons": list(extras.users)}
    place = standard.program.places[open_.place]
    facts = task_facts(situation.record.facts, instance)
    if facts.get("assignee"):
        return {"roles": [], "persons": [facts["assignee"]]}
    roles, users = candidates(place, facts)
    if roles or users:
        return {"roles": list(roles), "persons": list(users)}
    return {"roles": lanes_of(standard, place.id), "persons": []}


def lanes_of(standard: Standard, element: str) -> list[str]:
    """Names of the innermost lanes an element stands in."""

    def inside(lanes: tuple[Lane, ...]) -> list[str]:
        found = []
        for lane in lanes:
            if element in lane.nodes:
                found += inside(lane.children) or [lane.name or lane.id]
        return found

    return [name for each in standard.definitions.processes for name in inside(each.lanes)]


# -- pauses -----------------------------------------------------------------------------------


def pause_clock(situation: Situation, command: PauseClock) -> Outcome:
    """Stop a clock, for a reason."""
    if not command.reason.strip():
        return expected("reason-missing", "a reason", "none")
    fact = Paused(situation.now, command.reason)
    changed = _changed(situation, command.clock, fact)
    if changed is not None:
        return changed
    if command.clock in situation.record.facts.get("paused", {}):
        return expected("already-paused", "a clock that runs", "one that is paused")
    values = {"clock": command.clock, "reason": command.reason}
    patch = {"paused": {command.clock: command.reason}}
    return noted(situation, "ClockPaused", patch, command.clock, values)


def resume_clock(situation: Situation, command: ResumeClock) -> Outcome:
    """Let a paused clock go on."""
    changed = _changed(situation, command.clock, Resumed(situation.now), command.reason)
    if changed is not None:
        return changed
    if command.clock not in situation.record.facts.get("paused", {}):
        return expected("not-paused", "a clock that is paused", "one that runs")
    values = {"clock": command.clock, "reason": command.reason}
    patch = {"paused": {command.clock: None}}
    return noted(situation, "ClockResumed", patch, command.clock, values)


def _changed(situation: Situation, name: str, fact: Fact, reason: str = "") -> Outcome | None:
    """What becomes of the deadlines of that name or element; None where there is no such."""
    timing = situation.beside.timing
    known = running(situation.record.facts)
    mine = {iid: spec for iid, spec in known.items() if name in (spec["name"], spec["element"])}
    if timing is None or not (mine or _known(situation, name)):
        return None
    if not mine:
        return expected("clock-not-running", f"a deadline {name} that runs", "none")
    fit = {iid: spec for iid, spec in mine.items() if refuse(facts_of(spec), fact) is None}
    pauses = isinstance(fact, Paused)
    if not fit:
        if pauses:
            return expected("already-paused", "a clock that runs", "one that is paused")
        return expected("not-paused", "a clock that is paused", "one that runs")
    patch = {}
    for iid, spec in fit.items():
        facts = [*spec["facts"], write_fact(fact)]
        patch[iid] = {
            "facts": facts, **looked_at(timing, {**spec, "facts": facts}, situation.now)
        }  # fmt: skip
    kind = "ClockPaused" if pauses else "ClockResumed"
    values = {"clock": name, "reason": fact.reason if isinstance(fact, Paused) else reason}
    element = next(iter(fit.values()))["element"]
    return noted(situation, kind, {"deadlines": patch}, element, values)


def _known(situation: Situation, name: str) -> bool:
    """Whether a deadline or an element with a deadline has that name."""
    places, processes = timed(situation.standard)
    elements = {situation.standard.program.places[index].id for index in places}
    return name in elements or name in {*processes, *processes.values(), *places.values()}

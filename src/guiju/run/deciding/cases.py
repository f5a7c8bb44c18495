"""Deciding commands about a case as a whole."""

from __future__ import annotations

from guiju.run.commands import (
    Cancel,
    Migrate,
    MoveToken,
    Resume,
    SetVariables,
    StartCase,
    Suspend,
)
from guiju.run.deciding.deadlines import carried_over
from guiju.run.deciding.firing import fired, noted, place_of
from guiju.run.record import Decision, Situation
from guiju.run.refusal import Refusal, expected
from guiju.standard import ROOT, Step
from guiju.standard.steps.events import received

Outcome = Decision | Refusal


def start(situation: Situation, command: StartCase) -> Outcome:
    """Start a case, plainly or at an event that has happened."""
    program = situation.standard.program
    body = program.bodies.get(command.process)
    if body is None:
        return expected("process-unknown", "a process of the standard", command.process)
    target = -1
    choice: tuple[int, ...] = ()
    if command.start is not None:
        target = program.index.get(command.start, -1)
        if target not in body.event_starts:
            return expected("start-unknown", "a start event of the process", command.start)
    elif not body.starts:
        return expected("start-missing", "the start event that happened", "a plain start")
    if command.event is not None:
        if command.event not in program.index:
            return expected("element-unknown", "an element of the standard", command.event)
        choice = (program.index[command.event],)
    patch = {}
    if command.subject is not None and command.personal:
        patch = {"personal": dict.fromkeys(command.personal, command.subject)}
    values = command.values
    if target >= 0:
        event = program.places[choice[0] if choice else target]
        values = received(event, values) if event.gives else values
    step = Step("start", target, choice, values)
    element = program.places[target].id if target >= 0 else None
    return fired(situation, "CaseStarted", step, element, patch)


def suspend(situation: Situation, command: Suspend) -> Outcome:
    """Let nothing happen until the case is resumed."""
    values = {"reason": command.reason} if command.reason else {}
    return noted(situation, "CaseSuspended", {"suspended": True}, values=values)


def resume(situation: Situation, command: Resume) -> Outcome:
    """Let the case go on."""
    if not situation.record.facts.get("suspended"):
        return expected("not-suspended", "a suspended case", "one that is not")
    return noted(situation, "CaseResumed", {"suspended": None})


def cancel(situation: Situation, command: Cancel) -> Outcome:
    """End the case or one open instance of it."""
    element = None
    if command.instance != ROOT:
        instance = situation.record.state.live.get(command.instance)
        if instance is None:
            return expected("not-open", f"an open instance {command.instance}", "none")
        element = place_of(situation.standard, instance).id
    kind = "CaseCancelled" if command.instance == ROOT else "InstanceCancelled"
    decision = fired(situation, kind, Step("cancel", command.instance), element)
    if command.reason:
        decision = decision._replace(values={"reason": command.reason})
    return decision


def set_variables(situation: Situation, command: SetVariables) -> Outcome:
    """Set variables as an instance sees them."""
    if command.instance != ROOT and command.instance not in situation.record.state.live:
        return expected("not-open", f"an open instance {command.instance}", "none")
    step = Step("set", command.instance, (), command.values)
    return fired(situation, "VariablesSet", step)


def move(situation: Situation, command: MoveToken) -> Outcome:
    """Take an open instance away and begin elsewhere in the same scope."""
    standard, state = situation.standard, situation.record.state
    instance = state.live.get(command.instance)
    if instance is None:
        return expected("not-open", f"an open instance {command.instance}", "none")
    target = standard.program.index.get(command.to)
    if target is None:
        return expected("element-unknown", "an element of the standard", command.to)
    place, there = place_of(standard, instance), standard.program.places[target]
    if (place.scope, place.process) != (there.scope, there.process) or there.attached >= 0:
        return expected("other-scope", f"an element beside {place.id}", command.to)
    decision = fired(situation, "TokenMoved", Step("move", command.instance, (target,)), place.id)
    return decision._replace(values={"to": command.to, "reason": command.reason})


def migrate(situation: Situation, command: Migrate) -> Outcome:
    """Go on under another version of the standard."""
    from guiju.run.migrating import migrated, plan

    target = situation.target
    if target is None:
        return expected("standard-unknown", "a deployed standard", command.standard)
    problems = plan(situation.standard, target, situation.record.state, command.mapping)
    if problems:
        found = "; ".join(str(each) for each in problems)
        return expected("migration-impossible", "a place for everything that is open", found)
    state = migrated(situation.standard, target, situation.record.state, command.mapping)
    values = {
        "from": situation.standard.digest, "standard": command.standard,
        "mapping": dict(command.mapping),
    }  # fmt: skip
    patch = carried_over(situation, target, state, situation.beside)
    decision = noted(situation, "CaseMigrated", patch, values=values)
    record = decision.record._replace(state=state)
    return decision._replace(record=record, standard=target)

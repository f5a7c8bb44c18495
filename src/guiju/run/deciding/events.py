"""Deciding commands that bring events to a case."""

from __future__ import annotations

from guiju.run.commands import Begin, Deliver, FireTimer, LeaveAdHoc
from guiju.run.deciding.firing import fired
from guiju.run.record import Decision, Situation
from guiju.run.refusal import Refusal, expected
from guiju.run.times import micros
from guiju.standard import Step, enabled

Outcome = Decision | Refusal


def deliver(situation: Situation, command: Deliver) -> Outcome:
    """A message or signal that the case waits for has come."""
    wait = situation.record.state.waits.get(command.wait)
    wanted = f"a wait {command.wait} for the {command.kind} {command.name}"
    if wait is None:
        return expected("not-waiting", wanted, "none: it has ended")
    place = situation.standard.program.places[wait.place]
    definition = place.catches[wait.definition].definition
    if (definition.kind, definition.name or "") != (command.kind, command.name):
        found = f"one for the {definition.kind} {definition.name}"
        return expected("not-waiting", wanted, found)
    step = Step("trigger", command.wait, (), command.values)
    return fired(situation, f"{command.kind.capitalize()}Received", step, place.id)


def fire_timer(situation: Situation, command: FireTimer) -> Outcome:
    """A timer is due: at the moment it was set to, never before."""
    wait = situation.record.state.waits.get(command.wait)
    if wait is None or wait.due is None:
        return expected("timer-gone", f"a timer {command.wait}", "none: it has ended")
    if micros(wait.due) != command.due:
        found = wait.due.isoformat()
        return expected("timer-gone", f"a timer due at {command.due}", f"one due at {found}")
    if wait.due > situation.now:
        found = situation.now.isoformat()
        return expected("timer-early", f"{wait.due.isoformat()} or later", found)
    place = situation.standard.program.places[wait.place]
    return fired(situation, "TimerFired", Step("trigger", command.wait), place.id)


def _offered(situation: Situation, step: Step, what: str, kind: str) -> Outcome:
    """Take a step only where the case offers it."""
    if step not in enabled(situation.standard, situation.record.state):
        return expected("not-offered", what, "a case that does not offer it")
    place = situation.standard.program.places
    element = place[step.choice[0]].id if step.choice else None
    return fired(situation, kind, step, element)


def begin(situation: Situation, command: Begin) -> Outcome:
    """Begin an activity of an ad-hoc sub-process."""
    index = situation.standard.program.index.get(command.element, -1)
    step = Step("begin", command.scope, (index,))
    what = f"to begin {command.element} in {command.scope}"
    return _offered(situation, step, what, "ActivityBegun")


def leave(situation: Situation, command: LeaveAdHoc) -> Outcome:
    """Declare an ad-hoc sub-process complete."""
    step = Step("leave", command.scope)
    return _offered(situation, step, f"to leave {command.scope}", "ActivityLeft")

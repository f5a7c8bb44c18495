"""Brings what the engine did to the plain reference interpreter, and compares the two."""

from __future__ import annotations

from collections import Counter

from guiju.run.commands import (
    Begin,
    Command,
    CompleteJob,
    CompleteTask,
    FireTimer,
    SetVariables,
)
from guiju.standard import Standard, State
from guiju.standard.steps.state import SCOPE, WORK
from tests.laws.reference import Reference


def follow(reference: Reference, standard: Standard, before: State, command: Command) -> None:
    """Do in the reference what a command that was accepted did.

    Args:
        reference: one case, at `before`.
        standard: the compiled model.
        before: the engine's state when it took the command.
        command: what it accepted.
    """
    places = standard.program.places
    if isinstance(command, (CompleteTask, CompleteJob)):
        iid = command.task if isinstance(command, CompleteTask) else command.job
        element = places[before.live[iid].place].id
        rank = rank_of(standard, before, iid, WORK)
        reference.complete(element, rank, dict(command.values))
    elif isinstance(command, FireTimer):
        wait = before.waits[command.wait]
        assert wait.due is not None
        reference.fire(places[wait.place].id, wait.due)
    elif isinstance(command, Begin):
        scope = places[before.live[command.scope].place].id
        reference.begin(scope, rank_of(standard, before, command.scope, SCOPE), command.element)
    elif isinstance(command, SetVariables):
        reference.variables.update(command.values)


def rank_of(standard: Standard, state: State, iid: int, phase: int) -> int:
    """Which of the open instances of its element an instance is, the oldest first."""
    same = state.live[iid].place
    alike = [each for each, one in state.live.items() if one.place == same and one.phase == phase]
    return sorted(alike).index(iid)


def assert_alike(reference: Reference, standard: Standard, state: State) -> None:
    """Status, open work, timers and variables are the same."""
    places = standard.program.places
    assert state.status == reference.status
    work = Counter(places[each.place].id for each in state.live.values() if each.phase == WORK)
    assert work == reference.work()
    due = Counter((places[each.place].id, each.due) for each in state.waits.values() if each.due)
    assert due == reference.due()
    assert state.variables == reference.variables

"""Firing a step, and what is known afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from guiju.run.commands.command import NO_VALUES
from guiju.run.deciding.assigning import opened
from guiju.run.deciding.deadlines import followed
from guiju.run.facts import NO_FACTS, Facts, merged, settled
from guiju.run.known_turns import KnownTurn, known_turn
from guiju.run.record import Decision, Record, Situation
from guiju.run.refusal import Refusal, expected
from guiju.standard import Instance, Standard, State, Step, fire
from guiju.standard.steps import PHASES, Place
from guiju.standard.steps.program import KIND
from guiju.standard.steps.state import WORK

USER_TASK: Final = KIND["userTask"]


def fired(
    situation: Situation,
    kind: str,
    step: Step,
    element: str | None = None,
    patch: Facts = NO_FACTS,
) -> Decision:
    """Take a step of the case and note facts beside it."""
    record = situation.record
    state, path, answers, sent, turn = _turned(situation, step)
    tasks = opened(situation, state)
    if tasks:
        patch = merged(patch, {"tasks": tasks})
    if situation.beside.timing is not None:
        # Two patches of different names: merging would take what is to be taken away.
        patch = {**patch, **followed(situation, state)}
    facts = merged(record.facts, patch) if patch else record.facts
    after = Record(record.id, record.number + 1, state, settled(facts, state))
    return Decision(
        kind, after, element, step, step.values, answers, path, patch, sent, None, None, None, turn
    )


def _turned(situation: Situation, step: Step) -> tuple[State, Any, Any, Any, KnownTurn | None]:
    """The state after a step, what happened, was answered and is sent; and the turn if known."""
    standard, before, now = situation.standard, situation.record.state, situation.now
    turn = known_turn(standard, before, step, now)
    if turn is None:
        return (*fire(standard, before, step, now), None)
    values, aliases = step.values, standard.program.aliases
    if aliases and step.kind != "start":
        values = {aliases.get(name, name): value for name, value in values.items()}
    return turn.state({**before.variables, **values}), turn.path, (), (), turn


def noted(
    situation: Situation,
    kind: str,
    patch: Facts = NO_FACTS,
    element: str | None = None,
    values: Mapping[str, Any] = NO_VALUES,
) -> Decision:
    """Note facts; the state stays as it is."""
    record = situation.record
    facts = merged(record.facts, patch) if patch else record.facts
    after = record._replace(number=record.number + 1, facts=facts)
    return Decision(kind, after, element, values=values, patch=patch)


def refused(situation: Situation, refusal: Refusal, element: str | None = None) -> Decision:
    """Note that somebody tried what they may not do."""
    values = {
        "code": refusal.code, "expected": str(refusal.expected), "found": str(refusal.found),
    }  # fmt: skip
    return noted(situation, "CommandRefused", NO_FACTS, element, values)._replace(refusal=refusal)


def place_of(standard: Standard, instance: Instance) -> Place:
    """The element of an instance."""
    return standard.program.places[instance.place]


def open_work(situation: Situation, iid: int, person: bool) -> Place | Refusal:
    """The element of open work of a person or of a program, or why there is none."""
    instance = situation.record.state.live.get(iid)
    word = "task" if person else "job"
    if instance is None:
        return expected(f"{word}-not-open", f"an open {word} {iid}", "none: it has ended")
    if instance.phase != WORK:
        return expected(f"{word}-not-open", f"an open {word} {iid}", PHASES[instance.phase])
    place = place_of(situation.standard, instance)
    if (place.kind == USER_TASK) is not person:
        return expected(f"not-a-{word}", f"a {word}", place.node.kind)
    return place

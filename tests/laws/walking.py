"""Random walks over random models, in the library and in the plain reference at once."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from guiju.run.commands import Begin, Command, CompleteTask, FireTimer
from guiju.run.times import micros
from guiju.standard import Standard, State, Step, compile_standard, enabled, fire, initial
from tests.laws.beside import assert_alike, follow
from tests.laws.blocks import NESTED, SIMPLE, text_of
from tests.laws.reference import Endless, Reference

BEGUN = datetime(2026, 1, 5, 8, tzinfo=UTC)
STEPS = 25
OPEN = 60
"""A walk ends where more than so many things are open."""


def tree(dice: random.Random, depth: int = 3) -> tuple[Any, ...]:
    """A random block tree (see `blocks`)."""
    if depth <= 0 or dice.random() < 0.25:
        return (dice.choice(SIMPLE),)
    inner = (tree(dice, depth - 1), tree(dice, depth - 1))
    return (dice.choice(NESTED), dice.randrange(8), *inner)


def walk(seed: int) -> int:
    """Walk a model both ways; they must be alike after each step.

    Returns:
        How many steps were compared.
    """
    dice = random.Random(seed)
    text = text_of(tree(dice))
    standard = compile_standard(text).standard
    assert standard is not None
    values = _values(dice)
    now = BEGUN
    state = fire(standard, initial("p"), Step("start", -1, (), values), now).state
    taken = 0
    try:
        reference = Reference(text, values, now)
        assert_alike(reference, standard, state)
        while taken < STEPS and state.status == "active" and len(state.live) <= OPEN:
            chosen = _step(standard, state, dice)
            if chosen is None:
                break
            step, command = chosen
            now += timedelta(minutes=dice.randrange(30))
            if step.kind == "trigger":
                now = max(now, state.waits[step.target].due or now)
            reference.now = now
            after = fire(standard, state, step, now).state
            before, state = state, after
            follow(reference, standard, before, command)
            assert_alike(reference, standard, state)
            taken += 1
    except Endless:
        # The plain interpreter has no end here; the library stops the token with an incident.
        assert {each.code for each in state.incidents.values()} == {"endless-loop"}
    return taken


def _values(dice: random.Random) -> dict[str, Any]:
    return {f"v{n}": dice.random() < 0.5 for n in range(8)}


def _step(standard: Standard, state: State, dice: random.Random) -> tuple[Step, Command] | None:
    """A step that may be taken, and the command that takes it."""
    steps = [
        each for each in enabled(standard, state) if each.kind in ("complete", "trigger", "begin")
    ]
    if not steps:
        return None
    step = dice.choice(steps)
    values = _values(dice) if dice.random() < 0.5 else {}
    if step.kind == "complete":
        done = CompleteTask(case="c", task=step.target, values=values)
        return Step("complete", step.target, (), values), done
    if step.kind == "trigger":
        due = state.waits[step.target].due
        assert due is not None
        return step, FireTimer(case="c", wait=step.target, due=micros(due))
    element = standard.program.places[step.choice[0]].id
    return step, Begin(case="c", scope=step.target, element=element)

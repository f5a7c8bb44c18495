"""Law 1 on every shipped pack: whatever people do, the checker finds no deviation in the journal.

People answer what people of the pack's own scenarios answered at the same step, taken by dice: what
fits there does not always fit here, so that refusals, returns and odd branches come of themselves.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from guiju.packs import files_of, shipped
from guiju.scenarios import walk
from guiju.scenarios.laws import deviating
from guiju.scenarios.play import merged
from guiju.scenarios.stage import BEGIN, Stage, stage
from guiju.scenarios.verbs import play_step
from guiju.standard.pack import Pack, read_pack

pytest.importorskip("django")

WALKS = int(os.environ.get("GUIJU_WALKS", "1"))
STEPS = 25


def scenarios(pack: Pack) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """(file, scenario) of each scenario that starts a case by itself."""
    for told in pack.scenarios.values():
        for one in told["scenarios"]:
            if one["steps"] and "start" in one["steps"][0] and "refused" not in one["steps"][0]:
                yield told, one


def answers(pack: Pack) -> dict[str, list[Mapping[str, Any]]]:
    """What was ever answered at a step, by its element."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for told in pack.scenarios.values():
        for one in told["scenarios"]:
            for step in one["steps"]:
                if "do" in step:
                    found.setdefault(str(step["do"]), []).append(step.get("values") or {})
    return found


def begin(made: Stage, told: Mapping[str, Any], one: Mapping[str, Any]) -> None:
    """The world of a scenario, and the case it starts."""
    for world in (told.get("given"), one.get("given")):
        if world:
            play_step(made, {"given": world})
    play_step(made, one["steps"][0])


@pytest.mark.parametrize("seed", range(WALKS))
@pytest.mark.parametrize("name", shipped())
def test_whatever_people_of_a_pack_do_fits_its_standards(name: str, seed: int) -> None:
    dice = random.Random(seed)
    pack = read_pack(files_of(name))[0]
    assert pack is not None
    told, one = dice.choice(list(scenarios(pack)))
    known = answers(pack)
    settings = merged(told.get("settings") or {}, one.get("settings") or {})

    def answer(_made: Stage, _case: str, element: str) -> Mapping[str, Any]:
        return dice.choice(known.get(element) or [{}])

    people = {**(told.get("people") or {}), **(one.get("people") or {})}
    with stage(pack, people, BEGIN, dice, settings) as made:
        begin(made, told, one)
        walk(made, dice, answer, STEPS)
        assert made.cases()
        deviating(made.engine, made.cases())

"""Plays scenarios and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from guiju.run.outside.backoff import Dice
from guiju.scenarios.failure import Unmet, Unreadable
from guiju.scenarios.laws import hold_laws
from guiju.scenarios.stage import BEGIN, stage
from guiju.scenarios.verbs import play_step, read_moment
from guiju.standard.pack import Pack, change

_KEYS: Final = frozenset(
    ("name", "shows", "given", "settings", "parameters", "steps", "at", "people", "dice")
)


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one scenario.

    Attributes:
        shows: requirement ids it names.
        step: number of the step that failed, from 1; 0 where none did, or before the first.
        failure: what was expected and what was found; "" where it passed.
    """

    pack: str
    file: str
    name: str
    shows: tuple[str, ...]
    step: int = 0
    failure: str = ""

    @property
    def passed(self) -> bool:
        """Whether everything was as the scenario says."""
        return not self.failure


def run_scenarios(pack: Pack, dice: Callable[[int], Dice], only: str = "") -> Iterator[Report]:
    """Play every scenario of a pack, each on a stage of its own.

    Args:
        dice: gives dice of a seed.
        only: part of the names of those to play; "" for all.
    """
    for file, data in pack.scenarios.items():
        told = data if isinstance(data, Mapping) else {}
        for number, scenario in enumerate(told.get("scenarios") or (), 1):
            one = scenario if isinstance(scenario, Mapping) else {}
            name = str(one.get("name") or f"{file} {number}")
            if only.lower() in name.lower() or only in (one.get("shows") or ()):
                yield play_scenario(pack, file, told, one, name, dice)


def play_scenario(
    pack: Pack,
    file: str,
    told: Mapping[str, Any],
    scenario: Mapping[str, Any],
    name: str,
    dice: Callable[[int], Dice],
) -> Report:
    """Play one scenario; what goes wrong is in its report."""
    shows = tuple(str(each) for each in scenario.get("shows") or ())
    report = Report(pack.name, file, name, shows)
    number = 0
    try:
        unknown = sorted(set(scenario) - _KEYS)
        if unknown:
            raise Unreadable(f"expected {', '.join(sorted(_KEYS))}, found {', '.join(unknown)}")
        changed = with_parameters(pack, scenario.get("parameters") or {})
        people = {**(told.get("people") or {}), **(scenario.get("people") or {})}
        at = scenario.get("at") or told.get("at")
        seed = int(scenario.get("dice") or told.get("dice") or 1)
        settings = merged(told.get("settings") or {}, scenario.get("settings") or {})
        start = read_moment(at) if at else BEGIN
        with stage(changed, people, start, dice(seed), settings) as made:
            for world in (told.get("given"), scenario.get("given")):
                if world:
                    play_step(made, {"given": world})
            for step in scenario.get("steps") or ():
                number += 1
                play_step(made, step)
            number = 0
            hold_laws(made, _expected_incidents(scenario))
    except (Unmet, Unreadable) as wrong:
        return Report(report.pack, file, name, shows, number, str(wrong))
    return report


def merged(
    one: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Settings by system, the second on top of the first."""
    return {
        name: {**one.get(name, {}), **other.get(name, {})} for name in dict.fromkeys([*one, *other])
    }


def with_parameters(pack: Pack, values: Mapping[str, Any]) -> Pack:
    """The pack with other parameters.

    Raises:
        Unreadable: they are refused.
    """
    if not values:
        return pack
    changed, problems = change(pack, values)
    if changed is None:
        raise Unreadable("; ".join(str(each) for each in problems))
    return changed


def _expected_incidents(scenario: Mapping[str, Any]) -> set[str]:
    return {
        str(code)
        for step in scenario.get("steps") or ()
        if isinstance(step, Mapping) and isinstance(step.get("expect"), Mapping)
        for code in step["expect"].get("incidents") or ()
    }

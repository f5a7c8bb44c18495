"""Every indicator a pack declares can be worked out from what its journal holds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest

from guiju.packs import files_of
from guiju.scenarios.play import merged
from guiju.scenarios.stage import Stage, stage
from guiju.scenarios.verbs import play_step, read_moment
from guiju.standard.pack import Pack, read_pack

PLAYED: Mapping[str, tuple[str, ...]] = {
    "customer-service": (
        "A talk opens in three steps",
        "A complaint from the reply",
        "The promise of progress is a timer",
        "Steady, check, solve, follow",
        "Nothing closes before every contact",
    ),
    "cooperation-and-approval": (
        "Two departments are asked",
        "Five steps in their order",
        "The green channel is short",
    ),
    "order-fulfilment": ("A plain order", "A return is authorised", "Cancel: the goods"),
    "stock": (
        "A count that agrees",
        "An event of the platform is applied once",
        "An oversell is told",
    ),
}


@lru_cache(maxsize=4)
def whole(name: str) -> Pack:
    pack, problems = read_pack(files_of(name))
    assert pack is not None, problems
    return pack


@contextmanager
def played(pack: Pack, beginning: str) -> Iterator[Stage]:
    """A stage on which the scenario with that beginning has been played."""
    told, scenario = next(
        (data, each)
        for data in pack.scenarios.values()
        for each in data["scenarios"]
        if each["name"].startswith(beginning)
    )
    settings = merged(told.get("settings") or {}, scenario.get("settings") or {})
    people: dict[str, Any] = {**(told.get("people") or {}), **(scenario.get("people") or {})}
    at = read_moment(scenario.get("at") or told["at"])
    with stage(pack, people, at, random.Random(1), settings) as made:
        for world in (told.get("given"), scenario.get("given")):
            if world:
                play_step(made, {"given": world})
        for step in scenario["steps"]:
            play_step(made, step)
        yield made


@pytest.mark.parametrize("name", list(PLAYED))
def test_every_declared_indicator_is_worked_out_from_entries_with_its_n(name: str) -> None:
    """FLOW-04, FLOW-05, STD-09: the entries carry all data an indicator needs."""
    from guiju.systems.indicators.declared import figure_of

    pack, measured = whole(name), dict[str, Any]()
    for beginning in PLAYED[name]:
        with played(pack, beginning) as made:
            for one in pack.indicators.values():
                figure = figure_of(made.engine, pack, one, made.cases())
                if figure.n:
                    assert figure.value is not None and figure.cases <= figure.n
                    measured[one.id] = figure
    assert sorted(pack.indicators) == sorted(measured)


def test_working_time_counts_neither_night_nor_lunch_and_departments_have_their_own_n() -> None:
    """COL-02, APR-11: how long each department took is a figure of that department."""
    from guiju.systems.indicators.declared import figure_of

    pack = whole("cooperation-and-approval")
    with played(pack, "A late answer") as made:
        answers = pack.indicators["feasibility-answers"]
        figure = figure_of(made.engine, pack, answers, made.cases())
        row = made.engine.entries(made.cases()[0])
    by_the_clock = (row[-1].time - row[0].time).total_seconds() / 3600
    assert figure.value is not None and 8 < figure.value < by_the_clock
    assert figure.n == sum(each.n for each in figure.by.values()) > 0


def test_unjustified_green_channels_are_a_share_by_department() -> None:
    """APR-08: how often the channel was not justified is reported for each department."""
    from guiju.systems.indicators.declared import figure_of

    pack = whole("cooperation-and-approval")
    with played(pack, "The green channel is short") as made:
        channels = pack.indicators["green-channels"]
        figure = figure_of(made.engine, pack, channels, made.cases())
    (department,) = figure.by
    assert department != ("None",) and len(department[0]) > 1
    assert (figure.value, figure.n) in {(Decimal(0), 1), (Decimal(100), 1)}


def test_nothing_measured_is_no_figure_and_never_zero() -> None:
    from guiju.systems.indicators.declared import figure_of

    pack = whole("stock")
    with played(pack, "A count that agrees") as made:
        figure = figure_of(made.engine, pack, pack.indicators["oversell-cost"], made.cases())
    assert (figure.value, figure.n, figure.cases, dict(figure.by)) == (None, 0, 0, {})

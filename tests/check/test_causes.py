"""What goes with a deviation is found, with its size; chance is not."""

from random import Random

import numpy as np
import pytest

from guiju.check.causes import _fisher, associations, newcombe
from guiju.journal import Mapping, read_log

TOLD = Mapping(case="case", activity="activity", time="time", resource="resource")


def log_of(dice, cases=600):
    lines = ["case,activity,time,resource,channel,amount"]
    channels = []
    for case in range(cases):
        channel = dice.choice(["web", "shop", "phone"])
        channels.append(channel)
        day = dice.randint(1, 28)
        lines.append(
            f"{case},Order,2026-01-{day:02}T08:00:00Z,{dice.choice(['ann', 'bob'])},"
            f"{channel},{dice.randint(1, 1000)}"
        )
    return read_log("\n".join(lines).encode(), TOLD), channels


def test_a_planted_association_comes_first_with_its_size_and_interval():
    dice = Random(3)
    log, channels = log_of(dice)
    deviating = np.array([dice.random() < (0.6 if c == "phone" else 0.1) for c in channels])
    first, *_ = associations(log, deviating)
    assert (first.attribute, first.value) == ("channel", "phone")
    assert first.cases == channels.count("phone")
    assert first.low < first.difference < first.high
    assert first.difference == pytest.approx(0.5, abs=0.1)
    assert {a.attribute for a in associations(log, deviating)} == {"channel"}


def test_chance_is_hardly_ever_told():
    told = 0
    for seed in range(20):
        dice = Random(seed)
        log, _ = log_of(dice, 200)
        told += bool(associations(log, np.array([dice.random() < 0.3 for _ in range(200)])))
    assert told <= 3


def test_only_the_attributes_asked_for_are_looked_at():
    dice = Random(5)
    log, channels = log_of(dice)
    deviating = np.array([c == "web" for c in channels])
    assert associations(log, deviating, attributes=["resource", "weekday"]) == ()


def test_the_interval_is_that_of_the_paper():
    # Newcombe 1998, table II, (a) 56/70 and 48/80, method 10
    low, high = newcombe(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_the_exact_test_knows_the_lady_tasting_tea():
    assert _fisher(3, 4, 4, 8) == pytest.approx(34 / 70)
    assert _fisher(4, 4, 4, 8) == pytest.approx(2 / 70)

"""Rules on variants with counts find what they find on all events."""

from datetime import timedelta
from random import Random

import numpy as np
import pytest

from guiju.check.rules import (
    BothOfEither,
    Condition,
    DoneAgain,
    FollowedAnyway,
    LateResponse,
    Neither,
    NoResponse,
    NotExactlyOne,
    NotPreceded,
    OneOfAPair,
    OutOfSuccession,
    TooOften,
    TooSeldom,
    WithoutCompanion,
    WrongBeginning,
    WrongCount,
    WrongEnding,
    check_rules,
    check_variants,
    needs_events,
)
from guiju.journal import Mapping, read_log
from guiju.journal.scale import ScaledLog

ON_PAIRS = (
    BothOfEither, DoneAgain, FollowedAnyway, Neither, NoResponse, NotExactlyOne, NotPreceded,
    OneOfAPair, OutOfSuccession, WithoutCompanion,
)  # fmt: skip
RULES = [
    *(rule(*pair) for rule in ON_PAIRS for pair in ("AB", "BC", "AZ", "ZA")),
    *(NoResponse("A", "B", nearness=near) for near in ("before the next", "directly")),
    TooOften("A", 1), TooSeldom("B", 2), WrongCount("A", 1), WrongBeginning("A"), WrongEnding("B"),
    DoneAgain("A"),
]  # fmt: skip


def few_variants(seed: int):
    dice = Random(seed)
    lines = ["case,activity,time"]
    for case in range(200):
        events = dice.choices("ABC", k=dice.randint(1, 4))
        lines += [f"c{case},{name},2026-01-01T0{n}:00" for n, name in enumerate(events)]
    told = Mapping(case="case", activity="activity", time="time")
    return read_log("\n".join(lines).encode(), told)


@pytest.mark.parametrize("seed", range(3))
def test_variants_give_the_breaches_of_all_cases(seed):
    log = few_variants(seed)
    scaled = ScaledLog(log.activities, log.case_ids, log.variants())
    for whole, found in zip(check_rules(RULES, log), check_variants(RULES, scaled), strict=True):
        assert found.to_dict(scaled) == whole.to_dict(log)
        assert found.case.tolist() == np.sort(whole.case).tolist()
        assert set(found.row.tolist()) | set(found.since.tolist()) <= {-1}


def test_what_looks_at_single_events_is_refused():
    log = few_variants(0)
    scaled = ScaledLog(log.activities, log.case_ids, log.variants())
    late = LateResponse("A", "B", timedelta(days=1))
    dear = NoResponse("A", "B", when=Condition("amount", ">", 5))
    assert needs_events(late)
    assert needs_events(dear)
    with pytest.raises(ValueError, match="late-response"):
        check_variants([late], scaled)

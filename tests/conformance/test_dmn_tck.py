"""The official kit: what passed once, passes for ever."""

import json

import pytest

from tests.conformance.dmn_tck import (
    JAVA,
    NOT_APPLICABLE,
    PAGE,
    SCORE,
    Score,
    page_section,
    run_kit,
)
from tests.conformance.tck_cases import KIT, LEVELS

pytestmark = pytest.mark.skipif(not KIT.is_dir(), reason="no kit beside the checkout")


def test_no_case_that_passed_fails_and_the_score_is_up_to_date() -> None:
    kept = json.loads(SCORE.read_text(encoding="utf-8"))
    score = Score()
    told = {}
    for outcome in run_kit():
        score.add(outcome)
        told[outcome.case.name] = outcome.told
    found = score.as_json()
    for level in LEVELS:
        known = set(kept[level]["failing"]) | set(kept["not applicable"])
        worse = [name for name in found[level]["failing"] if name not in known]
        assert not worse, [f"{name}: {told[name]}" for name in worse]
    assert found == kept, "better than the score that is kept: run dmn_tck.py --write"


def test_the_page_shows_the_score_that_is_kept() -> None:
    kept = json.loads(SCORE.read_text(encoding="utf-8"))
    assert page_section(kept) in PAGE.read_text(encoding="utf-8")


def test_only_what_needs_java_is_not_applicable() -> None:
    kept = json.loads(SCORE.read_text(encoding="utf-8"))
    assert set(kept["not applicable"].values()) <= {JAVA}
    assert all(name.partition("/")[0] in NOT_APPLICABLE for name in kept["not applicable"])

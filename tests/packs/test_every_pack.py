"""What holds for every shipped pack: its models, its tables, its scripts."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from guiju.packs import shipped
from guiju.scenarios import examine
from guiju.standard.phrases import lint
from tests.packs.service_and_cooperation import whole

WRONG_MODELS = ("table-gap", "table-not-unique", "deadlock", "lack-of-synchronisation")


@pytest.mark.parametrize("name", shipped())
def test_tables_have_no_gap_and_models_no_dead_end(name: str) -> None:
    found = examine(whole(name)[0])
    assert [str(each) for each in found if each.severity == "error"] == []
    assert [str(each) for each in found if each.code in WRONG_MODELS] == []


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("name", shipped())
def test_what_a_script_offers_passes_its_own_lint(name: str, language: str) -> None:
    """SVC-02, CPL-05, CPL-07, ORD-17, STK-04: every phrase of every part, the parts in order."""
    for script in whole(name)[0].scripts.values():
        talk = script.talks[language]
        for spoken in zip_longest(*(part.phrases for part in talk.parts)):
            said = (one or part.phrases[0] for one, part in zip(spoken, talk.parts, strict=True))
            text = " ".join(said).replace("{", "").replace("}", "")
            assert lint(text, kind="reply", script=talk) == (), script.name

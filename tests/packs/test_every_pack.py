"""What holds for every shipped pack: its models, its tables, its scripts."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from guiju.packs import shipped
from guiju.scenarios import examine
from guiju.standard.pack import change
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


@pytest.mark.parametrize("name", shipped())
def test_a_wrong_value_of_any_parameter_is_refused_by_its_name(name: str) -> None:
    """P-01 to P-54 and those of the house: no number, below, above, and no timer of nothing."""
    pack = whole(name)[0]
    for id_, parameter in pack.parameters.items():
        outside = (parameter.least - 1, parameter.most + 1)
        for value in ("soon", None, True, *outside):
            changed, problems = change(pack, {id_: value})
            assert changed is None, (id_, value)
            assert any(id_ in str(each) for each in problems), (id_, value)
        assert parameter.least > 0 or parameter.unit in ("percent", "number"), id_


@pytest.mark.parametrize(
    ("name", "values", "field"),
    [
        ("order-fulfilment", {"P-221": 90}, "P-222"),
        ("order-fulfilment", {"P-216": 3.5}, "P-216"),
        ("stock", {"P-321": 90}, "P-322"),
        ("stock", {"P-309": 2.5}, "P-309"),
    ],
)
def test_parameters_that_do_not_fit_each_other_are_refused(
    name: str, values: dict[str, float], field: str
) -> None:
    changed, problems = change(whole(name)[0], values)
    assert changed is None
    assert any(field in str(each) for each in problems)

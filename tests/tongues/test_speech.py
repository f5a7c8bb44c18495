"""Which language is chosen, and how bad news becomes a sentence in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.refusal import expected
from guiju.standard import Problem, feel
from guiju.tongues import TONGUES, Telling, Tongue, speech, tongue_in, tongue_of


@pytest.mark.parametrize(
    ("name", "tongue"),
    [
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh_SG", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh_TW.Big5", "zh-Hant"),
        ("zh_HK.UTF-8@radical", "zh-Hant"),
        ("zh-MO", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("en_GB.UTF-8", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("fr_FR", None),
        ("", None),
    ],
)
def test_locales_and_tags_name_a_language(name: str, tongue: Tongue | None) -> None:
    assert tongue_of(name) == tongue


@pytest.mark.parametrize(
    ("environment", "tongue"),
    [
        ({}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_TW.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh-Hans"),
        ({"LC_MESSAGES": "zh_CN", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "C", "LANGUAGE": "fr:zh_HK:en"}, "zh-Hant"),
        ({"LANGUAGE": "", "LANG": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_environment_is_asked_in_the_order_of_gettext(
    environment: dict[str, str], tongue: Tongue
) -> None:
    assert tongue_in(environment) == tongue


def said(problem: Problem, tongue: Tongue) -> str:
    return speech(tongue).sentence(problem)


def test_words_among_the_values_are_translated_and_names_are_not() -> None:
    template = "Nothing around {name} catches the {kind} {thrown}."
    problem = Problem("x", template, None, {"name": "error", "kind": "error", "thrown": "E7"})
    assert said(problem, "zh-Hans") == "error 之外没有任何元素捕获 错误 E7。"
    assert said(problem, "en") == "Nothing around error catches the error E7."


def test_a_phrase_is_translated_piece_by_piece() -> None:
    refusal = expected("task-not-open", "an open task 7", "none: it has ended")
    values = {"expected": refusal.expected, "found": refusal.found}
    told = Telling(refusal.template, values)
    assert speech("zh-Hant").sentence(told) == "應為 未結束的任務 7，實為 沒有：已經結束。"


def test_the_reason_of_a_built_in_function_follows_its_name() -> None:
    compiled = feel.compile_expression("sqrt(-1)")
    assert isinstance(compiled, feel.Compiled)
    (warning,) = compiled.evaluate({}).warnings
    assert speech("zh-Hans").sentence(warning) == "sqrt：负数没有平方根"


def test_warnings_that_came_as_sentences_are_known_by_their_form() -> None:
    warnings = ["at 0: there is no variable named 'x'", "at 4: a division by zero has no result"]
    told = Telling("{expression} should give a {expected}, but gave {found}. {warnings}",
                   {"expression": "x", "expected": "boolean", "found": "None",
                    "warnings": warnings})  # fmt: skip
    assert (
        speech("zh-Hans")
        .sentence(told)
        .endswith("位置 0：没有名为“x”的变量；位置 4：除以零没有结果")
    )


@given(st.text(), st.dictionaries(st.text(), st.text()), st.sampled_from(TONGUES))
def test_nothing_that_is_told_raises(template: str, values: dict[str, str], tongue: Tongue) -> None:
    assert isinstance(speech(tongue).sentence(Telling(template, values)), str)


def test_what_strangers_say_is_not_taken_for_a_phrase() -> None:
    said = 'connection failed: connection to server at "127.0.0.1" refused'
    assert [speech(tongue).phrase(said) for tongue in TONGUES] == [said] * 3

"""The lint of words: places, codes, advice."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.standard.phrases import KINDS, VERDICTS, Hit, advise, lint, marks_of


@dataclass
class Part:
    id: str
    title: str
    needs: tuple[str, ...] = ()


@dataclass
class Talk:
    parts: tuple[Part, ...] = ()
    banned: tuple[str, ...] = ()
    longest: int = 0
    sentence: int = 0


SANDWICH = Talk(
    (
        Part("feeling", "Affirm the feeling", ("understand", "理解")),
        Part("solving", "Explain the steps", ("we will", "我們將")),
        Part("assurance", "Confirm the follow-up", ("by", "之前")),
    ),
    banned=("policy is policy",),
    longest=120,
    sentence=60,
)


def codes(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.code for hit in hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("原則同意", "原則同意"),
        ("此事再研究", "再研究"),
        ("請盡快處理", "盡快"),
        ("請適當調整", "適當"),
        ("请尽快处理", "尽快"),
        ("原则同意", "原则同意"),
        ("I agree in principle.", "in principle"),
        ("Do it ASAP", "ASAP"),
        ("盡 快處理", "盡 快"),
        ("盡\u200b快處理", "盡\u200b快"),
        ("as\nsoon  as possible", "as\nsoon  as possible"),
    ],
)
def test_apr_10_a_vague_word_is_refused_with_the_hit_and_how_to_mend_it(
    text: str, found: str
) -> None:
    (hit,) = lint(text, kind="opinion", verdict="agree")
    assert (hit.code, hit.found, hit.severity) == ("vague", found, "error")
    assert text[hit.place.start : hit.place.end] == found
    assert all(found in advise(hit, language) for language in ("en", "zh-Hans", "zh-Hant"))


@pytest.mark.parametrize("verdict", ["reject", "condition"])
def test_apr_10_who_rejects_or_conditions_says_who_what_and_when(verdict: str) -> None:
    assert codes(lint("I do not like it.", kind="opinion", verdict=verdict)) == ["not-concrete"]
    assert codes(lint("I do not like it.", kind="opinion", verdict="agree")) == []
    concrete = [
        "The purchasing team adds three offers by Friday.",
        "請採購部在3月5日前補充供應商報價",
        "请申请人三天内修改付款方式",
        "Clause 4.2 of the contract rules this out.",
        "违反合同第四条",
        "超出預算 30%",
        "See attachment 2",
    ]
    assert [codes(lint(each, kind="opinion", verdict=verdict)) for each in concrete] == [[]] * 7


def test_apr_10_the_advice_names_what_is_missing() -> None:
    (hit,) = lint("法務部補充說明", kind="opinion", verdict="reject")
    assert "when" in advise(hit, "en")
    assert "時間" in advise(hit, "zh-Hant")
    assert "責任人" not in advise(hit, "zh-Hant").split("請")[0]


def test_a_person_of_the_case_counts_as_who() -> None:
    assert "who" not in marks_of("Bo Li sends it by Friday")
    assert marks_of("Bo Li sends it by Friday", ["Bo Li"]) >= {"who", "what", "when"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("This is not our problem", "shove"),
        ("这个不归我管", "shove"),
        ("這不關我的事", "shove"),
        ("It is your own fault.", "blame"),
        ("It’s the system", "shove"),
        ("您自己造成的", "blame"),
        ("Calm down please", "heat"),
        ("你冷靜", "heat"),
    ],
)
def test_svc_04_cpl_05_blaming_and_pushing_away_are_flagged(text: str, code: str) -> None:
    assert codes(lint(text, kind="reply")) == [code]


def test_what_others_said_may_be_quoted() -> None:
    assert lint("You wrote “it is your fault”; I am sorry.", kind="reply") == ()
    assert lint("刪去第三頁的「盡快」", kind="opinion", verdict="agree") == ()


def test_a_word_inside_another_is_no_hit() -> None:
    assert lint("The masapan is stupidly named in no way.", kind="reply") == ()


def test_cpl_07_a_sandwich_is_whole_and_in_order() -> None:
    good = "I understand. We will send a new one. You hear from me by Friday."
    assert lint(good, kind="reply", script=SANDWICH) == ()
    missing = "We will send a new one. You hear from me by Friday."
    (hit,) = lint(missing, kind="reply", script=SANDWICH)
    assert (hit.code, hit.values["id"]) == ("part-missing", "feeling")
    turned = "We will send a new one by Friday. I understand you."
    found = [(hit.code, hit.values["id"]) for hit in lint(turned, kind="reply", script=SANDWICH)]
    assert found == [("part-order", "solving"), ("part-order", "assurance")]


def test_svc_02_length_of_text_and_sentence() -> None:
    text = "I understand, and " + "really " * 20 + "we will do it by Friday."
    found = codes(lint(text, script=SANDWICH))
    assert "too-long" in found
    assert "long-sentence" in found
    assert codes(lint("policy is policy", script=Talk(banned=("policy is policy",)))) == ["banned"]


def test_cpl_08_the_head_of_department_must_stand_in_the_reply() -> None:
    head = {"name": "Dora Xu", "phone": "+86 21 5550 1001"}
    assert lint("Dora Xu, +862155501001", must_hold=head) == ()
    assert codes(lint("Dora", must_hold=head)) == ["not-held", "not-held"]
    assert codes(lint("Dora", must_hold={"phone": ""})) == ["not-held"]


def test_places_are_counted_from_one() -> None:
    (hit,) = lint("Good morning\nit is stupid", kind="reply")
    assert (hit.place.line, hit.place.column) == (2, 7)


def test_nothing_written_and_blanks_left_open() -> None:
    assert codes(lint(" \n")) == ["empty"]
    assert codes(lint("Dear {customer}")) == ["left-open"]


@given(st.text(max_size=200), st.sampled_from(KINDS), st.sampled_from(VERDICTS))
def test_any_text_has_an_answer_with_places_inside_it(text: str, kind: str, verdict: str) -> None:
    for hit in lint(text, kind=kind, verdict=verdict, script=SANDWICH, must_hold={"name": "Li"}):
        assert 0 <= hit.place.start <= hit.place.end <= len(text)
        assert all(advise(hit, language) for language in ("en", "zh-Hans", "zh-Hant", "fr"))

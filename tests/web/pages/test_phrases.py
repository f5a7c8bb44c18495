"""Scripts on the page of a task: what the case knows stands in them, what it does not is a blank."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from guiju.packs import files_of, shipped
from guiju.standard.pack import Part, Talk, read_pack
from guiju.web.work.phrases import BLANKS, Piece, said

TALK = Talk(
    "Delay",
    (Part("1", "Greet", ("Good day, {customer}. This is {name}.", "Order {order}: {when}")),),
)


def test_what_the_case_knows_is_said_and_the_rest_says_what_belongs_there() -> None:
    known = {"order": {"customer": {"name": "Li Na"}}, "order_id": 17, "name": "Bo Chen"}
    with translation.override("zh-hant"):
        (part,) = said(TALK, known)
    first, second = ("".join(piece.text for piece in phrase) for phrase in part.phrases)
    assert first == "Good day, Li Na. This is Bo Chen."
    assert second == "Order 17: 下次致電時間"
    assert part.phrases[1][-1] == Piece("下次致電時間", blank=True)


def test_objects_and_truth_values_are_no_words() -> None:
    (part,) = said(TALK, {"order_id": True, "customer": {"name": ["Li"]}})
    assert [piece.blank for piece in part.phrases[1]] == [False, True, False, True]


def test_a_step_without_a_script_says_nothing() -> None:
    assert said(None, {}) == ()


@pytest.mark.parametrize("name", shipped())
def test_every_blank_of_the_shipped_scripts_has_its_words(name: str) -> None:
    pack = read_pack(files_of(name))[0]
    assert pack is not None
    phrases = [
        phrase
        for script in pack.scripts.values()
        for talk in script.talks.values()
        for part in talk.parts
        for phrase in part.phrases
    ]
    blanks = {blank for phrase in phrases for blank in re.findall(r"\{(\w+)\}", phrase)}
    assert blanks <= set(BLANKS)

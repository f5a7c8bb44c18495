"""What people read in the packs is their own language, in the words that the glossary fixes."""

from __future__ import annotations

import re

import pytest

from guiju.packs import files_of, shipped
from guiju.standard.pack import read_pack
from tests.packs.texts import texts

CHINESE = ("zh-Hans", "zh-Hant")
NAMES_OF_THINGS = {
    "ERP", "GTIN", "OA", "CRM", "NPS", "IT", "CNY", "WH", "W", "H", "API", "WeCom", "PDCA", "SLA",
}  # fmt: skip
"""What is written in Latin letters in Chinese too."""
OWN_MARKS = re.compile(
    r"^## [a-z-]+|\{[^{}]*\}|#\w+#|[A-Z]{2,5}-\d+(\.\d+)*|P-\d+|[a-z]+(_[a-z0-9]+)+|5W2H|[「“][a-z0-9-]+[」”]",
    re.MULTILINE,
)
"""Ids of parts, clauses, parameters, lists and forms, and blanks."""


@pytest.mark.parametrize("language", CHINESE)
@pytest.mark.parametrize("name", shipped())
def test_no_english_is_left_in_a_chinese_text(name: str, language: str) -> None:
    left = [
        f"{place}: {word} in {text[:60]!r}"
        for place, text in texts(name, language)
        for word in re.findall(r"[A-Za-z]+", OWN_MARKS.sub(" ", text))
        if word not in NAMES_OF_THINGS
    ]
    assert left == []


@pytest.mark.parametrize("language", ("en", *CHINESE))
@pytest.mark.parametrize("name", shipped())
def test_no_text_has_a_word_for_which_the_glossary_has_another(name: str, language: str) -> None:
    """The reader holds names, labels and clauses against it; scripts, articles and news too. STD-07"""
    pack = read_pack(files_of(name))[0]
    assert pack is not None
    wrong = [
        f"{place}: {word}"
        for term in pack.glossary
        for word in term.banned.get(language, ())
        for place, text in texts(name, language)
        if (word in text if language != "en" else re.search(rf"\b{re.escape(word)}\b", text, re.I))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", shipped())
def test_both_chinese_texts_say_as_much_as_the_english(name: str) -> None:
    """The same parameters in each clause of all three: a figure that is left out is a rule less."""
    pack = read_pack(files_of(name))[0]
    assert pack is not None
    figures = {
        language: {
            clause.id: sorted(re.findall(r"\{P-\d+\}", clause.text))
            for clause in pack.manuals[language].clauses
        }
        for language in ("en", *CHINESE)
    }
    assert figures["zh-Hans"] == figures["en"]
    assert figures["zh-Hant"] == figures["en"]

"""Traditional texts are written in words that Hong Kong and Taiwan use, not converted ones."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guiju.packs import shipped
from tests.packs.texts import texts

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).parent / "mainland_words.csv"
PACKS_ONLY = {"程序", "投訴", "發貨", "渠道", "領導", "審批", "錄入", "承運商"}
"""House words, which other texts need not share; 處理程序 is what Taiwan calls a process of a machine."""
_SAID = re.compile(r'^(?:msgstr(?:\[\d\])? )?"(.*)"$')


def words() -> dict[str, str]:
    lines = [each for each in LIST.read_text("utf-8").splitlines() if not each.startswith("#")]
    return {row["word"]: row["instead"] for row in csv.DictReader(lines)}


def said_in(path: Path) -> Iterator[str]:
    """The translations of a catalogue."""
    inside = False
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(("msgid", "#", "msgctxt")) or not line:
            inside = False
        elif line.startswith("msgstr"):
            inside = True
        found = _SAID.match(line)
        if inside and found:
            yield found[1]


def wrong(text: str, known: dict[str, str]) -> list[str]:
    return [f"{word} -> {known[word]}: {text[:60]}" for word in known if word in text]


def catalogues() -> list[Path]:
    return sorted((ROOT / "src" / "guiju").glob("**/zh_Hant/LC_MESSAGES/*.po"))


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_no_catalogue_holds_a_word_of_the_list(path: Path) -> None:
    known = {word: better for word, better in words().items() if word not in PACKS_ONLY}
    found = [each for text in said_in(path) for each in wrong(text, known)]
    assert found == []


def test_the_editors_hold_no_word_of_the_list() -> None:
    path = ROOT / "frontend" / "translations" / "zh-Hant.json"
    known = {word: better for word, better in words().items() if word not in PACKS_ONLY}
    said = json.loads(path.read_text("utf-8")).values()
    assert [each for text in said for each in wrong(str(text), known)] == []


@pytest.mark.parametrize("name", shipped())
def test_no_pack_holds_a_word_of_the_list(name: str) -> None:
    known = words()
    found = [
        f"{place}: {each}" for place, text in texts(name, "zh-Hant") for each in wrong(text, known)
    ]
    assert found == []


def test_every_word_has_another_one_and_a_source() -> None:
    lines = [each for each in LIST.read_text("utf-8").splitlines() if not each.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert all(row["instead"] and row["source"] in ("OpenCC", "NAER", "house") for row in rows)
    assert len({row["word"] for row in rows}) == len(rows)
    assert not [row["word"] for row in rows if row["word"] in row["instead"]]

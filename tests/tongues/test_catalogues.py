"""Every text that people read exists in all three languages, its places kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.tongues import catalogues, gather

PLACES = re.compile(r"\{[^{}]*\}|%\(\w+\)\w|%[sr]")
FOLDER = Path(catalogues.__file__).parent
WANTED = gather.texts()


def known_in(tongue: str) -> dict[str, str]:
    files = sorted((FOLDER / tongue / "LC_MESSAGES").glob("*.po"))
    return {text: said for path in files for text, said in catalogues.read(path).items()}


@pytest.mark.parametrize("tongue", catalogues.TONGUES)
def test_no_text_is_without_a_translation(tongue: str) -> None:
    """`python -m guiju.tongues.gather` puts what is missing into the catalogues."""
    known = known_in(tongue)
    assert [text for wanted in WANTED.values() for text in wanted if not known.get(text)] == []


@pytest.mark.parametrize("tongue", catalogues.TONGUES)
def test_a_translation_has_the_places_of_its_text(tongue: str) -> None:
    wrong = [
        (text, said)
        for text, said in known_in(tongue).items()
        if sorted(PLACES.findall(text)) != sorted(PLACES.findall(said))
    ]
    assert wrong == []


def test_the_two_chinese_catalogues_hold_the_same_texts() -> None:
    simplified, traditional = (known_in(tongue) for tongue in catalogues.TONGUES)
    assert simplified.keys() == traditional.keys()


def test_traditional_is_more_than_other_characters_of_simplified() -> None:
    """Words that differ between the places, not their characters alone."""
    traditional = " ".join(known_in("zh_Hant").values())
    mainland = ("信息", "默認", "網關", "字段", "服務器", "打印", "變量", "文件夾", "數據庫", "“")
    assert [word for word in mainland if word in traditional] == []


@pytest.mark.parametrize(
    "text",
    [
        "A call activity must name what it calls.",  # a template handed to a helper
        "expected at most {max}",  # a template in a tuple
        "a deadline {name} that runs",  # a phrase made of pieces
        "Expected {expected}, but it was {found}.",  # a constant of a module
        "done by a person",  # a mapping of the command line
        "unrecognized arguments: %s",  # argparse
        "skipped",  # a word
        "Made with Guiju.",  # the report of a check
    ],
)
def test_texts_are_found_wherever_they_stand(text: str) -> None:
    assert any(text in wanted for wanted in WANTED.values())


def test_a_catalogue_without_its_binary_form_is_read_all_the_same(tmp_path: Path) -> None:
    from guiju.tongues.speech import _read

    path = tmp_path / "some.po"
    catalogues.write(path, {"{count} case": "{count} cases"}, {"{count} case": "{count} 个案例"})
    assert _read(path).ngettext("{count} case", "{count} cases", 3) == "{count} 个案例"
    assert catalogues.compile_all(tmp_path) == 0, "it lies in no folder of catalogues"

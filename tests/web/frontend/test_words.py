"""The editors speak all three languages: every text the built scripts can show has a translation."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "src/guiju/web/static/guiju/built"
TRANSLATIONS = ROOT / "frontend/translations"
NOT_FOR_PEOPLE = set(json.loads((TRANSLATIONS / "not-for-people.json").read_text()))


def dictionary(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((TRANSLATIONS / f"{language}.json").read_text())
    return found


@pytest.fixture(scope="module")
def shown() -> set[str]:
    if not (BUILT / "strings.json").exists():
        pytest.skip("the pages' scripts are not built: ./guiju test builds them")
    told = json.loads((BUILT / "strings.json").read_text())
    return {*told["translated"], *told["named"]} - NOT_FOR_PEOPLE


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_every_text_of_the_editors_has_a_translation(shown: set[str], language: str) -> None:
    assert len(shown) > 600  # a collector that finds nothing would be content with anything
    assert sorted(shown - dictionary(language).keys()) == []


def test_both_dictionaries_say_the_same_texts() -> None:
    assert dictionary("zh-Hans").keys() == dictionary("zh-Hant").keys()


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_translations_keep_the_places_of_values(language: str) -> None:
    import re

    places = re.compile(r"\{\w+\}")
    wrong = [
        text
        for text, said in dictionary(language).items()
        if sorted(places.findall(text)) != sorted(places.findall(said)) or not said.strip()
    ]
    assert wrong == []


def test_traditional_is_not_simplified() -> None:
    hant = "".join(dictionary("zh-Hant").values())
    assert not set(hant) & set("启动图标单选输应类无请关读间组决务规则审还发变条称义链换")


def test_the_lock_holds_no_addresses_of_a_registry() -> None:
    lock = (ROOT / "frontend/package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert "ignore-scripts=true" in (ROOT / "frontend/.npmrc").read_text()


def test_no_page_but_the_editors_loads_more_than_300_kb_of_script() -> None:
    if not (BUILT / "sizes.json").exists():
        pytest.skip("the pages' scripts are not built")
    import gzip

    sizes = json.loads((BUILT / "sizes.json").read_text())

    def files(name: str) -> set[str]:
        needed = {name}
        for other in sizes[name]["needs"]:
            needed |= files(other) if other not in needed else set()
        return needed

    def sent(*names: str) -> int:
        every = {one for name in names for one in files(name)}
        return sum(len(gzip.compress((BUILT / one).read_bytes())) for one in every)

    practice = sent("viewer.js", "charts.js", "htmx.js")
    assert practice < 300 * 1024, f"{practice} bytes, packed"


def test_the_licences_of_what_is_bundled_lie_beside_it() -> None:
    if not (BUILT / "LICENCES.txt").exists():
        pytest.skip("the pages' scripts are not built")
    told = (BUILT / "LICENCES.txt").read_text()
    assert "bpmn-js 18" in told
    assert "watermark" in told

"""axe-core finds nothing on any page: of a house with work in it, of an empty one, and of trouble.

The pages come from the routes (`album`, `crawl`). Usually each of the lived-in house is looked at
in one language and at one width, which differ from page to page; `-m long` looks at all.
"""

from __future__ import annotations

from itertools import product
from typing import Any
from zlib import crc32

import pytest

from tests.web.album import OFFICE, album
from tests.web.browser.lived import empty, lived_in
from tests.web.browser.serving import WAITING, find_axe, seat, violations
from tests.web.crawl import route_of, routes
from tests.web.office import Office

SIZES = ({"width": 1280, "height": 900}, {"width": 360, "height": 740})
LOOKS = tuple(product(("en", "zh-hans", "zh-hant"), SIZES))
HOUSES = {"lived in": lived_in, "empty": empty}
NO_PAGES = {
    "answers a form": ("read/<int:key>/", "work/claim/", "work/draft/<path:id_>", "language/",
                       "cases/steer/<path:id_>", "standards/import/", "zone/", "cases/share/<path:id_>",
                       "public/robots/<slug:name>/",
                       *(f"standards/<slug:name>/<int:number>/{each}" for each in (
                           "draft/", "step/", "lint/<path:file>", "save/<path:file>"))),
    "a file": ("work/files/<str:token>/", "practice/<str:process>/model/<int:no>/",
               *(f"standards/<slug:name>/<int:number>/{each}" for each in (
                   "manual.pdf", "pack.zip", "file/<path:file>"))),
    "leads to another": ("standards/<slug:name>/", "public/", "favicon.ico"),
}  # fmt: skip


def pages(houses: str, office: Office) -> dict[str, dict[str, str]]:
    HOUSES[houses](office)
    return album(OFFICE)


def test_every_route_is_a_page_that_is_looked_at_or_none(office: Office) -> None:
    seen = {route_of(at) for found in pages("lived in", office).values() for at in found.values()}
    others = {each for known in NO_PAGES.values() for each in known}
    ours = {each for each, _ in routes() if not each.startswith("api/") and "accounts/" not in each}
    assert ours - seen - others == set()
    assert others <= ours and not others & seen


@pytest.mark.timeout(900)
@pytest.mark.parametrize("house", ["lived in", pytest.param("empty", marks=pytest.mark.long)])
def test_axe_finds_nothing_on_any_page(
    chromium: Any, address: str, office: Office, house: str
) -> None:
    assert look(chromium, address, pages(house, office), whole=False) == {}


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("house", HOUSES)
def test_axe_finds_nothing_on_any_page_in_any_language_at_any_width(
    chromium: Any, address: str, office: Office, house: str
) -> None:
    assert look(chromium, address, pages(house, office), whole=True) == {}


def look(chromium: Any, address: str, album: Any, whole: bool) -> dict[Any, list[str]]:
    axe = find_axe()
    if axe is None:
        pytest.skip("axe-core is not here: python frontend/build.py brings it")
    found = {}
    for who, pages in album.items():
        for language in dict.fromkeys(tongue for tongue, _ in LOOKS):
            with seat(chromium, address, who, language) as page:
                for (name, at), size in product(pages.items(), SIZES):
                    if whole or LOOKS[crc32(name.encode()) % len(LOOKS)] == (language, size):
                        page.set_viewport_size(size)
                        page.goto(at)
                        page.wait_for_selector(WAITING, state="detached")
                        if wrong := violations(page, axe):
                            found[name, language, size["width"]] = wrong
    return found

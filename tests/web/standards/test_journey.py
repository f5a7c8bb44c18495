"""The owner's journey in a real browser: edit, be stopped by lint, hand in, put in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from guiju.web.standards.models import Version
from tests.web.standards.browser import Window, chromium, serving
from tests.web.standards.house import House

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="needs Chromium and the built scripts of the pages"
)


@pytest.fixture
def window(house: House) -> Iterator[Callable[..., Window]]:
    from playwright.sync_api import sync_playwright

    from guiju.systems import setup

    with serving() as base, sync_playwright() as play:
        # The driver's loop is a context of its own, with a database connection of its own.
        setup._exchange(house.path)
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield lambda name, language="en": Window(browser, house, base, name, language)
        browser.close()


def pick(page: Any, element: str) -> None:
    """Click an element of the diagram."""
    page.locator(f'[data-element-id="{element}"] .djs-hit').first.click(force=True)


def saved(page: Any) -> str:
    """Save, and what is said of it."""
    page.click("#save")
    page.wait_for_selector("#save-status[data-state=fine]")
    text: str = page.inner_text("#save-status")
    return text


def test_an_owner_edits_lint_stops_a_mistake_and_new_cases_use_the_new_version(
    house: House, window: Callable[..., Window]
) -> None:
    first = house.put_in_force(house.bring_in())
    house.engine.start("refund", {}, "old", actor=house.actor("mia"))

    mia = window("mia")
    page = mia.open("/standards/refund/1/")
    page.click("text=New draft from this version")
    page.click("a[href$='processes/refund.bpmn']")
    mia.drawn()
    page.wait_for_selector("#problems-status[data-state=fine]")

    # A mistake: the step carries out no clause. It is told as it is made, and the draft stays.
    pick(page, "pay")
    page.select_option("#bio-properties-panel-gj-clause", "")
    page.wait_for_selector("#problems-status[data-state=error]")
    assert page.locator("#problems .problem.error").count() >= 1
    assert "mistake" in saved(page)
    page.click(".crumbs a")
    page.click("text=Hand in for review")
    assert "Not handed in" in page.inner_text(".messages")
    assert Version.objects.get(number=2).state == "draft"

    # Mended, with another certificate asked for: the new version differs from the old one.
    page.click("a[href$='processes/refund.bpmn']")
    mia.drawn()
    pick(page, "pay")
    page.select_option("#bio-properties-panel-gj-clause", "REF-2.1")
    page.select_option("#bio-properties-panel-gj-role", "desk")
    page.wait_for_selector("#problems-status[data-state=fine]")
    assert "Nothing is wrong" in saved(page)
    page.click(".crumbs a")
    page.click("text=Hand in for review")
    assert "in review" in page.inner_text("h1")

    rob = window("rob").open("/standards/refund/2/")
    rob.click("text=It can be followed")
    ann = window("ann", "zh-hant").open("/standards/refund/2/")
    ann.click("button:has-text('核准')")
    house.work()
    second = Version.objects.get(number=2)
    assert second.state == "force" and Version.objects.get(number=1).state == "retired"

    house.engine.start("refund", {}, "new", actor=house.actor("mia"))
    reader = house.engine.reader()
    old, new = reader.case("old"), reader.case("new")
    assert (old.standard, new.standard) == (first.deployed[0], second.deployed[0])
    page = mia.open("/standards/refund/compare/1/2/")
    assert "Pay: candidate groups is desk; it was cashier." in page.inner_text("main")
    assert page.locator(".gj-changed").count() == 2
    assert mia.wrong == []


PAGES = [
    "", "refund/1/", "refund/1/diagram/", "refund/1/tables/", "refund/1/forms/", "refund/1/print/",
    "refund/versions/", "refund/compare/1/2/", "refund/2/", "refund/2/edit/",
    "refund/2/edit/processes/refund.bpmn", "refund/2/edit/decisions/grant.dmn",
    "refund/2/edit/forms/refund.json", "refund/2/edit/standard.md",
]  # fmt: skip


LANGUAGES = [
    "en",
    pytest.param("zh-hans", marks=pytest.mark.long),
    pytest.param("zh-hant", marks=pytest.mark.long),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_and_no_policy_is_broken(
    house: House, window: Callable[..., Window], language: str
) -> None:
    from guiju.web.standards import library, lifecycle

    version = house.put_in_force(house.bring_in())
    draft = library.draft_of(version, "mia", house.moment[0])
    lifecycle.begin(house.engine, draft)
    house.engine.start("refund", {}, "one", actor=house.actor("mia"))
    house.do("one", "write", "mia", amount=20, reason="broken")
    house.do("one", "pay", "carl")
    mia = window("mia", language)
    found = {}
    for path in [*(f"/standards/{each}" for each in PAGES), "/practice/", "/practice/refund/"]:
        page = mia.open(path)
        assert page.get_attribute("html", "lang") == {
            "zh-hans": "zh-Hans",
            "zh-hant": "zh-Hant",
        }.get(language, "en")
        wrong = mia.violations()
        if wrong or mia.wrong:
            found[path] = [*wrong, *mia.wrong]
            mia.wrong.clear()
    assert found == {}


def test_the_editors_leave_the_watermark_in_sight(
    house: House, window: Callable[..., Window]
) -> None:
    house.bring_in()
    mia = window("mia")
    for path in ("edit/processes/refund.bpmn", "edit/decisions/grant.dmn",
                 "edit/forms/refund.json", "diagram/"):  # fmt: skip
        page = mia.open(f"/standards/refund/1/{path}")
        mark = page.locator(".bjs-powered-by, .fjs-powered-by").first
        mark.scroll_into_view_if_needed()
        assert mark.is_visible(), path
        box = mark.bounding_box()
        over = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('.bjs-powered-by, .fjs-powered-by') !== null",
            [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
        )
        assert over, f"{path}: something lies over the watermark"


def test_texts_of_the_editors_are_chinese(house: House, window: Callable[..., Window]) -> None:
    house.bring_in()
    mia = window("mia", "zh-hans")
    page = mia.open("/standards/refund/1/edit/processes/refund.bpmn")
    pick(page, "pay")
    page.wait_for_selector("text=须与谁不同人")
    palette = page.locator(".djs-palette").inner_html()
    assert "新建任务" in palette and "Create" not in palette
    page = mia.open("/standards/refund/1/edit/forms/refund.json")
    assert "单行文本" in page.inner_text("#editor") and "Text field" not in page.inner_text(
        "#editor"
    )
    page = mia.open("/standards/refund/1/edit/decisions/grant.dmn")
    assert "命中策略" in page.inner_text("#editor")

"""What clerks and approvers do, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.browser.serving import find_axe, log_in, violations
from tests.web.office import PASSWORD, Office

PHONE = {"width": 360, "height": 740}


def seated(chromium: Any, address: str, name: str, **more: Any) -> Any:
    page = chromium.new_context(locale="en-GB", **more).new_page()
    page.set_default_timeout(60_000)
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.wrong = wrong
    log_in(page, address, name, PASSWORD)
    return page


def test_a_clerk_completes_a_task_on_a_phone(chromium: Any, address: str, office: Office) -> None:
    office.start("R-1")
    page = seated(chromium, address, "dee", viewport=PHONE, has_touch=True)
    page.goto(f"{address}/work/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click("text=Write it down")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.fill("#f-amount", "19.95")
    page.click("button[value=complete]")
    page.wait_for_selector("text=This has to be filled in.")
    page.fill("#f-reason", "The handle broke")
    page.click("button[value=complete]")
    page.wait_for_url(f"{address}/work/")
    assert office.engine.record("R-1").state.variables["reason"] == "The handle broke"
    assert [each for each in page.wrong if "422" not in each] == []


def test_on_a_phone_the_areas_are_a_menu_and_the_filter_is_folded(
    chromium: Any, address: str, office: Office
) -> None:
    office.start("R-1")
    page = seated(chromium, address, "dee", viewport=PHONE, has_touch=True)
    page.goto(f"{address}/work/")
    assert page.locator("header").bounding_box()["height"] < 64
    assert not page.is_visible("#whose")
    page.click("summary:has-text('Filter')")
    assert page.is_visible("#whose")
    page.click("button:has-text('Menu')")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.click("nav a:has-text('Cases')")
    page.wait_for_url(f"{address}/cases/")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.is_visible("#text") and page.is_visible("nav a:has-text('My work')")
    assert page.wrong == []


def test_an_approver_adds_a_signer_forwards_and_returns(
    chromium: Any, address: str, office: Office
) -> None:
    task = office.written("R-1")
    carl = seated(chromium, address, "carl")
    carl.goto(f"{address}/work/task/{task}")
    carl.click("text=Take this task")
    carl.click("summary:has-text('Add a signer')")
    carl.select_option("#s-person", "cleo")
    carl.click("text=Ask for the signature")
    carl.wait_for_selector("text=The signature has been asked for.")
    cleo = seated(chromium, address, "cleo")
    cleo.click("section:has-text('Others wait for you') a")
    cleo.click("button:has-text('Sign')")
    cleo.wait_for_url(f"{address}/work/")
    carl.goto(f"{address}/work/task/{task}")
    carl.click("summary:has-text('Forward')")
    carl.select_option("#f-person", "cleo")
    carl.click("button[value=forward]")
    carl.wait_for_url(f"{address}/work/")
    cleo.goto(f"{address}/work/task/{task}")
    cleo.click("summary:has-text('Return')")
    cleo.fill("#r-text", "There is no receipt")
    cleo.click("button[value=return]")
    cleo.wait_for_url(f"{address}/work/")
    kinds = [each.kind for each in office.engine.entries("R-1")]
    assert kinds[-4:] == ["SignerAdded", "TaskSigned", "TaskForwarded", "TaskReturned"]
    assert carl.wrong + cleo.wrong == []


def test_of_two_browsers_that_race_for_a_task_one_has_it(
    chromium: Any, address: str, office: Office
) -> None:
    task = office.start("R-1")
    pages = [seated(chromium, address, each) for each in ("dee", "don")]
    for page in pages:
        page.goto(f"{address}/work/task/{task}")
    for page in pages:
        page.click("text=Take this task")
        page.wait_for_load_state()
    assert "The task is yours." in pages[0].content()
    assert "Somebody else has taken this task." in pages[1].content()
    assert office.engine.record("R-1").facts["tasks"][task.rpartition(":")[2]]["assignee"] == "dee"


def test_the_language_is_switched_where_one_stands(
    chromium: Any, address: str, office: Office
) -> None:
    office.start("R-1")
    page = seated(chromium, address, "dee")
    page.goto(f"{address}/work/")
    page.click("button[lang=zh-Hant]")
    page.wait_for_selector("h1:has-text('我的工作')")
    assert page.get_attribute("html", "lang") == "zh-Hant" and page.url == f"{address}/work/"


def test_the_list_is_worked_by_keyboard_and_follows_what_others_do(
    chromium: Any, address: str, office: Office
) -> None:
    office.start("R-1")
    page = seated(chromium, address, "dee")
    page.goto(f"{address}/work/")
    page.evaluate("document.querySelector('#rows').dataset.every")
    office.start("R-2")
    page.wait_for_selector("text=R-2", timeout=30_000)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("input[name=task]:checked").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Write it down')")


PAGES = {
    "dee": ["/", "/work/", "/work/task/{task}", "/cases/", "/cases/case/R-1", "/cases/start/",
            "/cases/start/refund/", "/accounts/me/", "/accounts/2fa/",
            "/accounts/password/change/"],
    "ada": ["/administration/", *(f"/administration/{each}/" for each in (
            "people", "people/dee", "people/new", "organisation", "organisation/new",
            "organisation/absence", "roles", "limits", "calendars", "parameters", "connections",
            "tokens", "audit", "backup")), "/public/links/"],
    "": ["/accounts/login/", "/public/certificate/", "/nowhere/"],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_axe_finds_nothing_on_any_page(
    chromium: Any, address: str, office: Office, who: str
) -> None:
    axe = find_axe()
    if axe is None:
        pytest.skip("axe-core is not here: python frontend/build.py brings it")
    task = office.start("R-1")
    page = (
        seated(chromium, address, who, bypass_csp=True)
        if who
        else chromium.new_context(bypass_csp=True).new_page()
    )
    found = {}
    for each in PAGES[who]:
        page.goto(address + each.format(task=task))
        wrong = violations(page, axe)
        if wrong:
            found[each] = wrong
    assert found == {}

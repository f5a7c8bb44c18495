"""What clerks and approvers do, in a real browser."""

from __future__ import annotations

from typing import Any

from django.db import connection

from tests.web.browser.serving import log_in
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


def test_an_auditor_reads_a_case_verifies_and_sees_where_the_journal_was_changed(
    chromium: Any, address: str, office: Office
) -> None:
    office.written("R-1")
    page = seated(chromium, address, "otto")
    page.goto(f"{address}/cases/")
    page.click("main a:has-text('Refund')")
    page.wait_for_selector("text=Write it down · Dee Ding")
    page.goto(f"{address}/administration/audit/")
    page.click("text=Verify now")
    page.wait_for_selector("text=the journal is whole")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entries SET actor = 'eve'")
    page.click("text=Verify now")
    page.wait_for_selector("text=The journal is not what was written.")
    assert page.locator("[role=alert] li").count() >= 1
    assert page.wrong == []


def test_a_task_is_done_by_keyboard_alone_and_the_focus_is_always_seen(
    chromium: Any, address: str, office: Office
) -> None:
    office.start("R-1")
    page = seated(chromium, address, "dee", viewport=PHONE)
    page.goto(f"{address}/work/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Write it down')")
    walked = walk(page, until="f-amount")
    page.keyboard.type("19.95")
    walked += walk(page, until="f-reason")
    page.keyboard.type("The handle broke")
    walked += walk(page, until="complete")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/work/")
    assert office.engine.record("R-1").state.variables["reason"] == "The handle broke"
    assert [each for each in walked if not each["seen"]] == []
    assert page.wrong == []


FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return {what: one.id || one.value || one.textContent.trim().slice(0, 40),
          seen: ring && (one.contains(over) || over?.contains(one) || false)};
}"""


def walk(page: Any, until: str) -> list[dict[str, Any]]:
    """Press Tab until something is reached; what the focus was on, and whether it was seen."""
    walked = []
    for _ in range(60):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(FOCUSED))
        if walked[-1]["what"] == until:
            return walked
    raise AssertionError(f"{until} is not reached: {[each['what'] for each in walked]}")


def test_the_language_is_switched_on_any_page_and_one_stays_there(
    chromium: Any, address: str, office: Office
) -> None:
    task = office.start("R-1")
    page = seated(chromium, address, "dee")
    for path in (f"/work/task/{task}", "/cases/case/R-1", "/cases/?status=open", "/standards/refund/1/",
                 "/accounts/me/", "/accounts/2fa/"):  # fmt: skip
        for tongue in ("zh-Hant", "zh-Hans", "en"):
            page.goto(address + path)
            page.click(f"button[lang={tongue}]")
            page.wait_for_selector(f"html[lang={tongue}]")
            assert page.url == address + path
    assert page.wrong == []

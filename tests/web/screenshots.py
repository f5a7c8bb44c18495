"""Pictures of every page in three languages: `python -m tests.web.screenshots OUT [NAME ...]`."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
TONGUES = ("en", "zh-hans", "zh-hant")


def pages() -> dict[str, dict[str, str]]:
    """Person -> name of the picture -> address."""
    from guiju.web.engine import engine

    reader: Any = engine().reader()
    held = "SELECT c.id, t.task FROM tasks t JOIN cases c ON c.no = t.case_no WHERE t.assignee = ?"
    person, task = "bo", ""
    for person in ("bo", "ann", "cai", "dana", "emil"):
        rows = reader.ask(held + " ORDER BY t.created LIMIT 1", (person,))
        if rows:
            task = f"{rows[0][0]}:{rows[0][1]}"
            break
    case = reader.ask("SELECT case_no FROM entries GROUP BY case_no ORDER BY count(*) DESC LIMIT 1")
    name = reader.case_id(case[0][0])
    from guiju.web.accounts.models import Account
    from guiju.web.cases.starting import startable

    visitor = Account.objects.get(username=person).visitor
    found = startable(engine(), visitor, "en")
    process = next((each.process for each in found if each.form), found[0].process)
    administration = (
        "people", "people/ann", "organisation", "roles", "limits", "calendars", "parameters",
        "connections", "tokens", "audit", "backup",
    )  # fmt: skip
    return {
        "": {"login": "/accounts/login/", "certificate": "/public/certificate/"},
        person: {
            "today": "/", "work": "/work/", "task": f"/work/task/{task}", "cases": "/cases/",
            "choose": "/cases/start/", "start": f"/cases/start/{process}/", "me": "/accounts/me/",
        },
        "otis": {"case": f"/cases/case/{name}", "standards": "/standards/",
                 "practice": "/practice/"},
        "ada": {"administration": "/administration/", "links": "/public/links/",
                **{f"administration-{each.replace('/', '-')}": f"/administration/{each}/"
                   for each in administration}},
    }  # fmt: skip


def main(out: Path, wanted: set[str]) -> int:
    """Prepare a demonstration, serve it, and take the pictures; returns how many."""
    folder = Path(tempfile.mkdtemp(prefix="guiju-pictures-"))
    os.environ |= {
        "GUIJU_MODE": "demo", "GUIJU_HTTPS": "0", "GUIJU_DB": str(folder / "guiju.db"),
        "GUIJU_FILES": str(folder), "GUIJU_ZONE": "Asia/Shanghai",
        "DJANGO_SETTINGS_MODULE": "guiju.web.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }  # fmt: skip
    from guiju.web import serving

    serving.prepare()
    from guiju.web.demo.prepare import prepare
    from tests.web.browser.serving import find_chromium, served

    print(prepare(datetime.now(UTC), print, cases=int(os.environ.get("CASES", "40"))))
    path = find_chromium()
    if path is None:
        print("no Chromium here")
        return 0
    from playwright.sync_api import sync_playwright

    out.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        return sum(
            _take(browser, address, who, found, out, wanted) for who, found in pages().items()
        )


def _take(
    browser: Any, address: str, who: str, found: dict[str, str], out: Path, wanted: set[str]
) -> int:
    from guiju.web.demo.people import PASSWORD
    from tests.web.browser.serving import log_in

    taken = 0
    for size, viewport in SIZES.items():
        context = browser.new_context(viewport=viewport)
        page = context.new_page()
        page.set_default_timeout(120_000)
        if who:
            log_in(page, address, who, PASSWORD)
        for tongue in TONGUES:
            cookie = {"name": "django_language", "value": tongue, "url": address}
            context.add_cookies([cookie])
            for name, where in found.items():
                if wanted and name not in wanted:
                    continue
                page.goto(address + where)
                page.screenshot(path=out / f"{name}.{tongue}.{size}.png", full_page=True)
                taken += 1
        context.close()
    return taken


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("python -m tests.web.screenshots OUT [NAME ...]")
    print(main(Path(sys.argv[1]), set(sys.argv[2:])), "pictures")

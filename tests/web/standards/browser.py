"""A real browser before the real pages: a server in a thread, Chromium, axe-core."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web.standards.house import House

ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
BUILT = ROOT / "src/guiju/web/static/guiju/built/stamp"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The browser's driver keeps a loop in this thread; nothing of Django is awaited in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium() -> str | None:
    """The browser of this machine, None where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next((p for n in names if (p := shutil.which(n))), None)
    return found if AXE.exists() and BUILT.exists() else None


@contextmanager
def serving() -> Iterator[str]:
    """The pages on a port of their own."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    from guiju.web.wsgi import application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


class Window:
    """The browser of one person, which remembers what went wrong in it."""

    def __init__(self, browser: Any, house: House, base: str, name: str, language: str) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=base)
        client = house.client(name, language)
        cookies = {each.key: each.value for each in client.cookies.values()}
        context.add_cookies([{"name": k, "value": v, "url": base} for k, v in cookies.items()])
        context.set_default_timeout(60_000)
        self.page = context.new_page()
        self.wrong: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on(
            "console", lambda line: self.wrong.append(line.text) if line.type == "error" else None
        )
        self.page.on("dialog", lambda dialog: dialog.accept())

    def open(self, path: str) -> Any:
        """Go to a page; wait for what draws itself."""
        self.page.goto(path)
        return self.drawn()

    def drawn(self) -> Any:
        waiting = "[data-diagram]:not([data-ready]), #editor:not([data-ready])"
        self.page.wait_for_selector(waiting, state="detached", timeout=60_000)
        return self.page

    def violations(self) -> list[str]:
        """What axe-core finds on the page."""
        driver = self.page.context.new_cdp_session(self.page)
        driver.send("Runtime.evaluate", {"expression": AXE.read_text()})
        found = self.page.evaluate(
            "async (rules) => (await axe.run(document, {runOnly: rules})).violations"
            ".map((one) => `${one.id}: ${one.nodes[0].html}`)",
            RULES,
        )
        return [str(each) for each in found]

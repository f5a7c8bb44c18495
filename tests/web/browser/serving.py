"""The pages over a real socket, in this process, on the engine that is in use."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def served() -> Iterator[str]:
    """The address the pages are reached by while the block lasts."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application
    from django.db import connections

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        connections.close_all()


def find_chromium() -> str | None:
    """The browser of the distribution, or what $CHROMIUM names."""
    import os
    import shutil

    named = os.environ.get("CHROMIUM")
    return named or next(
        (
            each
            for each in map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
            if each
        ),
        None,
    )


def find_axe() -> str | None:
    """axe-core, as npm has brought it for tests."""
    from pathlib import Path

    path = Path(__file__).resolve().parents[3] / "frontend/node_modules/axe-core/axe.min.js"
    return path.read_text(encoding="utf-8") if path.exists() else None


def violations(page: Any, axe: str) -> list[str]:
    """What axe-core finds on a page: WCAG 2.2 A and AA with the size of targets, best practice."""
    # By the driver, not by the page: its policy of scripts stays in force.
    page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": axe})
    found = page.evaluate(
        "async () => (await axe.run({rules: {'target-size': {enabled: true}}})).violations"
    )
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for each in found
        for node in each["nodes"][:3]
    ]


WAITING = "[data-diagram]:not([data-ready]), #editor:not([data-ready])"


@contextmanager
def seat(browser: Any, address: str, who: str, language: str = "en") -> Iterator[Any]:
    """A page of the browser, logged in as somebody, in a language."""
    context = browser.new_context(base_url=address, locale=language)
    context.set_default_timeout(120_000)
    cookies = {"django_language": language}
    if who:
        from django.test import Client

        from guiju.web.accounts.models import Account

        client = Client()
        client.force_login(
            Account.objects.get(username=who),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        cookies |= {each.key: each.value for each in client.cookies.values()}
    context.add_cookies([{"name": k, "value": v, "url": address} for k, v in cookies.items()])
    yield context.new_page()
    context.close()


def log_in(page: Any, address: str, name: str, password: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.click("main button.main")
    page.wait_for_url(f"{address}/")

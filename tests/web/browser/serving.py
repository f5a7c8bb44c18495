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
    """What axe-core finds on a page, WCAG 2.2 A and AA and best practice."""
    page.evaluate(axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for each in found
        for node in each["nodes"][:3]
    ]


def log_in(page: Any, address: str, name: str, password: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", password)
    page.click("main button.main")
    page.wait_for_url(f"{address}/")

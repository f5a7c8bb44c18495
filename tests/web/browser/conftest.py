"""A real Chromium, where there is one; else these tests say why they are passed over."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browser.serving import find_chromium, served
from tests.web.office import Office
from tests.web.pages.conftest import furnished, office
from tests.web.standards.conftest import pytest_collection_modifyitems, tables

__all__ = ["furnished", "office", "pytest_collection_modifyitems", "tables"]

# Playwright's synchronous door runs a loop in this thread; Django would refuse the database then.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


# One driver may run in a thread: it ends with the module, before another module starts its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium, or name one by CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    with served() as address:
        yield address

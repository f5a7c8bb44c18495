"""Pictures of every page in three languages: `python -m tests.web.screenshots OUT [NAME ...]`.

One server, one browser, one log-in for each person; a page is loaded once for each language and
taken at both widths. What the browser's console calls an error fails the run.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.web.album import album
from tests.web.browser.serving import WAITING, find_chromium, seat, served
from tests.web.crawl import Pages

SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
TONGUES = ("en", "zh-hans", "zh-hant")
EXPECTED = ("status of 404", "status of 403")
"""The page that is nowhere is looked at too, and one that is not for whoever looks."""


@dataclass(slots=True)
class Shoot:
    """One run: where the pictures go, what is wanted, what went wrong."""

    out: Path
    tongues: Sequence[str]
    names: frozenset[str]
    total: int = 0
    taken: int = 0
    wrong: list[str] = field(default_factory=list)

    def wants(self, pages: Pages) -> Pages:
        """The pages that were asked for; all, where none was named."""
        return {name: at for name, at in pages.items() if not self.names or name in self.names}

    def took(self, name: str) -> None:
        """Count a page, and move the progress bar."""
        self.taken += 1
        bar = "█" * (30 * self.taken // self.total)
        print(f"\r{bar:30} {self.taken}/{self.total} {name:40.40}", end="", flush=True)


def main(arguments: argparse.Namespace) -> int:
    """Prepare a demonstration, serve it, and take the pictures; returns 1 where one has errors."""
    with ExitStack() as stack:
        folder = arguments.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        prepare(folder, arguments.cases)
        from playwright.sync_api import sync_playwright

        path = find_chromium()
        if path is None:
            print("no Chromium here: apt-get install chromium, or name one by CHROMIUM")
            return 1
        arguments.out.mkdir(parents=True, exist_ok=True)
        shoot = Shoot(arguments.out, arguments.languages, frozenset(arguments.names))
        pages = {who: shoot.wants(found) for who, found in album().items()}
        shoot.total = sum(map(len, pages.values())) * len(shoot.tongues)
        address = stack.enter_context(served())
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for who, found in pages.items():
            for tongue in shoot.tongues:
                with seat(browser, address, who, tongue) as page:
                    take(page, tongue, found, shoot)
        browser.close()
    print(f"\n{shoot.taken * len(SIZES)} pictures in {arguments.out}")
    for each in shoot.wrong:
        print(each)
    return 1 if shoot.wrong else 0


def prepare(folder: Path, cases: int) -> None:
    """A demonstration in a folder; one that is there already is used again."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "GUIJU_MODE": "demo", "GUIJU_HTTPS": "0", "GUIJU_DB": str(folder / "guiju.db"),
        "GUIJU_FILES": str(folder), "GUIJU_ZONE": "Asia/Shanghai",
        "DJANGO_SETTINGS_MODULE": "guiju.web.settings", "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }  # fmt: skip
    there = (folder / "guiju.db").exists()
    from guiju.web import serving

    serving.prepare()
    if not there:
        from guiju.web.demo.prepare import prepare as play

        print(play(datetime.now(UTC), print, cases=cases))


def take(page: Any, tongue: str, pages: Pages, shoot: Shoot) -> None:
    """Pictures of the pages of one person in one language, and what the console says of them."""
    said: list[str] = []
    page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for name, where in pages.items():
        page.set_viewport_size(SIZES["wide"])
        page.goto(where)
        page.wait_for_selector(WAITING, state="detached")
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > viewport["width"]:
                said.append(f"the page is {wide} pixels wide on a {size} screen")
            page.screenshot(path=shoot.out / f"{name}.{tongue}.{size}.png", full_page=True)
        unexpected = [each for each in said if not any(part in each for part in EXPECTED)]
        shoot.wrong += [f"{name} ({tongue}): {each}" for each in unexpected]
        said.clear()
        shoot.took(name)


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.screenshots", description=__doc__)
    parser.add_argument("out", type=Path, help="folder of the pictures")
    parser.add_argument("names", nargs="*", help="pages, all where none is named")
    parser.add_argument("--languages", nargs="+", choices=TONGUES, default=TONGUES)
    parser.add_argument("--keep", type=Path, help="folder of a demonstration that is kept")
    parser.add_argument("--cases", type=int, default=60)
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(parsed(sys.argv[1:])))

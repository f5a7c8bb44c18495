"""`guiju demo` without `--terminal`: pages with made-up people and some weeks of played cases."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.cli.usage import FINE
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def serve(arguments: argparse.Namespace, screen: Screen) -> int:
    """Fill a database in a temporary folder, and serve it until told to stop."""
    from guiju.cli.serve import settle

    folder = Path(tempfile.mkdtemp(prefix="guiju-demo-"))
    os.environ["GUIJU_HTTPS"] = "0"
    os.environ["GUIJU_FILES"] = str(folder / "files")
    os.environ.setdefault("GUIJU_ZONE", "Asia/Shanghai")
    try:
        settle(str(folder / "guiju.db"), folder, "demo")
        from guiju.web import serving

        screen.say(_("Preparing a demonstration: people, standards, three weeks of cases ..."))
        serving.prepare()
        from guiju.web.demo.prepare import prepare

        counts = prepare(datetime.now(UTC), lambda text: None)
        screen.say(
            _("{started} cases, {done} steps done.", started=counts["started"], done=counts["done"])
        )
        _tell(arguments, screen)
        serving.serve(arguments.host, arguments.port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return FINE


def _tell(arguments: argparse.Namespace, screen: Screen) -> None:
    """Where it is, and how to log in."""
    from guiju.web.demo.people import PASSWORD, logins

    screen.title(f"http://{arguments.host}:{arguments.port}/")
    screen.say(_("Log in with the password {password} as", password=PASSWORD))
    for each in logins():
        screen.say(f"{each['code']:6} {each['name']}  {each['what']}", indent=2, hang=9)
    screen.say(_("Ctrl-C ends it; nothing is kept."), "dim")
    screen.out.file.flush()

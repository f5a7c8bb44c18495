"""`guiju bench engine`: the engine on the order model, beside its peers, in one run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, Wrong, count
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of what it measures."""
    words = _("measure, in a checkout")
    parser = commands.add_parser("bench", help=words, description=words)
    parts = parser.add_subparsers(metavar=_("WHAT"), dest="part", required=True)
    words = _("the engine beside raw commits, SpiffWorkflow and DBOS, in one run")
    engine = parts.add_parser("engine", parents=[common], help=words, description=words)
    engine.add_argument("--db", metavar="URL", help=_("a new file or empty database; else a file"))
    engine.add_argument("--seconds", type=count, metavar="N", help=_("how long it measures"))
    engine.add_argument("--parked", type=count, metavar="N", help=_("cases that only wait"))
    slow = _("microseconds that a sync of the disk takes at least")
    engine.add_argument("--sync-us", type=count, metavar="N", help=slow)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Measure; it runs in a process of its own, whose memory is then the engine's alone."""
    from guiju.cli.checkout import root

    script = root() / "benchmarks" / "engine.py"
    if not script.is_file():
        raise Wrong(_("{folder} holds no benchmarks.", folder=script.parent.parent))
    command = [sys.executable, str(script), "--json"]
    if arguments.db:
        command += ["--db", _empty(arguments.db)]
    for name in ("seconds", "parked", "sync_us"):
        if getattr(arguments, name) is not None:
            command += [f"--{name.replace('_', '-')}", str(getattr(arguments, name))]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise Wrong(_("The benchmark ended without figures; its own words are above.")) from None
    if screen.json:
        screen.data(found)
    else:
        screen.table((_("measured"), (_("value"), "right")), found.items())
    return FINE


def _empty(url: str) -> str:
    """The address of a database that has no case: a benchmark writes thousands of them."""
    from guiju.cli.database import address_of, shown, store_at

    with store_at(url, make=True) as store:
        if store.reader().counts()["cases"]:
            raise Wrong(_("{url} holds cases: measure in an empty database.", url=shown(url)))
    return address_of(url)

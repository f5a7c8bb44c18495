"""`guiju backup FILE`: a consistent, checked copy of the database, under load too."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("write a consistent, checked copy of the database, while cases run")
    parser = commands.add_parser("backup", parents=[common], help=words, description=words)
    parser.add_argument("file", metavar="FILE", help=_("the file to write; it must not be there"))
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Write one backup."""
    from guiju.cli.database import store_at

    file = Path(arguments.file)
    if file.exists():
        raise Wrong(_("{path} is there already: a backup is never written over.", path=file))
    if not file.absolute().parent.is_dir():
        raise Wrong(_("There is no folder for {path}.", path=file))
    with store_at(arguments.db) as store:
        store.backup(str(file))
        counts = store.reader().counts()
    size = file.stat().st_size
    if screen.json:
        screen.data(
            {
                "file": str(file),
                "bytes": size,
                "cases": counts["cases"],
                "entries": counts["entries"],
            }
        )
    else:
        screen.say(
            _("{path} is written and was read back: {bytes} bytes.", path=file, bytes=f"{size:,}"),
            "bold",
        )
    return FINE

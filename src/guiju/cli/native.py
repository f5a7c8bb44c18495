"""`guiju native`: the hot part of the engine as machine code, built on this machine."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("build the engine's hot part as machine code, for this machine")
    parser = commands.add_parser("native", parents=[common], help=words, description=words)
    parser.add_argument("--remove", action="store_true", help=_("go without it from now on"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Build, or remove what was built; whatever runs already stays as it is."""
    from guiju import native
    from guiju.native import build

    if arguments.remove:
        build.remove()
    elif native.folder() is None:
        screen.note(_("Building, once: about a minute."))
        try:
            build.build()
        except build.NotBuilt as reason:
            raise Wrong(_("Not built: {reason}", reason=reason)) from None
    found = native.folder()
    if screen.json:
        screen.data({"native": found is not None, "folder": str(found) if found else None})
    elif found is None:
        screen.say(_("The engine runs as it is written."))
    else:
        screen.say(_("From its next start the engine runs as machine code."))
    return FINE

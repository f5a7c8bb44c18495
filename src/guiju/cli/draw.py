"""`guiju draw MODEL...`: give BPMN files a drawing, made by our layout."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, bytes_of, file_at
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen

_DRAWN: Final = re.compile(rb"\s*<(\w+:)?BPMNDiagram\b.*</(\w+:)?BPMNDiagram>", re.DOTALL)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("give BPMN files without a drawing one")
    parser = commands.add_parser("draw", parents=[common], help=words, description=words)
    parser.add_argument("models", nargs="+", metavar="MODEL", help=_("BPMN files"))
    parser.add_argument("--again", action="store_true", help=_("also where there is one already"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Draw each file; 1 where one cannot be read."""
    done = {str(path): _draw(path, arguments.again) for path in map(file_at, arguments.models)}
    if screen.json:
        screen.data({"files": done})
    else:
        for name, what in done.items():
            screen.say(f"{name}: {_(what)}")
    return FOUND if "unreadable" in done.values() else FINE


def _draw(path: Path, again: bool) -> str:
    """drawn, kept or unreadable."""
    from guiju.standard.bpmn import read
    from guiju.standard.layout import layout, to_bpmndi

    data = bytes_of(path)
    definitions = read(data).definitions
    if definitions is None:
        return "unreadable"
    if _DRAWN.search(data) and not again:
        return "kept"
    bare = _DRAWN.sub(b"", data)
    text = to_bpmndi(layout(definitions)).encode()
    end = bare.rindex(b"</")
    path.write_bytes(bare[:end].rstrip() + b"\n" + text + b"\n" + bare[end:])
    return "drawn"

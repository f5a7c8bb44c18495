"""`guiju discover LOG`: a draft of a standard from what was practised."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, WRONG_USE, Wrong, count, file_at
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.check.discover import FollowsMap
    from guiju.cli.screen import Screen
    from guiju.journal import Log
    from guiju.standard.model.definitions import Definitions


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.map_file import add_map

    words = _("draft a BPMN model from an event log, and show what follows what")
    parser = commands.add_parser("discover", parents=[common], help=words, description=words)
    parser.add_argument("log", metavar="LOG", help=_("XES, CSV, Parquet or OCEL 2.0, or in gzip"))
    parser.add_argument("-o", "--output", metavar="FILE", help=_("the BPMN file to write"))
    parser.add_argument(
        "--noise", type=share, default=0.2, metavar="SHARE",
        help=_("behaviour rarer than this share of the usual may be left out, 0 to 1 (0.2)"),
    )  # fmt: skip
    add_map(parser, _("YAML or JSON: columns of the log"))
    parser.add_argument(
        "--most", type=count, default=20, metavar="N", help=_("rows of a table at most (20)")
    )


def share(text: str) -> float:
    """A number from 0 to 1, for a parser.

    Raises:
        ArgumentTypeError: it is something else.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if 0 <= value <= 1:
        return value
    raise argparse.ArgumentTypeError(_("expected a number from 0 to 1, found {text}", text=text))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Draft one model; 2 where the log cannot be read or has no case."""
    from guiju.check.discover import discover, follows_map
    from guiju.cli import reading
    from guiju.cli.map_file import map_of

    told = map_of(arguments)
    path = file_at(arguments.log)
    log = reading.read(path, told, screen)
    if isinstance(log, str) or not log.cases:
        reason = log if isinstance(log, str) else _("{log} holds no case.", log=path)
        if screen.json:
            screen.data({"problem": reason})
        else:
            screen.err.print(f"guiju: {reason}", soft_wrap=True)
        return WRONG_USE
    draft = discover(log, arguments.noise, path.name.split(".")[0])
    if arguments.output:
        _save(draft, Path(arguments.output), path)
    found = follows_map(log)
    if screen.json:
        screen.data(_as_data(log, draft, found, arguments, reading.as_data(log)))
        return FINE
    reading.show(log, path, screen)
    _show(draft, found, screen, arguments.most)
    if arguments.output:
        screen.say(_("written: {path}", path=arguments.output), indent=2)
    else:
        screen.say(_("write the draft with -o draft.bpmn"), "dim", indent=2)
    return FINE


def _save(draft: Definitions, path: Path, log: Path) -> None:
    from guiju.standard import bpmn

    if path.exists() and path.samefile(log):
        raise Wrong(_("{path} is the log itself: name another file.", path=path))
    try:
        path.write_bytes(bpmn.write(draft))
    except OSError as error:
        reason = error.strerror
        raise Wrong(_("{path} cannot be written: {reason}.", path=path, reason=reason)) from None


def _as_data(
    log: Log,
    draft: Definitions,
    found: FollowsMap,
    arguments: argparse.Namespace,
    read: dict[str, Any],
) -> dict[str, Any]:
    from dataclasses import asdict

    body = draft.processes[0].body
    return {
        "log": arguments.log,
        "reading": read,
        "noise": arguments.noise,
        "output": arguments.output,
        "elements": [{"id": node.id, "kind": node.kind, "name": node.name} for node in body.nodes],
        "activities": [asdict(each) for each in found.activities],
        "follows": [asdict(each) for each in found.follows],
    }


def _show(draft: Definitions, found: FollowsMap, screen: Screen, most: int) -> None:
    from guiju.check.discover.difference import duration

    nodes = draft.processes[0].body.nodes
    tasks = sum(node.kind == "task" for node in nodes)
    gateways = sum(node.kind.endswith("Gateway") for node in nodes)
    told = _("{tasks}, {gateways}", tasks=many("{count} task", "{count} tasks", tasks),
             gateways=many("{count} gateway", "{count} gateways", gateways))  # fmt: skip
    screen.title(_("Draft"), told)
    screen.title(_("What follows what"))
    rows = [
        (each.source, each.target, f"{each.count:,}",
         "" if each.median is None else duration(each.median))
        for each in found.follows[:most]
    ]  # fmt: skip
    heads = ((_("after"), ""), (_("comes"), ""), (_("times"), "right"),
             (_("median time"), "right"))  # fmt: skip
    screen.table(heads, rows)
    more = len(found.follows) - most
    if more > 0:
        screen.say(many("and {count} more pair", "and {count} more pairs", more), "dim", indent=2)

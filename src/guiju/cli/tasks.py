"""`guiju tasks`: open work of people, what is due first at the top."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, count
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("open work of people, what is due first at the top")
    parser = commands.add_parser("tasks", parents=[common], help=words, description=words)
    parser.add_argument(
        "--for", dest="person", metavar="PERSON", help=_("what this person has or is offered")
    )
    parser.add_argument(
        "--group",
        metavar="GROUP",
        action="append",
        default=[],
        help=_("what this role or group is offered; may be given again"),
    )
    parser.add_argument("--most", type=count, default=50, metavar="N", help=_("rows at most (50)"))
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show open tasks."""
    from guiju.cli import open_work
    from guiju.cli.database import engine_at

    with engine_at(arguments.db) as engine:
        found = open_work.tasks_for(engine, arguments.person, arguments.group, arguments.most + 1)
    shown, more = found[: arguments.most], len(found) > arguments.most
    if screen.json:
        screen.data({"tasks": shown, "more": more})
        return FINE
    if not shown:
        screen.say(_("No task is open."))
        return FINE
    screen.title(many("{count} open task", "{count} open tasks", len(shown)))
    open_work.task_table(shown, screen)
    if more:
        screen.say(_("There are more: --most shows more of them."), "dim", indent=2)
    return FINE

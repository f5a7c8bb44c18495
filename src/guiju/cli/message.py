"""`guiju message NAME`: hand a message in for the one case that waits for it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, count, variables
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("hand a message in, for the one case that waits for it or is started by it")
    parser = commands.add_parser("message", parents=[common], help=words, description=words)
    parser.add_argument("name", metavar="NAME", help=_("name of the message"))
    parser.add_argument(
        "--key",
        metavar="VALUE",
        help=_("correlation value that picks the case: JSON, else a text"),
    )
    parser.add_argument("--vars", metavar="JSON", help=_("variables it brings, or @FILE"))
    parser.add_argument(
        "--id", metavar="ID", default="", help=_("id of the message: the same id comes in once")
    )
    parser.add_argument(
        "--wait",
        metavar="SECONDS",
        type=count,
        default=86_400,
        help=_("how long it may wait for a receiver (a day)"),
    )
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Hand one message in; 1 where it is refused."""
    from guiju.cli.database import engine_at
    from guiju.cli.replies import accepted, as_data, brought, value_of
    from guiju.run.commands import SendMessage

    values = variables(arguments.vars)
    key = None if arguments.key is None else value_of(arguments.key)
    with engine_at(arguments.db) as engine:
        command = SendMessage(
            name=arguments.name,
            correlation=key,
            values=values,
            seconds=arguments.wait,
            key=arguments.id or engine.new_id(),
        )
        found = accepted(engine.do(command), screen)
        if found is None:
            return FOUND
        found = brought(engine, command.key, found)
    if screen.json:
        screen.data({**as_data(found), "id": command.key})
    elif found.case:
        screen.say(_("The case {case} has the message.", case=found.case), "bold")
    else:
        screen.say(_("The message is kept; nobody waits for it yet."), "bold")
    return FINE

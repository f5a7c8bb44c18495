"""`guiju signal NAME`: tell everyone who listens."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import variables
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("tell every case that listens; the worker brings it to them")
    parser = commands.add_parser("signal", parents=[common], help=words, description=words)
    parser.add_argument("name", metavar="NAME", help=_("name of the signal"))
    parser.add_argument("--vars", metavar="JSON", help=_("variables it brings, or @FILE"))
    parser.add_argument(
        "--id", metavar="ID", default="", help=_("id of the signal: the same id comes in once")
    )
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Send one signal; 1 where it is refused."""
    from guiju.cli.database import engine_at
    from guiju.cli.replies import reply
    from guiju.run.commands import SendSignal

    values = variables(arguments.vars)
    with engine_at(arguments.db) as engine:
        answer = engine.do(SendSignal(name=arguments.name, values=values, key=arguments.id))
    told = _("The signal is kept; guiju worker brings it to everyone who listens.")
    return reply(answer, screen, told)

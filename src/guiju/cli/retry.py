"""`guiju retry CASE INSTANCE`: try again what is stuck."""

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
    from guiju.cli.replies import add_actor

    words = _("try again what is stuck, after mending its data where --vars says so")
    parser = commands.add_parser("retry", parents=[common], help=words, description=words)
    parser.add_argument("case", metavar="CASE", help=_("id of the case"))
    parser.add_argument(
        "instance",
        metavar="INSTANCE",
        type=count,
        help=_("its number, as guiju incidents shows it"),
    )
    parser.add_argument("--vars", metavar="JSON", help=_("variables to mend, or @FILE"))
    parser.add_argument("--reason", default="", metavar="TEXT", help=_("why"))
    add_actor(parser)
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Retry one incident; 1 where it is refused or stuck again."""
    from guiju.cli.database import engine_at
    from guiju.cli.incidents import incidents, show
    from guiju.cli.replies import accepted, actor_of, as_data
    from guiju.run.commands import ResolveIncident, Retry

    values, actor = variables(arguments.vars), actor_of(arguments)
    about: dict[str, Any] = {
        "case": arguments.case,
        "instance": arguments.instance,
        "actor": actor,
    }
    mends = bool(values) or bool(arguments.reason)
    command = (
        ResolveIncident(values=values, reason=arguments.reason, **about)
        if mends
        else Retry(**about)
    )
    with engine_at(arguments.db) as engine:
        found = accepted(engine.do(command), screen)
        if found is None:
            return FOUND
        left = [each for each in incidents(engine, 1000) if each["case"] == arguments.case]
    if screen.json:
        screen.data({**as_data(found), "incidents": left})
    elif left:
        screen.say(_("Tried again; the case is still stuck:"), "bold yellow")
        show(left, screen)
    else:
        screen.say(_("Tried again; the case goes on."), "bold")
    return FOUND if left else FINE

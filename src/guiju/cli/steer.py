"""`guiju steer suspend|resume|cancel|set|move|pause|go-on CASE`: what is done to a case."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import variables
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.commands import Command

VERBS: Final = {
    "suspend": ("Suspend", "let nothing happen in a case until it is resumed"),
    "resume": ("Resume", "let a suspended case go on; what came due meanwhile happens now"),
    "cancel": ("Cancel", "end a case, or one open instance of it"),
    "set": ("SetVariables", "set variables of a case, or as one of its instances sees them"),
    "move": ("MoveToken", "take an open instance away and begin at another element"),
    "pause": ("PauseClock", "stop the clock of a deadline, for a reason"),
    "go-on": ("ResumeClock", "let the paused clock of a deadline go on"),
}
"""What can be done, the command it is, and what it means."""

_INSTANCE: Final = ("cancel", "set", "move")
_CLOCK: Final = ("pause", "go-on")
_REASON: Final = ("suspend", "cancel", "move", "pause", "go-on")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of what can be done."""
    from guiju.cli.database import add_db
    from guiju.cli.replies import add_actor

    words = _("suspend, resume, cancel, change or move a case; pause a clock of it")
    parser = commands.add_parser("steer", help=words, description=words)
    verbs = parser.add_subparsers(metavar=_("WHAT"), dest="verb", required=True)
    for verb, (_command, meaning) in VERBS.items():
        each = verbs.add_parser(verb, parents=[common], help=_(meaning), description=_(meaning))
        each.add_argument("case", metavar="CASE", help=_("id of the case"))
        if verb in _CLOCK:
            each.add_argument("clock", metavar="DEADLINE", help=_("its name, or the element's id"))
        if verb in _INSTANCE:
            each.add_argument(
                "--instance",
                type=int,
                default=0,
                required=verb == "move",
                metavar="NUMBER",
                help=_("an open instance, as guiju tasks and guiju incidents show it"),
            )
        if verb == "set":
            each.add_argument(
                "--vars", required=True, metavar="JSON", help=_("the variables, or @FILE")
            )
        if verb == "move":
            each.add_argument("--to", required=True, metavar="ELEMENT", help=_("where it begins"))
        if verb in _REASON:
            each.add_argument(
                "--reason", default="", required=verb == "pause", metavar="TEXT", help=_("why")
            )
        each.add_argument(
            "--key",
            default="",
            metavar="KEY",
            help=_("idempotency key: the same key is the same command, once"),
        )
        add_actor(each)
        add_db(each)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Carry one command out; 1 where it is refused."""
    from guiju.cli.database import engine_at
    from guiju.cli.replies import reply

    command = _command(arguments)
    with engine_at(arguments.db) as engine:
        return reply(engine.do(command), screen, _("Done."))


def _command(arguments: argparse.Namespace) -> Command:
    """The command that a command line means."""
    from guiju.cli.replies import actor_of
    from guiju.run import commands

    verb = arguments.verb
    more: dict[str, Any] = {}
    if verb in _INSTANCE:
        more["instance"] = arguments.instance
    if verb in _CLOCK:
        more["clock"] = arguments.clock
    if verb in _REASON:
        more["reason"] = arguments.reason
    if verb == "set":
        more["values"] = variables(arguments.vars)
    if verb == "move":
        more["to"] = arguments.to
    kind: type[Command] = getattr(commands, VERBS[verb][0])
    return kind(case=arguments.case, key=arguments.key, actor=actor_of(arguments), **more)

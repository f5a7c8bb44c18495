"""`guiju steer suspend|resume|cancel|set|move|pause|go-on CASE`: what is done to a case."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.verbs import Verb, add_verbs, command_of
from guiju.cli.words import _, later

if TYPE_CHECKING:
    from guiju.cli.screen import Screen

_INSTANCE: Final = {"instance": "instance"}
_REASON: Final = {"reason": "reason"}
_CLOCK: Final = {"clock": "clock", **_REASON}

VERBS: Final = {
    "suspend": Verb("Suspend", later("let nothing happen in a case until it is resumed"), _REASON),
    "resume": Verb(
        "Resume", later("let a suspended case go on; what came due meanwhile happens now")
    ),
    "cancel": Verb(
        "Cancel", later("end a case, or one open instance of it"), {**_INSTANCE, **_REASON}
    ),
    "set": Verb(
        "SetVariables",
        later("set variables of a case, or as one of its instances sees them"),
        {**_INSTANCE, "vars": "values"},
    ),
    "move": Verb(
        "MoveToken",
        later("take an open instance away and begin at another element"),
        {**_INSTANCE, "to": "to", **_REASON},
    ),
    "pause": Verb("PauseClock", later("stop the clock of a deadline, for a reason"), _CLOCK),
    "go-on": Verb("ResumeClock", later("let the paused clock of a deadline go on"), _CLOCK),
}
"""What can be done, the command it is, what it means, and what it is given."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of what can be done."""
    words = _("suspend, resume, cancel, change or move a case; pause a clock of it")
    parser = commands.add_parser("steer", help=words, description=words)
    for verb, each in add_verbs(parser, VERBS, common):
        each.add_argument("case", metavar="CASE", help=_("id of the case"))
        _add_options(each, verb)


def _add_options(parser: argparse.ArgumentParser, verb: str) -> None:
    options = VERBS[verb].options
    if "clock" in options:
        parser.add_argument("clock", metavar="DEADLINE", help=_("its name, or the element's id"))
    if "instance" in options:
        parser.add_argument(
            "--instance",
            type=int,
            default=0,
            required=verb == "move",
            metavar="NUMBER",
            help=_("an open instance, as guiju tasks and guiju incidents show it"),
        )
    if "vars" in options:
        parser.add_argument(
            "--vars", required=True, metavar="JSON", help=_("the variables, or @FILE")
        )
    if "to" in options:
        parser.add_argument("--to", required=True, metavar="ELEMENT", help=_("where it begins"))
    if "reason" in options:
        parser.add_argument(
            "--reason", default="", required=verb == "pause", metavar="TEXT", help=_("why")
        )


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Carry one command out; 1 where it is refused."""
    from guiju.cli.database import engine_at
    from guiju.cli.replies import reply

    command = command_of(arguments, VERBS, case=arguments.case)
    with engine_at(arguments.db) as engine:
        return reply(engine.do(command), screen, _("Done."))

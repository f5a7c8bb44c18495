"""`guiju --help`: one parser, one command per module of this room."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from typing import Any, Final, NoReturn

from guiju.cli.help_layout import Layout
from guiju.cli.usage import WRONG_USE, meant
from guiju.cli.words import _, spoken, tongue

COMMANDS: Final = (
    "demo", "lint", "show", "play", "check", "feel", "decide", "log", "discover", "compare",
    "deploy", "start", "tasks", "task", "case", "steer", "message", "messages", "signal",
    "worker",
    "incidents", "retry", "migrate", "backup", "restore", "audit", "erase",
    "serve", "administrator", "native", "bench", "test", "draw", "parameter", "requirements",
)  # fmt: skip
"""The commands, in the order the help shows them; each is a module of the same name."""


_CHOICE: Final = "invalid choice: %(value)r (choose from %(choices)s)"
"""What argparse says of a value that is none of the known ones."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints say what to do next."""

    def __init__(self, **named: Any) -> None:
        """A parser as argparse makes it, with help that is set for wide characters too."""
        super().__init__(**{"formatter_class": Layout, **named})

    def error(self, message: str) -> NoReturn:
        """Wrong use: the complaint, a likely spelling, and where the help is."""
        guess = meant(*_choice(message))
        help_ = _("See: {command} --help", command=self.prog)
        complaint = _("{command}: {complaint}.{guess}", command=self.prog, complaint=message,
                      guess=guess)  # fmt: skip
        self.exit(WRONG_USE, f"{complaint}\n{help_}\n")


def _choice(message: str) -> tuple[str, list[str]]:
    """What a complaint says was chosen, and the choices there were; none in other complaints.

    Some versions of Python quote the choices and some do not.
    """
    shape = re.escape(_(_CHOICE))
    for name in ("%(value)r", "%(choices)s"):
        shape = shape.replace(re.escape(name), "(.*)")
    found = re.search(shape, message)
    if found is None:
        return "", []
    value, choices = found.groups()
    return value.strip("'"), [each.strip(" '") for each in choices.split(",")]


def build(command: str | None = None) -> Parser:
    """The parser of the whole command line.

    Args:
        command: what the command line begins with; where that is a command, the others are left
            out, because making them takes longer than most commands do.
    """
    parser = Parser(
        prog="guiju",
        description=_("One written standard, compiled once, used five ways."),
        epilog=_(
            "Every command takes --json (for programs) and --help. Exit codes: 0 fine, "
            "1 deviations or problems found, 2 wrong use."
        ),
    )
    _add_language(parser)
    parser.add_argument("--version", action="store_true", help=_("show the version and end"))
    commands = parser.add_subparsers(metavar=_("COMMAND"), dest="command", parser_class=Parser)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help=_("answer in JSON, for programs"))
    _add_language(common)
    for name in (command,) if command in COMMANDS else COMMANDS:
        import_module(f"guiju.cli.{name}").add(commands, common)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        type=tongue,
        default=spoken(),
        metavar="TAG",
        help=_("en, zh-Hans or zh-Hant; else what LANGUAGE, LC_ALL, LC_MESSAGES or LANG asks for"),
    )

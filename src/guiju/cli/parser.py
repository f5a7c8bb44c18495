"""`guiju --help`: one parser, one command per module of this room."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Final, NoReturn

from guiju.cli.usage import WRONG_USE, meant
from guiju.cli.words import _

COMMANDS: Final = (
    "demo", "lint", "show", "play", "check", "feel", "decide", "log", "discover", "compare",
    "deploy", "start", "tasks", "task", "case", "steer", "message", "signal", "worker",
    "incidents", "retry", "migrate", "backup", "restore", "audit", "erase",
    "serve", "administrator", "bench", "test", "draw", "parameter", "requirements",
)  # fmt: skip
"""The commands, in the order the help shows them; each is a module of the same name."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints say what to do next."""

    def error(self, message: str) -> NoReturn:
        """Wrong use: the complaint, a likely spelling, and where the help is."""
        words = message.split("'")
        guess = ""
        if "invalid choice" in message and len(words) > 1:
            guess = meant(words[1], [word for word in words[2:] if word.isidentifier()])
        help_ = _("See: {command} --help", command=self.prog)
        self.exit(WRONG_USE, f"{self.prog}: {message}.{guess}\n{help_}\n")


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
    parser.add_argument("--version", action="store_true", help=_("show the version and end"))
    commands = parser.add_subparsers(metavar=_("COMMAND"), dest="command", parser_class=Parser)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help=_("answer in JSON, for programs"))
    for name in (command,) if command in COMMANDS else COMMANDS:
        import_module(f"guiju.cli.{name}").add(commands, common)
    return parser

"""What `guiju task` and `guiju steer` have in common: verbs, each a command of the engine."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from guiju.cli.words import _


class Verb(NamedTuple):
    """One thing that can be done.

    Attributes:
        command: the engine's command of that name.
        meaning: what it does, for the help.
        options: argument of the command line -> argument of the command.
    """

    command: str
    meaning: str
    options: Mapping[str, str] = MappingProxyType({})


def add_verbs(
    parser: argparse.ArgumentParser, verbs: Mapping[str, Verb], common: argparse.ArgumentParser
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Tell a parser of its verbs; the caller adds to each what is its own, first of all its object.

    Every verb takes the key, who acts, and the database.
    """
    from guiju.cli.database import add_db
    from guiju.cli.replies import add_actor

    words = parser.add_subparsers(metavar=_("WHAT"), dest="verb", required=True)
    for name, verb in verbs.items():
        meaning = _(verb.meaning)
        each = words.add_parser(name, parents=[common], help=meaning, description=meaning)
        yield name, each
        each.add_argument(
            "--key",
            default="",
            metavar="KEY",
            help=_("idempotency key: the same key is the same command, once"),
        )
        add_actor(each)
        add_db(each)


def command_of(arguments: argparse.Namespace, verbs: Mapping[str, Verb], **about: Any) -> Any:
    """The command that a command line means.

    Args:
        arguments: the command line; `vars` are read as variables.
        verbs: what can be done.
        about: what it is done to.
    """
    from guiju.cli.replies import actor_of
    from guiju.cli.usage import variables
    from guiju.run import commands

    verb = verbs[arguments.verb]
    given = vars(arguments)
    values = {
        there: variables(given[here]) if here == "vars" else given[here]
        for here, there in verb.options.items()
    }
    kind = getattr(commands, verb.command)
    return kind(**about, key=arguments.key, actor=actor_of(arguments), **values)

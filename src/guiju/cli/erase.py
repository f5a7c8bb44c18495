"""`guiju erase PERSON`: destroy the key of a person's data."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("destroy the key of a person's data: it reads as null for ever, the journal stays")
    parser = commands.add_parser("erase", parents=[common], help=words, description=words)
    parser.add_argument("subject", metavar="PERSON", help=_("as --subject named them"))
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Erase one person; 1 where there is no key of theirs."""
    from guiju.cli.database import engine_at

    with engine_at(arguments.db) as engine:
        # A name that was mistyped must not be written down as one that was erased.
        known = engine.store.subject_key(arguments.subject) is not None
        erased = known and engine.erase(arguments.subject)
    if screen.json:
        screen.data({"subject": arguments.subject, "erased": erased})
    elif erased:
        screen.say(_("The key of {person} is destroyed.", person=arguments.subject), "bold")
        screen.say(_("Backups made before still hold it: destroy or replace them."), indent=2)
    else:
        screen.say(
            _(
                "There is no key of {person}: none was made, or it was destroyed before.",
                person=arguments.subject,
            )
        )
    return FINE if erased else FOUND

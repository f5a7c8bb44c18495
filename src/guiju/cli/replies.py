"""What the engine answers, on a screen: accepted, or refused."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, Wrong
from guiju.cli.words import _, sentence
from guiju.tongues import Telling

if TYPE_CHECKING:
    import argparse

    from guiju.cli.screen import Screen
    from guiju.run.answer import Accepted, Answer
    from guiju.run.commands import Actor
    from guiju.run.engine import Engine
    from guiju.run.refusal import Refusal

AWAY: Final = frozenset({"store-degraded", "outcome-unknown"})
"""Refusals that are about the database, not about what was asked."""


def add_actor(parser: argparse.ArgumentParser) -> None:
    """Tell a parser of who acts."""
    parser.add_argument("--actor", metavar="PERSON", help=_("who does it; else GUIJU_ACTOR"))
    parser.add_argument(
        "--group",
        metavar="GROUP",
        action="append",
        default=[],
        help=_("a role or group of the person; may be given again"),
    )
    parser.add_argument("--behalf", metavar="PERSON", help=_("the person acted for"))


def actor_of(arguments: argparse.Namespace) -> Actor | None:
    """Who acts, as the command line says; None where it says nothing.

    Raises:
        Wrong: groups or a person acted for, but nobody who acts.
    """
    from guiju.run.commands import Actor

    name = arguments.actor or os.environ.get("GUIJU_ACTOR")
    groups = getattr(arguments, "group", [])
    behalf = getattr(arguments, "behalf", None)
    if name:
        return Actor(name, frozenset(groups), behalf)
    if groups or behalf:
        raise Wrong(_("--group and --behalf say more of a person: name the person with --actor."))
    return None


def sentence_of(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    values = {"expected": refusal.expected, "found": refusal.found, **refusal.values}
    return sentence(Telling(refusal.template, values))


def as_data(answer: Answer) -> dict[str, Any]:
    """An answer as plain data."""
    from guiju.run.refusal import Refusal

    if isinstance(answer, Refusal):
        return {"refusal": refusal_data(answer)}
    return {
        "case": answer.case,
        "entry": answer.number,
        "kind": answer.kind,
        "status": answer.status,
        "repeated": answer.repeated,
    }


def refusal_data(refusal: Refusal) -> dict[str, Any]:
    """A refusal as plain data."""
    return {
        "code": refusal.code,
        "message": sentence_of(refusal),
        "expected": str(refusal.expected),
        "found": str(refusal.found),
    }


def accepted(answer: Answer, screen: Screen) -> Accepted | None:
    """What was accepted; a refusal is shown, and None.

    Raises:
        Wrong: the database is away.
    """
    from guiju.run.refusal import Refusal

    if not isinstance(answer, Refusal):
        return answer
    if answer.code in AWAY:
        raise Wrong(_("The database cannot be used: {reason}", reason=sentence_of(answer)))
    if screen.json:
        screen.data(as_data(answer))
    else:
        screen.say(_("Refused: {reason}", reason=sentence_of(answer)), "bold red")
        screen.say(answer.code, "dim", indent=2)
    return None


def reply(answer: Answer, screen: Screen, told: str) -> int:
    """Show an answer that needs no more than a sentence; the exit code."""
    found = accepted(answer, screen)
    if found is None:
        return FOUND
    if screen.json:
        screen.data(as_data(found))
    else:
        screen.say(told if not found.repeated else _("It had been done before: {told}", told=told))
    return FINE


def value_of(text: str) -> Any:
    """A value of a command line: JSON where it is JSON, else the text itself."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def brought(engine: Engine, id_: str, answer: Accepted) -> Accepted:
    """The answer once the message had its chance to reach somebody."""
    from guiju.journal.store import shard_of

    if answer.case:
        return answer
    ticket = engine.route(id_)
    if ticket is not None:
        ticket.wait()
    reader = engine.reader()
    row = reader.message(shard_of(id_, engine.store.shards), id_)
    if row is None or row.delivered <= 0:
        return answer
    case = reader.case_id(row.delivered) or ""
    return answer._replace(case=case, kind="MessageReceived")

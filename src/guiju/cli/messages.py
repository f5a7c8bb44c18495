"""`guiju messages`: messages nobody has, to be kept on or dropped."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, count
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.commands import Command
    from guiju.run.engine import Engine
    from guiju.run.unreceived import Unreceived


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("messages nobody has: those that wait, and those that were given up; 1 where any was")
    parser = commands.add_parser("messages", parents=[common], help=words, description=words)
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--keep", metavar="ID", help=_("let this message wait anew, for whom waits by now too")
    )
    either.add_argument("--drop", metavar="ID", help=_("forget this message"))
    parser.add_argument(
        "--wait",
        metavar="SECONDS",
        type=count,
        default=86_400,
        help=_("how long it may wait for a receiver (a day)"),
    )
    parser.add_argument("--most", type=count, default=50, metavar="N", help=_("rows at most (50)"))
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show messages nobody has, or do something to one of them."""
    from guiju.cli.database import engine_at
    from guiju.run.commands import DropMessage, KeepMessage
    from guiju.run.unreceived import unreceived

    with engine_at(arguments.db) as engine:
        if arguments.keep is not None:
            return _give(engine, KeepMessage(message=arguments.keep, seconds=arguments.wait),
                         arguments.keep, screen)  # fmt: skip
        if arguments.drop is not None:
            return _give(engine, DropMessage(message=arguments.drop), arguments.drop, screen)
        found = unreceived(engine.reader(), arguments.most)
    if screen.json:
        screen.data({"messages": [_as_data(each) for each in found]})
    else:
        _show(found, screen)
    return FOUND if any(each.given_up for each in found) else FINE


def _give(engine: Engine, command: Command, id_: str, screen: Screen) -> int:
    """Do it; 1 where it is refused."""
    from guiju.cli.replies import accepted, as_data, brought

    found = accepted(engine.do(command), screen)
    if found is None:
        return FOUND
    dropped = found.kind == "MessageDropped"
    if not dropped:
        found = brought(engine, id_, found)
    if screen.json:
        screen.data({**as_data(found), "id": id_})
    elif dropped:
        screen.say(_("The message is forgotten."), "bold")
    elif found.case:
        screen.say(_("The case {case} has the message.", case=found.case), "bold")
    else:
        screen.say(_("The message is kept; nobody waits for it yet."), "bold")
    return FINE


def _as_data(one: Unreceived) -> dict[str, Any]:
    """One message as plain data."""
    return {**one._asdict(), "values": dict(one.values), "until": one.until.isoformat()}


def _show(found: list[Unreceived], screen: Screen) -> None:
    from guiju.cli.open_work import short

    if not found:
        screen.say(_("Every message has its receiver."))
        return
    lost = sum(each.given_up for each in found)
    screen.title(
        many("{count} message was given up", "{count} messages were given up", lost)
        if lost
        else many("{count} message waits", "{count} messages wait", len(found))
    )
    columns = (
        (_("message"), "whole"),
        _("name"),
        _("correlation"),
        _("state"),
        (_("until"), "whole"),
    )
    rows = (
        (
            each.id,
            each.name,
            "" if each.correlation is None else str(each.correlation),
            _("given up") if each.given_up else _("waits"),
            short(each.until.isoformat()),
        )
        for each in found
    )
    screen.table(columns, rows)
    hint = _("guiju messages --keep ID lets one wait anew, --drop ID forgets it.")
    screen.say(hint, "dim", indent=2)

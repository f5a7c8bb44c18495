"""`guiju parameter PACK [P-01=30 ...]`: see and change the parameters of a standard."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong
from guiju.cli.words import _, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.standard.pack import Pack


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("the parameters of a pack; with P-01=30 they are changed, and a new version deployed")
    parser = commands.add_parser("parameter", parents=[common], help=words, description=words)
    parser.add_argument("pack", metavar="PACK", help=_("name, folder or zip of a pack"))
    parser.add_argument("changes", nargs="*", metavar="P-01=30", help=_("parameters to change"))
    parser.add_argument("--actor", metavar="NAME", help=_("who changes them"))
    parser.add_argument(
        "--group", metavar="ROLE", action="append", default=[],
        help=_("what the person may act as; may be given again"),
    )  # fmt: skip
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Show the parameters, or change some; 1 where a change is refused."""
    from guiju.cli.pack_at import pack_at

    pack = pack_at(arguments.pack, screen)
    if pack is None:
        return FOUND
    if not arguments.changes:
        _show(pack, arguments.language, screen)
        return FINE
    if not arguments.actor:
        raise Wrong(_("Who changes a parameter is written down: give --actor."))
    return _change(pack, arguments, screen)


def _show(pack: Pack, language: str, screen: Screen) -> None:
    from guiju.standard.pack import shown

    rows = [
        {
            "id": one.id,
            "title": one.title[language],
            "value": shown(one, language),
            "least": str(one.least),
            "most": str(one.most),
            "clause": one.clause,
            "changed_by": one.changed_by,
        }
        for one in pack.parameters.values()
    ]
    if screen.json:
        screen.data({"pack": pack.name, "parameters": rows})
        return
    screen.title(pack.title[language], pack.version)
    heads = (
        _("id"),
        _("parameter"),
        _("value"),
        _("least"),
        _("most"),
        _("clause"),
        _("changed by"),
    )
    screen.table(heads, [tuple(row.values()) for row in rows])


def _change(pack: Pack, arguments: argparse.Namespace, screen: Screen) -> int:
    from guiju.cli.database import engine_at
    from guiju.run.commands import Actor
    from guiju.scenarios import change_parameters

    values = dict(each.partition("=")[::2] for each in arguments.changes)
    actor = Actor(arguments.actor, frozenset(arguments.group))
    with engine_at(arguments.db, make=True) as engine:
        changed = change_parameters(engine, pack, values, actor)
    if screen.json:
        problems = [{"field": each.element, "code": each.code, "message": sentence(each)}
                    for each in changed.problems]  # fmt: skip
        screen.data({"changed": not problems, "problems": problems, "case": changed.case})
    elif changed.problems:
        for each in changed.problems:
            screen.say(f"{_('Refused')}: {each.element}: {sentence(each)}", "red")
    else:
        screen.say(_("Changed; new cases start on the new version. Audit entry: {case}.",
                     case=changed.case))  # fmt: skip
    return FOUND if changed.problems else FINE

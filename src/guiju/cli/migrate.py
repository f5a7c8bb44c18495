"""`guiju migrate CASE|--all --to DIGEST`: let running cases go on under another version."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, Wrong, file_at, named, read_data
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.journal.store import StandardRow
    from guiju.run.engine import Engine
    from guiju.standard import Standard

PAGE: Final = 500
"""Cases that are looked at together, so that they share commits."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db
    from guiju.cli.replies import add_actor

    words = _("let running cases go on under another version of their standard")
    parser = commands.add_parser("migrate", parents=[common], help=words, description=words)
    parser.add_argument("case", metavar="CASE", nargs="?", help=_("id of one case"))
    parser.add_argument(
        "--all", action="store_true", help=_("every running case of the version's processes")
    )
    parser.add_argument(
        "--to", required=True, metavar="DIGEST", help=_("digest of the version, or its beginning")
    )
    parser.add_argument(
        "--map", metavar="FILE", help=_("YAML or JSON: element id -> element id of the version")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    add_actor(parser)
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Migrate; 1 where a case cannot go over."""
    from guiju.cli.database import engine_at
    from guiju.cli.replies import actor_of
    from guiju.cli.versions import version_named

    if (arguments.case is None) is not arguments.all:
        raise Wrong(_("Name one case, or all of them with --all."))
    mapping = _mapping(arguments.map)
    actor = actor_of(arguments)
    with engine_at(arguments.db) as engine:
        target = version_named(engine, arguments.to)
        there = engine.standards.by_no(target.no).standard
        found: list[dict[str, Any]] = []
        for page in _pages(engine, arguments.case, target):
            planned = [(case, _plan(engine, case, there, mapping)) for case in page]
            found += _carry_out(engine, planned, target, mapping, actor, arguments.dry_run)
    return _told(found, target, arguments.dry_run, screen)


def _mapping(path: str | None) -> dict[str, str]:
    given = named(read_data(file_at(path)), "--map") if path else {}
    return {name: str(value) for name, value in given.items()}


def _pages(engine: Engine, case: str | None, target: StandardRow) -> Iterator[list[str]]:
    """Running cases of other versions of the same processes, some at a time.

    Raises:
        Wrong: the one case that was named is not there.
    """
    if case is not None:
        if engine.reader().case(case) is None:
            raise Wrong(_("There is no case {case}.", case=case))
        yield [case]
        return
    there = set(engine.standards.by_no(target.no).standard.program.bodies)
    others = [
        row.no
        for row in engine.reader().standards()
        if row.no != target.no
        and not there.isdisjoint(engine.standards.by_no(row.no).standard.program.bodies)
    ]
    yield from _running(engine, others)


def _running(engine: Engine, standards: list[int]) -> Iterator[list[str]]:
    from guiju.journal.store.queries import marks

    reader: Any = engine.reader()
    sql = (
        f"SELECT no, id FROM cases WHERE status = 0 AND standard IN ({marks(standards)})"
        " AND no > ? ORDER BY no LIMIT ?"
    )
    last = -1
    while rows := reader.ask(sql, (*standards, last, PAGE)):
        last = rows[-1][0]
        yield [row[1] for row in rows]


def _plan(
    engine: Engine, case: str, there: Standard, mapping: Mapping[str, str]
) -> list[str] | None:
    """What keeps a case from going over; None where it is not for it to go over."""
    from guiju.run.migrating import plan

    row, record = engine.reader().case(case), engine.record(case)
    if row is None or record is None:
        return None
    if record.state.status != "active":
        return [_("The case has ended.")]
    here = engine.standards.by_no(row.standard).standard
    if here.digest == there.digest:
        return [_("The case runs on that version already.")]
    return [
        f"{each.element}: {sentence(each)}" for each in plan(here, there, record.state, mapping)
    ]


def _carry_out(
    engine: Engine,
    planned: list[tuple[str, list[str] | None]],
    target: StandardRow,
    mapping: Mapping[str, str],
    actor: Any,
    dry: bool,
) -> list[dict[str, Any]]:
    from guiju.cli.replies import sentence_of
    from guiju.run.commands import Migrate
    from guiju.run.refusal import Refusal

    found = [{"case": case, "problems": told} for case, told in planned if told is not None]
    tickets = []
    for each in found:
        if not each["problems"] and not dry:
            command = Migrate(
                case=str(each["case"]), standard=target.digest, mapping=mapping, actor=actor
            )
            tickets.append((each, engine.submit(command)))
    for each, ticket in tickets:
        answer = ticket.wait()
        if isinstance(answer, Refusal):
            each["problems"] = [sentence_of(answer)]
    return found


def _told(found: list[dict[str, Any]], target: StandardRow, dry: bool, screen: Screen) -> int:
    kept = [each for each in found if each["problems"]]
    gone = len(found) - len(kept)
    if screen.json:
        screen.data(
            {
                "to": target.digest,
                "dry_run": dry,
                "migrated": 0 if dry else gone,
                "can_migrate": gone,
                "refused": kept,
            }
        )
    else:
        version = target.digest[:12]
        told = (
            many(
                "{count} case can go over to {version}.",
                "{count} cases can go over to {version}.",
                gone,
                version=version,
            )
            if dry
            else many(
                "{count} case runs on {version} now.",
                "{count} cases run on {version} now.",
                gone,
                version=version,
            )
        )
        screen.say(told, "bold")
        if kept:
            screen.say(many("{count} case cannot:", "{count} cases cannot:", len(kept)), "bold red")
            screen.table(
                ((_("case"), "whole"), _("why")),
                ((each["case"], " ".join(each["problems"])) for each in kept),
            )
    return FOUND if kept else FINE

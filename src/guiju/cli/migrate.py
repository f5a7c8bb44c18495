"""`guiju migrate CASE|--all --to DIGEST`: let running cases go on under another version."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, file_at, named, read_data
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.engine import Engine
    from guiju.run.moving import CasePlan, MigrationPlan


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
    parser.add_argument("--to", metavar="DIGEST", help=_("digest of the version, or its beginning"))
    parser.add_argument(
        "--map", metavar="FILE", help=_("YAML or JSON: element id -> element id of the version")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    parser.add_argument(
        "--plan",
        metavar="FILE",
        help=_("with --dry-run the file the plan is written to; without it the plan to carry out"),
    )
    add_actor(parser)
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Migrate; 1 where a case cannot go over."""
    from guiju.cli.database import engine_at
    from guiju.cli.replies import actor_of

    kept = arguments.plan is not None and not arguments.dry_run
    if kept and (arguments.case or arguments.all or arguments.to or arguments.map):
        raise Wrong(_("A plan says itself which cases go where: give --plan FILE alone."))
    if not kept and (arguments.case is None) is not arguments.all:
        raise Wrong(_("Name one case, or all of them with --all."))
    if not kept and arguments.to is None:
        raise Wrong(_("Name the version with --to DIGEST."))
    actor = actor_of(arguments)
    with engine_at(arguments.db) as engine:
        made = _kept(arguments.plan) if kept else _planned(engine, arguments)
        found = [_as_data(each) for each in made.cases]
        if not arguments.dry_run:
            _carry_out(engine, made, actor, found, screen)
    if arguments.dry_run and arguments.plan:
        _write(arguments.plan, made)
    return _told(found, made.to, arguments.dry_run, screen)


def _planned(engine: Engine, arguments: argparse.Namespace) -> MigrationPlan:
    """A new plan.

    Raises:
        Wrong: the one case that was named is not there.
    """
    from guiju.cli.versions import version_named
    from guiju.run.moving import plan_migration

    given = named(read_data(file_at(arguments.map)), "--map") if arguments.map else {}
    mapping = {name: str(value) for name, value in given.items()}
    target = engine.standards.by_no(version_named(engine, arguments.to).no)
    case = arguments.case
    if case is not None and engine.reader().case(case) is None:
        raise Wrong(_("There is no case {case}.", case=case))
    return plan_migration(engine, target, None if case is None else [case], mapping)


def _kept(path: str) -> MigrationPlan:
    """The plan of a file.

    Raises:
        Wrong: it holds none.
    """
    from guiju.run.moving import read_plan

    try:
        return read_plan(read_data(file_at(path)))
    except ValueError as error:
        raise Wrong(_("{path} is no plan: {reason}.", path=path, reason=error)) from None


def _write(path: str, made: MigrationPlan) -> None:
    from guiju.run.moving import as_data

    try:
        Path(path).write_text(json.dumps(as_data(made), indent=1, ensure_ascii=False), "utf-8")
    except OSError as error:
        raise Wrong(
            _("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
        ) from None


def _as_data(each: CasePlan) -> dict[str, Any]:
    return {
        "case": each.case,
        "maps": dict(each.maps),
        "problems": [
            f"{one.element}: {sentence(one)}" if one.element else sentence(one)
            for one in each.problems
        ],
    }


def _carry_out(
    engine: Engine, made: MigrationPlan, actor: Any, found: list[dict[str, Any]], screen: Screen
) -> None:
    from guiju.cli.replies import sentence_of
    from guiju.run.moving import PAGE, carry_out
    from guiju.run.refusal import Refusal

    def tell(done: int, total: int) -> None:
        if total > PAGE and not screen.json:
            screen.note(_("{done} of {total} cases", done=f"{done:,}", total=f"{total:,}"))

    by_case = {each["case"]: each for each in found}
    for moved in carry_out(engine, made, actor, tell):
        if isinstance(moved.answer, Refusal):
            by_case[moved.case]["problems"] = [sentence_of(moved.answer)]


def _told(found: list[dict[str, Any]], to: str, dry: bool, screen: Screen) -> int:
    kept = [each for each in found if each["problems"]]
    gone = len(found) - len(kept)
    if screen.json:
        screen.data(
            {
                "to": to,
                "dry_run": dry,
                "migrated": 0 if dry else gone,
                "can_migrate": gone,
                "cases": [each for each in found if not each["problems"]],
                "refused": kept,
            }
        )
    else:
        version = to[:12]
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

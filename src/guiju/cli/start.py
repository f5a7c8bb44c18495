"""`guiju start PROCESS`: start a case."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, meant, variables
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.engine import Engine


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db
    from guiju.cli.replies import add_actor

    words = _("start a case on the newest standard that has the process")
    parser = commands.add_parser("start", parents=[common], help=words, description=words)
    parser.add_argument("process", metavar="PROCESS", help=_("id of the process"))
    parser.add_argument(
        "--vars", metavar="JSON", help=_("variables the case starts with, or @FILE")
    )
    parser.add_argument("--case", metavar="ID", default="", help=_("id of the case; else made"))
    parser.add_argument(
        "--key",
        metavar="KEY",
        default="",
        help=_("idempotency key: the same key starts the same case, once"),
    )
    parser.add_argument("--on", metavar="DIGEST", help=_("another version than the newest"))
    parser.add_argument(
        "--subject", metavar="PERSON", help=_("the person whose data --personal names")
    )
    parser.add_argument(
        "--personal",
        metavar="NAME",
        action="append",
        default=[],
        help=_("a variable to keep under the person's key; may be given again"),
    )
    add_actor(parser)
    add_db(parser)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Start one case; 1 where it is refused."""
    from guiju.cli import open_work
    from guiju.cli.database import engine_at
    from guiju.cli.replies import accepted, actor_of, as_data
    from guiju.cli.versions import version_named

    given = variables(arguments.vars)
    actor = actor_of(arguments)
    if bool(arguments.subject) != bool(arguments.personal):
        raise Wrong(_("--subject and --personal belong together: whose data, and which."))
    with engine_at(arguments.db) as engine:
        _need_process(arguments.process, engine)
        answer = engine.start(
            arguments.process,
            given,
            case=arguments.case,
            key=arguments.key,
            actor=actor,
            standard=version_named(engine, arguments.on).digest if arguments.on else None,
            subject=arguments.subject,
            personal=tuple(arguments.personal),
        )
        found = accepted(answer, screen)
        if found is None:
            return FOUND
        tasks = open_work.tasks_of(engine, found.case)
    if screen.json:
        screen.data({**as_data(found), "tasks": tasks})
        return FINE
    told = (
        _("The case {case} is started.")
        if not found.repeated
        else _("The case {case} was started before.")
    )
    screen.say(told.format(case=found.case), "bold")
    if tasks:
        open_work.task_table(tasks, screen)
    return FINE


def _need_process(process: str, engine: Engine) -> None:
    """Refuse a process that no standard has, with those that there are."""
    if engine.standards.newest(process) is not None:
        return
    known = sorted(engine.standards.each_newest())
    if not known:
        raise Wrong(_("No standard is deployed: guiju deploy MODEL deploys one."))
    raise Wrong(
        _(
            "There is no process {process}; deployed are {known}.",
            process=process,
            known=", ".join(known),
        )
        + meant(process, known)
    )

"""`guiju worker`: fire timers, bring messages and signals on their way, run jobs."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, Wrong, bytes_of, file_at
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from guiju.cli.screen import Screen
    from guiju.journal.store import OutboxRow
    from guiju.run.engine import Engine
    from guiju.run.hooks import Hooks
    from guiju.run.jobs import Handler
    from guiju.run.worker import Worker

MOST_TURNS: Final = 10_000
"""Turns of `--once` at most: a model may set itself going for ever."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.database import add_db

    words = _("fire timers, bring messages and signals on their way, run jobs; ends on SIGTERM")
    parser = commands.add_parser("worker", parents=[common], help=words, description=words)
    parser.add_argument("--once", action="store_true", help=_("do what is due now, then end"))
    parser.add_argument(
        "--pause",
        type=_seconds,
        default=0.5,
        metavar="SECONDS",
        help=_("between two looks where nothing is due (0.5)"),
    )
    parser.add_argument(
        "--name",
        metavar="NAME",
        default="",
        help=_("shown with the jobs it holds; else machine and process"),
    )
    parser.add_argument(
        "--connections",
        metavar="FILE",
        help=_("systems that are told of what happens: webhooks, and the door they go through"),
    )
    parser.add_argument(
        "--notices",
        action="store_true",
        help=_("print notices of deadlines here; without it they wait for who brings them"),
    )
    add_db(parser)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if 0 < value < 3600:
        return value
    raise argparse.ArgumentTypeError(_("expected seconds above 0, found {text}", text=text))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Work until told to stop, or until nothing is due."""
    from guiju.cli.database import engine_at
    from guiju.run.worker import Worker

    handlers = _handlers()
    name = arguments.name or f"{socket.gethostname()}-{os.getpid()}"
    with engine_at(arguments.db) as engine:
        senders = {"notice": partial(_printed, screen)} if arguments.notices else {}
        hooks = _hooks(engine, arguments.connections)
        worker = Worker(engine, name, handlers, senders, hooks=hooks)
        if arguments.once:
            _once(worker, screen)
            return FINE
        stop = threading.Event()
        with _stopped_by(stop):
            if not screen.json:
                topics = ", ".join(handlers) or _("none")
                screen.say(_("worker {name}, jobs: {topics}", name=name, topics=topics))
                screen.out.file.flush()
            _until(stop, worker, arguments.pause, screen)
    return FINE


def _handlers() -> dict[str, Handler]:
    from guiju.run.jobs import installed_handlers

    try:
        return installed_handlers()
    except Exception as error:
        # A package of somebody else cannot be imported, for whatever reason.
        raise Wrong(_("A job handler cannot be loaded: {reason}.", reason=error)) from None


def _printed(screen: Screen, row: OutboxRow) -> bool:
    """Tell a notice on the screen: what was reached, where, and who should know."""
    from guiju.journal.store import unpack

    body = unpack(row.body)
    if screen.json:
        screen.out.file.write(json.dumps({"notice": body}, default=str) + "\n")
    else:
        to = ", ".join(body["to"]) or _("nobody")
        told = f"{body['kind']}  {body['about']}  {body['case']}  {body.get('due') or ''}"
        screen.say(_("notice to {to}: {told}", to=to, told=told))
    screen.out.file.flush()
    return True


def _hooks(engine: Engine, path: str | None) -> Hooks | None:
    """The hooks of a file of connections.

    Raises:
        Wrong: the file has problems.
    """
    if path is None:
        return None
    from guiju.run.connections import read_connections
    from guiju.run.hooks import Hooks
    from guiju.run.outside import Door

    found = read_connections(bytes_of(file_at(path)), os.environ)
    if found.problems:
        told = "; ".join(f"{each.element}: {sentence(each)}" for each in found.problems)
        raise Wrong(_("{path} cannot be used: {reason}", path=path, reason=told))
    return Hooks.over(engine, found.hooks, Door(found.policy))


def turn(worker: Worker) -> Counter[str]:
    """Do what can be done now; how many things of each kind."""
    return Counter(
        {
            "timers": worker.fire_timers(),
            "outbox": worker.empty_outbox(),
            "messages": worker.route_messages(),
            "swept": worker.sweep_messages(),
            "jobs": worker.run_jobs(),
            "hooks": worker.tell_hooks(),
        }
    )


def in_words(done: Counter[str]) -> str:
    """'2 timers fired, 1 job run'."""
    told = {
        "timers": many("{count} timer fired", "{count} timers fired", done["timers"]),
        "outbox": many("{count} thing sent", "{count} things sent", done["outbox"]),
        "messages": many(
            "{count} message delivered", "{count} messages delivered", done["messages"]
        ),
        "swept": many(
            "the time of {count} message is over",
            "the time of {count} messages is over",
            done["swept"],
        ),
        "jobs": many("{count} job run", "{count} jobs run", done["jobs"]),
        "hooks": many("{count} event told", "{count} events told", done["hooks"]),
    }
    parts = [text for kind, text in told.items() if done[kind]]
    return ", ".join(parts) or _("nothing is due")


def _once(worker: Worker, screen: Screen) -> None:
    total: Counter[str] = Counter()
    for _number in range(MOST_TURNS):
        done = turn(worker)
        total.update(done)
        if not done.total():
            break
    if screen.json:
        screen.data(dict(total))
    else:
        screen.say(in_words(total))


def _until(stop: threading.Event, worker: Worker, pause: float, screen: Screen) -> None:
    """Turn until told to stop; a database that is away for a while is waited for."""
    from guiju.journal.store import Failed

    away = False
    while not stop.is_set():
        done: Counter[str] = Counter()
        try:
            done = turn(worker)
        except Failed as failed:
            if not away:
                screen.note(_("the database is away: {reason}", reason=failed))
            away = True
        else:
            away = False
        if done.total():
            _tell(done, screen)
        else:
            stop.wait(pause)


def _tell(done: Counter[str], screen: Screen) -> None:
    """One line a turn, also for programs; whoever reads along sees it at once."""
    now = datetime.now(UTC)
    if screen.json:
        screen.out.file.write(json.dumps({"time": now.isoformat(), **done}) + "\n")
    else:
        screen.say(f"{now:%Y-%m-%d %H:%M:%S}  {in_words(done)}")
    screen.out.file.flush()


@contextmanager
def _stopped_by(stop: threading.Event) -> Iterator[None]:
    """SIGTERM and SIGINT let the turn that is under way be finished."""
    known = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(each, lambda *_: stop.set()) for each in known]
    try:
        yield
    finally:
        for each, handler in zip(known, before, strict=True):
            signal.signal(each, handler)

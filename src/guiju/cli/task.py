"""`guiju task claim|complete|... CASE:NUMBER`: what a person does with a task."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND, variables
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.run.commands import TaskCommand

VERBS: Final = {
    "claim": ("Claim", "take a task for oneself"),
    "unclaim": ("Unclaim", "give a task back to all it was offered to"),
    "complete": ("CompleteTask", "report a task done, or sign it where one was asked to"),
    "draft": ("SaveDraft", "keep what has been filled in so far"),
    "assign": ("Assign", "give a task to a person"),
    "delegate": ("Delegate", "let another person do a task in one's own name"),
    "forward": ("Forward", "pass a task on to another person"),
    "sign": ("AddSigner", "ask another person to sign first"),
    "return": ("Return", "send the case back to an earlier task"),
}
"""What can be done, the command it is, and what it means."""

_VALUES: Final = ("complete", "draft")
_TO: Final = {"assign": "to", "delegate": "to", "forward": "to", "sign": "signer", "return": "to"}
_REASON: Final = ("forward", "return")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of what can be done."""
    from guiju.cli.database import add_db
    from guiju.cli.replies import add_actor

    words = _("claim, complete, pass on or send back a task")
    parser = commands.add_parser("task", help=words, description=words)
    verbs = parser.add_subparsers(metavar=_("WHAT"), dest="verb", required=True)
    for verb, (_command, meaning) in VERBS.items():
        each = verbs.add_parser(verb, parents=[common], help=_(meaning), description=_(meaning))
        each.add_argument("task", metavar="TASK", help=_("CASE:NUMBER, as guiju tasks shows it"))
        if verb in _VALUES:
            each.add_argument("--vars", metavar="JSON", help=_("variables it gives, or @FILE"))
        if verb in _TO:
            each.add_argument(
                "--to",
                required=True,
                metavar="WHOM",
                help=_("the person; of return: the id of the task"),
            )
        if verb in _REASON:
            each.add_argument("--reason", default="", metavar="TEXT", help=_("why"))
        each.add_argument(
            "--key",
            default="",
            metavar="KEY",
            help=_("idempotency key: the same key is the same command, once"),
        )
        add_actor(each)
        add_db(each)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Carry one command out; 1 where it is refused."""
    from guiju.cli import open_work
    from guiju.cli.database import engine_at
    from guiju.cli.replies import accepted, as_data

    command = _command(arguments)
    with engine_at(arguments.db) as engine:
        found = accepted(engine.do(command), screen)
        if found is None:
            return FOUND
        row = engine.reader().case(command.case)
        status = row.status if row is not None else 0
        left = open_work.tasks_of(engine, command.case)
    if screen.json:
        screen.data({**as_data(found), "tasks": left})
        return FINE
    again = _("It had been done before.") if found.repeated else _("Done.")
    screen.say(again, "bold")
    if status:
        screen.say(_("The case {case} has ended.", case=command.case))
    elif left:
        screen.say(_("Open in the case {case} now:", case=command.case))
        open_work.task_table(left, screen)
    else:
        screen.say(
            _(
                "No task is open in the case {case} now; guiju case shows what it waits for.",
                case=command.case,
            )
        )
    return FINE


def _command(arguments: argparse.Namespace) -> TaskCommand:
    """The command that a command line means."""
    from guiju.cli.open_work import task_named
    from guiju.cli.replies import actor_of
    from guiju.run import commands

    case, task = task_named(arguments.task)
    verb = arguments.verb
    more: dict[str, Any] = {}
    if verb in _VALUES:
        more["values"] = variables(arguments.vars)
    if verb in _TO:
        more[_TO[verb]] = arguments.to
    if verb in _REASON:
        more["reason"] = arguments.reason
    kind: type[TaskCommand] = getattr(commands, VERBS[verb][0])
    return kind(case=case, task=task, key=arguments.key, actor=actor_of(arguments), **more)

"""`guiju task claim|complete|... CASE:NUMBER`: what a person does with a task."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, FOUND
from guiju.cli.verbs import Verb, add_verbs, command_of
from guiju.cli.words import _, later

if TYPE_CHECKING:
    from guiju.cli.screen import Screen

_TO: Final = {"to": "to"}
_VALUES: Final = {"vars": "values"}
_REASON: Final = {"reason": "reason"}

VERBS: Final = {
    "claim": Verb("Claim", later("take a task for oneself")),
    "unclaim": Verb("Unclaim", later("give a task back to all it was offered to")),
    "complete": Verb(
        "CompleteTask", later("report a task done, or sign it where one was asked to"), _VALUES
    ),
    "draft": Verb("SaveDraft", later("keep what has been filled in so far"), _VALUES),
    "assign": Verb("Assign", later("give a task to a person"), _TO),
    "delegate": Verb("Delegate", later("let another person do a task in one's own name"), _TO),
    "forward": Verb("Forward", later("pass a task on to another person"), {**_TO, **_REASON}),
    "sign": Verb("AddSigner", later("ask another person to sign first"), {"to": "signer"}),
    "return": Verb("Return", later("send the case back to an earlier task"), {**_TO, **_REASON}),
}
"""What can be done, the command it is, what it means, and what it is given."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of what can be done."""
    words = _("claim, complete, pass on or send back a task")
    parser = commands.add_parser("task", help=words, description=words)
    for verb, each in add_verbs(parser, VERBS, common):
        options = VERBS[verb].options
        each.add_argument("task", metavar="TASK", help=_("CASE:NUMBER, as guiju tasks shows it"))
        if "vars" in options:
            each.add_argument("--vars", metavar="JSON", help=_("variables it gives, or @FILE"))
        if "to" in options:
            each.add_argument(
                "--to",
                required=True,
                metavar="WHOM",
                help=_("the person; of return: the id of the task"),
            )
        if "reason" in options:
            each.add_argument("--reason", default="", metavar="TEXT", help=_("why"))


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Carry one command out; 1 where it is refused."""
    from guiju.cli import open_work
    from guiju.cli.database import engine_at
    from guiju.cli.replies import accepted, as_data

    case, task = open_work.task_named(arguments.task)
    command = command_of(arguments, VERBS, case=case, task=task)
    with engine_at(arguments.db) as engine:
        found = accepted(engine.do(command), screen)
        if found is None:
            return FOUND
        row = engine.reader().case(case)
        status = row.status if row is not None else 0
        left = open_work.tasks_of(engine, case)
    if screen.json:
        screen.data({**as_data(found), "tasks": left})
        return FINE
    again = _("It had been done before.") if found.repeated else _("Done.")
    screen.say(again, "bold")
    if status:
        screen.say(_("The case {case} has ended.", case=case))
    elif left:
        screen.say(_("Open in the case {case} now:", case=case))
        open_work.task_table(left, screen)
    else:
        screen.say(
            _(
                "No task is open in the case {case} now; guiju case shows what it waits for.",
                case=case,
            )
        )
    return FINE

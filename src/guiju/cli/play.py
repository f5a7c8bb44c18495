"""`guiju play MODEL`: one case in memory, on a clock that jumps to the next due timer."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, file_at, meant, read_data, variables
from guiju.cli.words import _, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Column, Screen
    from guiju.journal import Entry
    from guiju.run import Played
    from guiju.standard import Standard


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    words = _("play a case of a standard in memory and show its entries")
    parser = commands.add_parser("play", parents=[common], help=words, description=words)
    parser.add_argument("model", metavar="MODEL", help=_("a BPMN file"))
    parser.add_argument(
        "--vars", metavar="JSON", help=_("variables the case starts with, or @FILE")
    )
    parser.add_argument(
        "--answers", metavar="FILE",
        help=_("YAML or JSON: element id -> variables it gives; a list has one item per visit"),
    )  # fmt: skip
    parser.add_argument("--process", metavar="ID", help=_("the process, where there are several"))
    parser.add_argument(
        "--also-start", metavar="ID", action="append", default=[],
        help=_("a further process to start beside it; may be given again"),
    )  # fmt: skip


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Play one case; 1 where the model has errors, or the case is stuck or failed."""
    from guiju.cli.problems import standard_at

    given = variables(arguments.vars)
    written = read_data(file_at(arguments.answers)) if arguments.answers else None
    standard = standard_at(file_at(arguments.model), screen)
    if standard is None:
        return FOUND
    for process in (arguments.process, *arguments.also_start):
        _need_process(process, standard)
    played = play_one(standard, given, written, arguments.process, arguments.also_start)
    if screen.json:
        screen.data(as_data(played))
    else:
        show(played, standard, screen)
    return FINE if played.outcome in ("completed", "waiting") else FOUND


def _need_process(process: str | None, standard: Standard) -> None:
    if process is not None and process not in standard.processes:
        known = ", ".join(standard.processes)
        raise Wrong(
            _("There is no process {process}; the model has {known}.", process=process, known=known)
            + meant(process, list(standard.processes))
        )


def play_one(
    standard: Standard,
    given: dict[str, Any],
    written: Any = None,
    process: str | None = None,
    also_start: tuple[str, ...] | list[str] = (),
) -> Played:
    """Play with the answers of a file.

    Raises:
        Wrong: the answers name an unknown element, or the file has no process to start.
    """
    import guiju
    from guiju.cli.answers import Answers

    answers = Answers(written, standard)
    try:
        return guiju.play(
            standard, given, process=process, also_start=also_start, on_task=answers, on_job=answers
        )
    except ValueError as error:
        raise Wrong(_("The model cannot be played: {reason}.", reason=error)) from None


def as_data(played: Played) -> dict[str, Any]:
    """A play as plain data."""
    from guiju.standard import feel

    return {
        "outcome": played.outcome,
        "variables": feel.to_json(feel.to_feel(played.variables)),
        "incidents": [
            {"code": each.code, "element": each.element, "message": sentence(each),
             "retry_helps": each.retry_helps}
            for each in played.incidents
        ],
        "limited": played.limited,
        "entries": [entry_as_data(each) for each in played.entries],
    }  # fmt: skip


def entry_as_data(entry: Entry) -> dict[str, Any]:
    """An entry as plain data."""
    from guiju.standard import feel

    return {
        "case": entry.case,
        "number": entry.number,
        "kind": entry.kind,
        "time": entry.time.isoformat(),
        "element": entry.element,
        "values": feel.to_json(feel.to_feel(dict(entry.values))),
        "path": [list(each) for each in entry.path],
    }


def show(played: Played, standard: Standard, screen: Screen) -> None:
    """A play as a table, one row per entry, and how it ended."""
    from guiju.cli.story import story

    several = len(played.cases) > 1
    columns: list[Column] = [(_("time"), "whole"), _("entry"), _("what happened"), _("then")]
    if several:
        columns.insert(0, (_("case"), "whole"))
    lines = zip(played.entries, story(played.entries, standard), strict=True)
    screen.table(
        columns,
        (
            (*([entry.case] if several else []), line.time, line.entry, line.what, line.then)
            for entry, line in lines
        ),
    )
    screen.say()
    screen.say(
        _(
            {
                "completed": "The case is completed.",
                "waiting": "The case waits; no timer is due within the year that was played.",
                "stuck": "The case is stuck: an incident that a person has to resolve.",
                "failed": "The case failed: it ended in an error that nothing caught.",
            }[played.outcome]
        ),
        style="bold",
    )
    if played.limited:
        screen.say(_("The play was stopped: it takes more steps than a play may."), style="yellow")
    for incident in played.incidents:
        screen.say(f"{incident.element}: {sentence(incident)}", style="red", indent=2)
    if played.variables:
        from guiju.standard import feel

        screen.say(_("variables: {text}", text=feel.text_of(feel.to_feel(played.variables))),
                   style="dim", hang=2)  # fmt: skip

"""`guiju demo`: the pages; on the terminal a standard, a played case and 890 real incidents."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import FINE, Wrong, read_data
from guiju.cli.words import _, many, spoken

if TYPE_CHECKING:
    from guiju.check import Conformance
    from guiju.cli.screen import Screen
    from guiju.journal import Log
    from guiju.run import Played
    from guiju.standard import Standard

START: Final = {"impact": "2 - Medium", "urgency": "1 - High"}
"""What the played case starts with."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.serve import add_address

    words = _("the pages with made-up people and cases; --terminal: a check of real incidents")
    parser = commands.add_parser("demo", parents=[common], help=words, description=words)
    parser.add_argument(
        "--terminal", action="store_true",
        help=_("no pages: where 890 real incidents leave a written standard"),
    )  # fmt: skip
    add_address(parser)


@dataclass(frozen=True, slots=True)
class Example:
    """The files of the example, read.

    Attributes:
        folder: where they lie.
        standard: the written standard.
        played: one case of it.
        log: the real incidents.
        found: where they leave the standard.
    """

    folder: Path
    standard: Standard
    played: Played
    log: Log
    found: Conformance


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Serve the demonstration; on the terminal 0 though practice deviates, for it shows that."""
    if not arguments.terminal and not screen.json:
        from guiju.cli.demo_pages import serve

        return serve(arguments, screen)
    example = _example(screen)
    if screen.json:
        screen.data(as_data(example))
        return FINE
    clauses = _clauses(example)
    _standard(example.standard, clauses, screen)
    _case(example.played, example.standard, screen)
    _practice(example, clauses, screen)
    _next(example.folder, screen)
    return FINE


def _example(screen: Screen) -> Example:
    import guiju
    from guiju.cli import reading
    from guiju.cli.check import compare
    from guiju.cli.checkout import example
    from guiju.cli.map_file import read_map
    from guiju.cli.play import play_one

    folder = example("incidents")
    standard = guiju.load(folder / "incidents.bpmn").standard
    told = read_map(folder / "mapping.yaml")
    log = reading.read(folder / "incidents_uci.csv.gz", told, screen)
    if standard is None or isinstance(log, str):
        raise Wrong(_("The example in {folder} is not as it was delivered.", folder=folder))
    played = play_one(standard, dict(START), read_data(folder / "answers.yaml"))
    return Example(folder, standard, played, log, compare(standard, log, told))


def as_data(example: Example) -> dict[str, Any]:
    """The facts of the demo as plain data; examples/incidents/expected.json holds them."""
    found = example.found
    return {
        "standard": example.standard.definitions.name,
        "clauses": len(example.standard.definitions.clauses),
        "played": {
            "outcome": example.played.outcome,
            "entries": [[each.kind, each.element] for each in example.played.entries],
        },
        "log": {
            "cases": example.log.cases,
            "events": len(example.log),
            "variants": len(example.log.variants().sequences),
        },
        "fitting_cases": found.fitting_cases,
        "cost_total": found.cost_total,
        "fitness_mean": round(found.fitness_mean, 6),
        "undecided": len(found.undecided),
        "deviations": [
            {"kind": each.kind, "element": each.element, "activity": each.activity,
             "cases": each.cases, "occurrences": each.occurrences, "sample": list(each.sample)}
            for each in found.deviations
        ],
    }  # fmt: skip


def _clauses(example: Example) -> dict[str, str]:
    """Clauses by id, as they are written in the reader's language."""
    kept = {each.id: each.text for each in example.standard.definitions.clauses}
    if spoken() == "en":
        return kept
    text = (example.folder / f"standard.{spoken()}.md").read_text(encoding="utf-8")
    written = re.findall(r'^<a id="(.+?)"></a>\*\*\1\*\* (.+)$', text, re.MULTILINE)
    return kept | dict(written)


def _standard(standard: Standard, clauses: Mapping[str, str], screen: Screen) -> None:
    """What is written: how much, by whom, and one sentence of it."""
    definitions = standard.definitions
    process = definitions.processes[0]
    counted = many("{count} clause", "{count} clauses", len(clauses))
    activities = [each for each in process.body.nodes if each.kind.lower().endswith("task")]
    steps = many("{count} step", "{count} steps", len(activities))
    roles = ", ".join(lane.name for lane in process.lanes)
    screen.title(_("1  A written standard: {name}", name=definitions.name), f"{counted}, {steps}")
    screen.say(_("roles: {roles}", roles=roles), indent=3)
    for id_, text in list(clauses.items())[:1]:
        screen.say(f"{id_}  {text}", indent=3)


def _case(played: Played, standard: Standard, screen: Screen) -> None:
    """A played case, one line per entry."""
    from guiju.cli.story import story

    screen.title(_("2  A case played on it"), _("its clock jumps to the next deadline"))
    for line in story(played.entries, standard):
        screen.say(f"{line.time}  {line.what}", indent=3, hang=18)


def _practice(example: Example, clauses: Mapping[str, str], screen: Screen) -> None:
    """Where practice leaves the standard, and what the clause of the first deviation says."""
    from guiju.cli import conformance

    found, standard = example.found, example.standard
    events = many("{count} event", "{count} events", len(example.log))
    cases = many("{count} real incident", "{count} real incidents", example.log.cases)
    screen.title(_("3  Practice: {cases}", cases=cases), events)
    conformance.show_figures(found, screen)
    screen.say()
    conformance.show_deviations(found, standard, screen, 10)
    of_element = conformance.clauses_of(standard)
    screen.say()
    for deviation in found.deviations[:1]:
        clause = of_element.get(deviation.element or "", "")
        if clause in clauses:
            screen.say(
                _("For example, {count} cases break {clause}: {text}",
                  count=deviation.cases, clause=clause, text=clauses[clause]),
                indent=3,
            )  # fmt: skip


def _next(folder: Path, screen: Screen) -> None:
    checkout = (folder.parents[1] / "pyproject.toml").is_file()
    guiju, here = ("./guiju", "examples/incidents") if checkout else ("guiju", str(folder))
    screen.say()
    screen.say(_("Go on:"), "dim", indent=3)
    for command in (
        f"{guiju} show {here}/incidents.bpmn",
        f"{guiju} check {here}/incidents.bpmn {here}/incidents_uci.csv.gz "
        f"--map {here}/mapping.yaml --align",
    ):
        screen.command(command, indent=5)

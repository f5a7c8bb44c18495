"""A case can wait for ever."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard
from guiju.standard.steps.soundness import soundness


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Whatever people do, a case should be able to end; found by exploring the compiled model."""
    for process in definitions.processes if standard is not None else ():
        assert standard is not None
        found = soundness(standard, process.id)
        for each in found.deadlocks:
            template = "A case can wait for ever at {element}, for example after {path}."
            values = {"element": each.element, "path": " > ".join(each.path) or "the start"}
            yield Problem("deadlock", template, each.element, values, "warning", process.line)
        if not found.complete:
            template = (
                "Only the first {states} states of {process} were looked at for deadlocks; "
                "there are more."
            )
            rest = {"states": found.states, "process": process.name or process.id}
            yield Problem("deadlock", template, process.id, rest, "warning", process.line)

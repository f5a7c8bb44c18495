"""An element can hold two tokens of one case at once."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard
from guiju.standard.steps.soundness import soundness


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """Parallel branches that meet without a join run what follows once each."""
    for process in definitions.processes if standard is not None else ():
        assert standard is not None
        for each in soundness(standard, process.id).doubled:
            template = "{element} can run twice at once, for example after {path}."
            values = {"element": each.element, "path": " > ".join(each.path) or "the start"}
            yield Problem(
                "lack-of-synchronisation", template, each.element, values, "warning", process.line
            )

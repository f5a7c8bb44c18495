"""A clause of the written standard is carried out by no element."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import nodes
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """What is written and not modelled can be neither run nor checked."""
    used = {node.extras.clause for _, node in nodes(definitions)}
    used |= {process.extras.clause for process in definitions.processes}
    for clause in definitions.clauses:
        if clause.id not in used:
            yield Problem(
                "clause-not-carried-out",
                "No element carries out the clause {clause} {title!r}.",
                clause.id,
                {"clause": clause.id, "title": clause.title or clause.text},
                "warning",
            )

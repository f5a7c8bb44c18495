"""An element names a clause that the written standard does not have."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, nodes
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """The clause is what leads from the step back to the sentence."""
    known = {clause.id for clause in definitions.clauses}
    for _, node in nodes(definitions) if known else ():
        clause = node.extras.clause
        if clause is not None and clause not in known:
            yield advice("clause-unknown", node, "{name} names the clause {clause}, which is not "
                         "there.", name=node.name or node.id, clause=clause)  # fmt: skip

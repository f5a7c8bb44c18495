"""Parallel branches meet in a merge that waits for none."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.branches import meeting
from guiju.standard.lint.place import advice, gateways
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """All branches are taken, and what follows the merge is done once for each."""
    for place, gateway in gateways(definitions, "parallelGateway"):
        merge = meeting(place, gateway) if len(gateway.outgoing) > 1 else None
        if merge is not None and merge.kind == "exclusiveGateway":
            yield advice(
                "parallel-into-merge",
                merge,
                "All branches of {split} pass {merge} one by one: what follows is done {times} "
                "times.",
                split=gateway.name or gateway.id,
                merge=merge.name or merge.id,
                times=len(gateway.outgoing),
            )

"""The way back from a task to an earlier one of the same branch."""

from __future__ import annotations

from guiju.run.refusal import Refusal, expected
from guiju.standard import Standard
from guiju.standard.steps import Place
from guiju.standard.steps.program import KIND

_FORKS = frozenset({KIND["parallelGateway"], KIND["inclusiveGateway"], KIND["complexGateway"]})


def way_back(standard: Standard, place: Place, to: str) -> int | Refusal:
    """Place of an earlier element that a token may be sent back to.

    Every way from there to here stays in one branch: across a parallel gateway a token sent back
    would be joined by those of its sisters that have gone on.
    """
    program = standard.program
    target = program.index.get(to)
    if target is None:
        return expected("element-unknown", "an element of the standard", to)
    behind, seen = [place.index], {place.index}
    while behind:
        for flow in program.places[behind.pop()].ins:
            source = program.flow_source[flow]
            if source == target:
                return target
            if source not in seen and program.places[source].kind not in _FORKS:
                seen.add(source)
                behind.append(source)
    return expected("return-across-branches", "an earlier step of the same branch", to)

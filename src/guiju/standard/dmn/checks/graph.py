"""Arrows of the requirement graph: their targets exist, are of the right kind, make no circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guiju.standard.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    Element,
    InputData,
    KnowledgeSource,
    Reference,
)
from guiju.standard.dmn.walk import DrgElement, drg_elements, requirements_of
from guiju.standard.model.problem import Problem

_KINDS: dict[str, tuple[type[Element], ...]] = {
    "input": (InputData,),
    "decision": (Decision,),
    "knowledge": (BusinessKnowledgeModel, DecisionService),
    "authority": (KnowledgeSource, Decision, InputData),
}
Models = Mapping[str, Definitions]


def check_graph(definitions: Definitions, imported: Models) -> Iterator[Problem]:
    """Dangling references, references to the wrong kind, requirements in a circle."""
    homes: dict[str | None, Definitions] = {None: definitions, definitions.namespace: definitions}
    homes.update(imported.items())
    known = {home: _by_id(model) for home, model in homes.items()}
    for element in drg_elements(definitions):
        for arrow in requirements_of(element):
            yield from _target(element, known, arrow.target, arrow.kind, arrow.line)
        if isinstance(element, DecisionService):
            yield from _service(element, known)
    yield from _circles(definitions)


Known = dict[str | None, dict[str, DrgElement]]


def _by_id(definitions: Definitions) -> dict[str, DrgElement]:
    return {one.id: one for one in drg_elements(definitions) if one.id is not None}


def _service(service: DecisionService, known: Known) -> Iterator[Problem]:
    if not service.outputs:
        yield Problem(
            "dmn-service-output",
            "A decision service must have an output decision.",
            service.id or service.name,
            line=service.line,
        )
    for target in (*service.outputs, *service.encapsulated, *service.input_decisions):
        yield from _target(service, known, target, "decision", service.line)
    for target in service.input_data:
        yield from _target(service, known, target, "input", service.line)


def _target(
    element: Element, known: Known, target: Reference, kind: str, line: int | None
) -> Iterator[Problem]:
    place = element.id or element.name
    if target.namespace is not None and target.namespace not in known:
        yield Problem(
            "dmn-import-missing",
            "'{target}' is in a model that is not imported or was not found.",
            place,
            {"target": str(target)},
            line=line,
        )
        return
    found = known[target.namespace].get(target.id)
    if found is None:
        yield Problem(
            "dmn-dangling",
            "A required {kind} must exist; there is no '{target}'.",
            place,
            {"kind": kind, "target": str(target)},
            line=line,
        )
    elif not isinstance(found, _KINDS[kind]):
        yield Problem(
            "dmn-wrong-target",
            "A required {kind} was expected; '{target}' is {found}.",
            place,
            {"kind": kind, "target": str(target), "found": type(found).__name__},
            line=line,
        )


def _circles(definitions: Definitions) -> Iterator[Problem]:
    """Every element that needs itself, each circle told once, by its first element."""
    needs = {
        one.id: [
            arrow.target.id
            for arrow in requirements_of(one)
            if arrow.target.namespace is None and arrow.kind != "authority"
        ]
        for one in drg_elements(definitions)
        if one.id is not None
    }
    for circle in circles(needs):
        yield Problem(
            "dmn-circle",
            "An element must not require itself; the circle is {circle}.",
            circle[0],
            {"circle": " -> ".join((*circle, circle[0]))},
        )


def circles(needs: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """Circles of a graph found by one depth-first walk, at least one for each that exists."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in needs:
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(needs[start])
        while path:
            node = next(reversed(path))
            following = next(path[node], None)
            if following is None:
                path.pop(node)
                done.add(node)
            elif following in path:
                steps = list(path)
                found.append(tuple(steps[steps.index(following) :]))
            elif following not in done and following in needs:
                path[following] = iter(needs[following])
    return found

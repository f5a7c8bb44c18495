"""Types that are named must be known, and must not be made of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.checks.graph import circles
from guiju.standard.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    Element,
    InputData,
    ItemDefinition,
)
from guiju.standard.dmn.walk import drg_elements, expressions_of, inner
from guiju.standard.feel.types import TYPE_NAMES
from guiju.standard.model.problem import Problem


def check_types(definitions: Definitions, imported: Mapping[str, Definitions]) -> Iterator[Problem]:
    """Type references that lead nowhere, item definitions that contain themselves."""
    known = _known(definitions, imported)
    for item in definitions.types:
        for name in references(item):
            yield from _named(known, name, item, item.line)
    for element in drg_elements(definitions):
        for name, line in _uses(element):
            yield from _named(known, name, element, line or element.line)
    # A structure may hold itself (null ends it); what is only another name for itself may not.
    made_of = {
        item.name: [item.type_ref]
        for item in definitions.types
        if item.type_ref is not None and not item.is_collection
    }
    for circle in circles(made_of):
        yield Problem(
            "dmn-type-circle",
            "A type must not be made of itself; the circle is {circle}.",
            circle[0],
            {"circle": " -> ".join((*circle, circle[0]))},
        )


def _known(definitions: Definitions, imported: Mapping[str, Definitions]) -> set[str]:
    known = set(TYPE_NAMES) | {item.name for item in definitions.types}
    for one in definitions.imports:
        model = imported.get(one.namespace)
        for item in () if model is None else model.types:
            known.add(f"{one.name}.{item.name}" if one.name else item.name)
    return known


def _named(
    known: set[str], name: str | None, element: Element, line: int | None
) -> Iterator[Problem]:
    if name is not None and name not in known:
        yield Problem(
            "dmn-type-unknown",
            "A type must be one of FEEL's or an item definition; there is no '{type}'.",
            element.id or element.name,
            {"type": name},
            line=line,
        )


def references(item: ItemDefinition) -> Iterator[str | None]:
    """All types an item definition names, at any depth."""
    yield item.type_ref
    yield item.result
    for parameter in item.parameters or ():
        yield parameter.type_ref
    for component in item.components:
        yield from references(component)


def _uses(element: Element) -> Iterator[tuple[str | None, int | None]]:
    if isinstance(element, InputData | Decision | BusinessKnowledgeModel | DecisionService):
        yield element.variable.type_ref, element.variable.line
    for top in expressions_of(element):
        for expression in inner(top):
            yield expression.type_ref, expression.line
            yield from _uses_in(expression)


def _uses_in(expression: box.Expression) -> Iterator[tuple[str | None, int | None]]:
    match expression:
        case box.FunctionDefinition(parameters=found) | box.Relation(columns=found):
            yield from ((one.type_ref, one.line) for one in found)
        case box.Context(entries=entries):
            for entry in entries:
                if entry.variable is not None:
                    yield entry.variable.type_ref, entry.variable.line
        case box.DecisionTable(inputs=inputs, outputs=outputs):
            yield from ((one.expression.type_ref, one.expression.line) for one in inputs)
            yield from ((output.type_ref, output.line) for output in outputs)

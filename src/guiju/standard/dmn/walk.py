"""Ways through a model: its elements, their expressions, and what these hold."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    Element,
    InputData,
    KnowledgeSource,
    Requirement,
)

DrgElement = InputData | Decision | BusinessKnowledgeModel | DecisionService | KnowledgeSource


def drg_elements(definitions: Definitions) -> Iterator[DrgElement]:
    """All elements of the requirement graph, in the order of their kinds."""
    yield from definitions.inputs
    yield from definitions.decisions
    yield from definitions.knowledge
    yield from definitions.services
    yield from definitions.sources


def requirements_of(element: Element) -> tuple[Requirement, ...]:
    """The arrows that end at an element."""
    if isinstance(element, Decision | BusinessKnowledgeModel | KnowledgeSource):
        return element.requirements
    return ()


def expressions_of(element: Element) -> tuple[box.Expression, ...]:
    """The expression of an element, if it has one."""
    if isinstance(element, Decision) and element.expression is not None:
        return (element.expression,)
    if isinstance(element, BusinessKnowledgeModel) and element.logic is not None:
        return (element.logic,)
    return ()


def inner(expression: box.Expression) -> Iterator[box.Expression]:
    """The expression and all boxed expressions inside it."""
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(part for part in reversed(parts(one)) if part is not None)


def parts(expression: box.Expression) -> tuple[box.Expression | None, ...]:
    """The boxed expressions directly inside one; None stands for a part that is missing."""
    match expression:
        case box.Context(entries=entries):
            return tuple(entry.expression for entry in entries)
        case box.ListExpression(items=items):
            return items
        case box.Relation(rows=rows):
            return rows
        case box.Invocation(called=called, bindings=bindings):
            return (called, *(binding.expression for binding in bindings))
        case box.FunctionDefinition(body=body):
            return (body,)
        case box.Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case box.Filter(source=source, match=match):
            return (source, match)
        case box.Iterator(source=source, body=body):
            return (source, body)
        case _:
            return ()

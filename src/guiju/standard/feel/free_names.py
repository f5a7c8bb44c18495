"""Which names a text takes from outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from .tree import (
    ContextLiteral,
    Expression,
    Filter,
    For,
    FunctionDefinition,
    Iteration,
    Name,
    Node,
    Quantified,
    Tree,
)


def names_in(tree: Tree) -> frozenset[str]:
    """Free names of a tree: not bound inside it; ``?`` is one; names of called functions too.

    A name inside a filter may turn out to be an entry of the filtered contexts; it is listed.
    """
    return frozenset(_free(tree, frozenset()))


def _free(node: Any, bound: frozenset[str]) -> Iterator[str]:
    if isinstance(node, Name):
        if node.name not in bound:
            yield node.name
    elif isinstance(node, ContextLiteral):
        for key, value in node.entries:
            yield from _free(value, bound)
            bound = bound | {key}
    elif isinstance(node, (For, Quantified)):
        body = node.body if isinstance(node, For) else node.condition
        yield from _iterated(node.iterations, body, bound, isinstance(node, For))
    elif isinstance(node, FunctionDefinition):
        if not node.external:
            yield from _free(node.body, bound | {name for name, _ in node.parameters})
    elif isinstance(node, Filter):
        yield from _free(node.source, bound)
        yield from _free(node.condition, bound | {"item"})
    elif isinstance(node, tuple):
        for part in node:
            yield from _free(part, bound)
    elif isinstance(node, Node):
        for field in fields(node):
            if field.name not in ("at", "type", "parameters"):
                yield from _free(getattr(node, field.name), bound)


def _iterated(
    iterations: tuple[Iteration, ...], body: Expression, bound: frozenset[str], partial: bool
) -> Iterator[str]:
    for iteration in iterations:
        yield from _free(iteration.domain, bound)
        if iteration.end is not None:
            yield from _free(iteration.end, bound)
        bound = bound | {iteration.name}
    yield from _free(body, bound | {"partial"} if partial else bound)

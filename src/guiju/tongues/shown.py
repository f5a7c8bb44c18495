"""Texts that a module wraps where it shows them: `_(text)`, `many(one, more, count)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache

_MARKS = ("_", "many", "later")


def shown(tree: ast.Module, marks: tuple[str, ...] = _MARKS) -> Iterator[tuple[str, str | None]]:
    """The texts of a module, each with its plural where it has one.

    Args:
        tree: the module.
        marks: the functions that texts are handed to.
    """
    known = assigned(tree)
    for call in calls(tree, set(marks)):
        values = [each.value for each in call.args if isinstance(each, ast.Constant)]
        if values and isinstance(values[0], str):
            plural = values[1] if name_of(call) in ("many", "ngettext") else None
            yield values[0], None if plural is None else str(plural)
        elif call.args:
            yield from ((text, None) for text in _chosen(call.args[0], known))
    yield from _pairs(tree)


def _pairs(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Singular and plural that are handed on in a tuple."""
    for node in nodes(tree):
        if isinstance(node, ast.Tuple):
            pair = [
                str(each.value)
                for each in node.elts
                if isinstance(each, ast.Constant) and "{count} " in str(each.value)
            ]
            if len(pair) == 2:
                yield pair[0], pair[1]


def _chosen(node: ast.expr, known: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The texts of a mapping that one is taken from: `KINDS[kind]` or `KINDS.get(kind)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func
    if isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    for each in known.get(node.id, ()) if isinstance(node, ast.Name) else [node]:
        if isinstance(each, ast.Dict):
            for value in each.values:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All of a module; walked once, because it is asked several times."""
    return tuple(ast.walk(tree))


def calls(tree: ast.Module, names: set[str]) -> Iterator[ast.Call]:
    """The calls of functions and methods of these names."""
    for node in nodes(tree):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node


def name_of(call: ast.Call) -> str:
    """What is called, without what it belongs to."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """What each name of a module is set to, wherever."""
    found: dict[str, list[ast.expr]] = {}
    for node in nodes(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found

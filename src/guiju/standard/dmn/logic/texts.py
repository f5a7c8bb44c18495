"""Texts of FEEL inside a DMN model as code; what is not FEEL is a problem and worth null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guiju.standard import feel
from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.logic.place import Code, Place
from guiju.standard.dmn.run import Deciding
from guiju.standard.dmn.table.cells import ANYTHING, Cell, cell_of, constant_value
from guiju.standard.dmn.versions import is_feel
from guiju.standard.feel import tree as t
from guiju.standard.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Text:
    """A compiled text.

    Attributes:
        run: its value; FEEL's warnings are given the place of the text.
        tree: what was parsed, None where the text is not FEEL.
        constant: its value where it is a scalar literal, else None.
    """

    run: Code
    tree: t.Tree | None
    constant: Any = None


def compile_text(place: Place, node: box.LiteralExpression) -> Text:
    """A literal expression, or an output cell; an empty one is null without a problem."""
    if not node.text.strip():
        return Text(_null, None)
    if not is_feel(node.language or place.workshop.language):
        return Text(_null, None)
    made = _compile(place, node, unary=False)
    if made is None:
        return Text(_null, None)
    tree, code = made
    value = None if isinstance(tree, t.UnaryTests) else constant_value(tree, place.names)
    return Text(code, tree, value)


def compile_tests(place: Place, node: box.UnaryTests) -> tuple[Code, Cell | None]:
    """An input cell as code (``?`` is the input value) and as a set of values if it is one."""
    if node.text.strip() in {"", "-"}:
        return _true, ANYTHING
    if not is_feel(node.language or place.workshop.language):
        return _null, None
    made = _compile(place, node, unary=True)
    if made is None:
        return _null, None
    tree, code = made
    return code, cell_of(tree, place.names)


def constants(place: Place, node: box.UnaryTests) -> list[Any] | None:
    """The literals of a list of allowed values in their order; None where one is no literal."""
    made = _compile(place, node, unary=True)
    if made is None or not isinstance(made[0], t.UnaryTests) or made[0].negated:
        return None
    values = [
        None if isinstance(test, t.OperatorTest) else constant_value(test, place.names)
        for test in made[0].tests
    ]
    return None if None in values else values


def _compile(
    place: Place, node: box.LiteralExpression | box.UnaryTests, unary: bool
) -> tuple[t.Tree, Code] | None:
    shop = place.workshop
    compiled = feel.compile_expression(
        node.text, names=place.names, unary=unary, members=shop.members, types=shop.named
    )
    if isinstance(compiled, Problem):
        line = None if node.line is None else node.line + _lines_before(node.text, compiled)
        shop.problems.append(
            Problem(
                compiled.code,
                compiled.template,
                node.id or place.element,
                {**compiled.values, "text": node.text.strip()},
                line=line,
            )
        )
        return None
    if isinstance(compiled.tree, t.Name) and compiled.tree.name in place.names:
        return compiled.tree, _named(compiled.tree.name)
    return compiled.tree, _placed(compiled.body, node.id or place.element, node.line)


def _lines_before(text: str, problem: Problem) -> int:
    position = problem.values.get("position")
    return text.count("\n", 0, position) if isinstance(position, int) else 0


def _placed(closure: Any, element: str, line: int | None) -> Code:
    """The closure, its warnings given a place."""

    def run_text(scope: Any, run: Deciding) -> Any:
        mark = len(run.warnings)
        value = closure(scope, run)
        if len(run.warnings) > mark:
            run.place(mark, element, line)
        return value

    return run_text


def _named(name: str) -> Code:
    """A name that is surely in scope, with a value that is a FEEL value."""
    return lambda scope, run: scope[name]


def _null(scope: Any, run: Deciding) -> Any:
    return None


def _true(scope: Any, run: Deciding) -> Any:
    return True

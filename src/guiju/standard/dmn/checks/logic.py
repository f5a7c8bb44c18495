"""Expressions that are missing, or that nothing here evaluates."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.definitions import BusinessKnowledgeModel, Decision, Definitions, Element
from guiju.standard.dmn.versions import is_feel
from guiju.standard.dmn.walk import drg_elements, expressions_of, inner, parts
from guiju.standard.model.problem import Problem


def check_logic(definitions: Definitions) -> Iterator[Problem]:
    """Elements without logic, boxes with a hole, Java and PMML, other expression languages."""
    default = definitions.expression_language
    for element in drg_elements(definitions):
        if isinstance(element, Decision | BusinessKnowledgeModel) and not expressions_of(element):
            yield _problem(
                "dmn-no-logic",
                "'{name}' has no expression: its value is null.",
                element,
                None,
                "warning",
                name=element.name,
            )
        for top in expressions_of(element):
            for expression in inner(top):
                yield from _one(element, expression, default)


def _one(element: Element, expression: box.Expression, default: str | None) -> Iterator[Problem]:
    if None in parts(expression):
        yield _problem(
            "dmn-expression-missing",
            "<{kind}> lacks an expression.",
            element,
            expression,
            "error",
            kind=type(expression).__name__,
        )
    if isinstance(expression, box.FunctionDefinition) and expression.kind != "FEEL":
        yield _problem(
            "dmn-not-feel",
            "A function of kind {kind} is not evaluated: its value is null.",
            element,
            expression,
            "warning",
            kind=expression.kind,
        )
    for literal in literals(expression):
        if not is_feel(literal.language or default):
            yield _problem(
                "dmn-not-feel",
                "The expression language must be FEEL; it was {kind}: its value is null.",
                element,
                literal,
                "warning",
                kind=literal.language or default,
            )


def literals(expression: box.Expression) -> Iterator[box.LiteralExpression | box.UnaryTests]:
    """The texts directly in one expression: itself, or the cells of a table."""
    if isinstance(expression, box.LiteralExpression):
        yield expression
    elif isinstance(expression, box.DecisionTable):
        yield from (clause.expression for clause in expression.inputs)
        for rule in expression.rules:
            yield from rule.inputs
            yield from rule.outputs


def _problem(
    code: str,
    template: str,
    element: Element,
    place: box.Expression | box.UnaryTests | None,
    severity: str,
    **values: object,
) -> Problem:
    named = (place.id if place is not None else None) or element.id or element.name
    line = (place.line if place is not None else None) or element.line
    return Problem(
        code, template, named, values, "error" if severity == "error" else "warning", line
    )

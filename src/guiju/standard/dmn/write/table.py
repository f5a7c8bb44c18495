"""Decision tables -> XML."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.write.writing import Writing, set_attributes

Literal = Callable[[Writing, etree._Element, str, box.LiteralExpression], None]


def write_table(
    w: Writing, element: etree._Element, table: box.DecisionTable, literal: Literal
) -> None:
    """Clauses and rules into the element of the table."""
    set_attributes(
        element,
        hitPolicy=None if table.hit_policy == "UNIQUE" else table.hit_policy,
        aggregation=table.aggregation,
        preferredOrientation=table.orientation,
        outputLabel=table.output_label,
    )
    for clause in table.inputs:
        child = w.add(element, "input", id=clause.id, label=clause.label)
        literal(w, child, "inputExpression", clause.expression)
        tests(w, child, "inputValues", clause.values)
    for output in table.outputs:
        _output(w, element, output, literal)
    for name in table.annotations:
        w.add(element, "annotation", name=name)
    for rule in table.rules:
        _rule(w, element, rule, literal)


def _output(
    w: Writing, element: etree._Element, output: box.OutputClause, literal: Literal
) -> None:
    child = w.add(
        element,
        "output",
        id=output.id,
        label=output.label,
        name=output.name,
        typeRef=output.type_ref,
    )
    tests(w, child, "outputValues", output.values)
    if output.default is not None:
        literal(w, child, "defaultOutputEntry", output.default)


def _rule(w: Writing, element: etree._Element, rule: box.Rule, literal: Literal) -> None:
    child = w.add(element, "rule", id=rule.id, label=rule.label)
    w.text(child, "description", rule.description)
    for cell in rule.inputs:
        tests(w, child, "inputEntry", cell)
    for end in rule.outputs:
        literal(w, child, "outputEntry", end)
    for note in rule.annotations:
        w.text(w.add(child, "annotationEntry"), "text", note)


def tests(w: Writing, parent: etree._Element, name: str, node: box.UnaryTests | None) -> None:
    """An input cell or a list of allowed values."""
    if node is not None:
        child = w.add(parent, name, id=node.id, expressionLanguage=node.language)
        w.text(child, "text", node.text)

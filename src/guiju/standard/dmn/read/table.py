"""Decision tables: clauses and rules (DMN 1.5, chapter 8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.read.reading import Reading, line_of

Literals = Callable[[Reading, etree._Element], box.LiteralExpression]


def read_table(
    reading: Reading, element: etree._Element, fields: dict[str, Any], literal: Literals
) -> box.DecisionTable:
    """A table; ``fields`` are those of every boxed expression, ``literal`` reads a literal."""
    inputs = tuple(_input(reading, child, literal) for child in reading.children(element, "input"))
    outputs = tuple(
        _output(reading, child, literal) for child in reading.children(element, "output")
    )
    notes = tuple(child.get("name", "") for child in reading.children(element, "annotation"))
    rules = tuple(
        _rule(reading, child, literal, len(inputs), len(outputs))
        for child in reading.children(element, "rule")
    )
    if not outputs:
        reading.complain(element, "table-no-output", "A decision table must have an output.")
    return box.DecisionTable(
        **fields,
        inputs=inputs,
        outputs=outputs,
        rules=rules,
        hit_policy=_hit_policy(reading, element),
        aggregation=_aggregation(reading, element),
        annotations=notes,
        orientation=element.get("preferredOrientation"),
        output_label=element.get("outputLabel"),
    )


def _hit_policy(reading: Reading, element: etree._Element) -> box.HitPolicy:
    written = element.get("hitPolicy", "UNIQUE")
    if written not in box.HIT_POLICIES:
        reading.complain(
            element,
            "table-hit-policy",
            "The hit policy must be one of {known}; it was {found}.",
            known=", ".join(box.HIT_POLICIES),
            found=written,
        )
        return "UNIQUE"
    return written


def _aggregation(reading: Reading, element: etree._Element) -> box.Aggregation | None:
    written = element.get("aggregation")
    if written is None:
        return None
    if written not in box.AGGREGATIONS:
        reading.complain(
            element,
            "table-aggregation",
            "The aggregation must be one of {known}; it was {found}.",
            known=", ".join(box.AGGREGATIONS),
            found=written,
        )
        return None
    if element.get("hitPolicy") != "COLLECT":
        reading.complain(
            element,
            "table-aggregation",
            "An aggregation goes with hit policy COLLECT; the hit policy was {found}.",
            found=element.get("hitPolicy", "UNIQUE"),
        )
    return written


def _input(reading: Reading, element: etree._Element, literal: Literals) -> box.InputClause:
    expression = reading.child(element, "inputExpression")
    if expression is None:
        reading.complain(element, "table-input", "An input must have an inputExpression.")
    return box.InputClause(
        expression=box.LiteralExpression(text="", line=line_of(element))
        if expression is None
        else literal(reading, expression),
        values=tests(reading, reading.child(element, "inputValues")),
        id=element.get("id"),
        label=element.get("label"),
    )


def _output(reading: Reading, element: etree._Element, literal: Literals) -> box.OutputClause:
    default = reading.child(element, "defaultOutputEntry")
    name = " ".join(element.get("name", "").split())
    return box.OutputClause(
        name=name or None,
        type_ref=reading.type_ref(element),
        values=tests(reading, reading.child(element, "outputValues")),
        default=None if default is None else literal(reading, default),
        id=element.get("id"),
        label=element.get("label"),
        line=line_of(element),
    )


def _rule(
    reading: Reading, element: etree._Element, literal: Literals, width: int, outputs: int
) -> box.Rule:
    cells = tuple(_cell(reading, child) for child in reading.children(element, "inputEntry"))
    ends = tuple(literal(reading, child) for child in reading.children(element, "outputEntry"))
    if len(cells) != width or len(ends) != outputs:
        reading.complain(
            element,
            "table-rule-width",
            "A rule must have {inputs} input and {outputs} output entries; "
            "it has {cells} and {ends}.",
            inputs=width,
            outputs=outputs,
            cells=len(cells),
            ends=len(ends),
        )
        missing = box.UnaryTests(text="-", line=line_of(element))
        nothing = box.LiteralExpression(text="null", line=line_of(element))
        cells = (cells + (missing,) * width)[:width]
        ends = (ends + (nothing,) * outputs)[:outputs]
    notes = reading.children(element, "annotationEntry")
    return box.Rule(
        inputs=cells,
        outputs=ends,
        annotations=tuple(reading.text(note) or "" for note in notes),
        id=element.get("id"),
        label=element.get("label"),
        description=reading.text(element, "description"),
        line=line_of(element),
    )


def _cell(reading: Reading, element: etree._Element) -> box.UnaryTests:
    text = reading.child(element, "text")
    return box.UnaryTests(
        text="" if text is None else text.text or "",
        id=element.get("id"),
        language=element.get("expressionLanguage"),
        line=line_of(element) if text is None else line_of(text),
    )


def tests(reading: Reading, element: etree._Element | None) -> box.UnaryTests | None:
    """Allowed values, None where nothing is written."""
    if element is None:
        return None
    found = _cell(reading, element)
    return found if found.text.strip() else None

"""Boxed expressions: one reader per kind of element (DMN 1.5, section 10.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, cast

from lxml import etree

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.read.reading import Reading, fragment, line_of
from guiju.standard.dmn.read.table import read_table


def expression_in(reading: Reading, element: etree._Element | None) -> box.Expression | None:
    """The first expression among the children of an element."""
    for child in element if element is not None else ():
        found = read_expression(reading, child)
        if found is not None:
            return found
    return None


def is_expression(reading: Reading, element: etree._Element) -> bool:
    """Whether an element is an expression of any kind."""
    return reading.kind(element) in _READERS


def read_expression(reading: Reading, element: etree._Element) -> box.Expression | None:
    """An expression of any kind; None where the element is none."""
    kind = reading.kind(element)
    read = _READERS.get(kind or "")
    return None if read is None else read(reading, element)


def boxed(reading: Reading, element: etree._Element) -> dict[str, Any]:
    """The fields that every boxed expression has."""
    return {
        "id": element.get("id"),
        "type_ref": reading.type_ref(element),
        "label": element.get("label"),
        "description": reading.text(element, "description"),
        "line": line_of(element),
    }


def _literal(reading: Reading, element: etree._Element) -> box.LiteralExpression:
    text = reading.child(element, "text")
    fields = boxed(reading, element)
    if text is not None:
        fields["line"] = line_of(text)
    return box.LiteralExpression(
        **fields,
        text="" if text is None else text.text or "",
        language=element.get("expressionLanguage"),
    )


def _table(reading: Reading, element: etree._Element) -> box.DecisionTable:
    return read_table(reading, element, boxed(reading, element), _literal)


def _context(reading: Reading, element: etree._Element) -> box.Context:
    entries = []
    for child in reading.children(element, "contextEntry"):
        variable = reading.child(child, "variable")
        entries.append(
            box.ContextEntry(
                expression=expression_in(reading, child),
                variable=None if variable is None else reading.variable(variable),
                id=child.get("id"),
            )
        )
    return box.Context(**boxed(reading, element), entries=tuple(entries))


def _list(reading: Reading, element: etree._Element) -> box.ListExpression:
    items = (read_expression(reading, child) for child in element)
    found = tuple(item for item in items if item is not None)
    return box.ListExpression(**boxed(reading, element), items=found)


def _relation(reading: Reading, element: etree._Element) -> box.Relation:
    columns = tuple(reading.variable(child) for child in reading.children(element, "column"))
    rows = tuple(_list(reading, child) for child in reading.children(element, "row"))
    for row in rows:
        if len(row.items) != len(columns):
            reading.complain(
                element,
                "dmn-relation-width",
                "Each row must have {columns} cells; one has {found}.",
                columns=len(columns),
                found=len(row.items),
            )
    return box.Relation(**boxed(reading, element), columns=columns, rows=rows)


def _invocation(reading: Reading, element: etree._Element) -> box.Invocation:
    bindings = []
    for child in reading.children(element, "binding"):
        parameter = reading.child(child, "parameter")
        if parameter is None:
            reading.complain(element, "dmn-binding", "A binding must name its parameter.")
            continue
        bindings.append(
            box.Binding(
                parameter=reading.variable(parameter), expression=expression_in(reading, child)
            )
        )
    return box.Invocation(
        **boxed(reading, element),
        called=expression_in(reading, element),
        bindings=tuple(bindings),
    )


def read_function(reading: Reading, element: etree._Element) -> box.FunctionDefinition:
    """A function definition, or the encapsulated logic of a business knowledge model."""
    parameters = reading.children(element, "formalParameter")
    return box.FunctionDefinition(
        **boxed(reading, element),
        parameters=tuple(reading.variable(child) for child in parameters),
        body=expression_in(reading, element),
        kind=element.get("kind", "FEEL"),
    )


def _conditional(reading: Reading, element: etree._Element) -> box.Conditional:
    return box.Conditional(
        **boxed(reading, element),
        condition=expression_in(reading, reading.child(element, "if")),
        then=expression_in(reading, reading.child(element, "then")),
        otherwise=expression_in(reading, reading.child(element, "else")),
    )


def _filter(reading: Reading, element: etree._Element) -> box.Filter:
    return box.Filter(
        **boxed(reading, element),
        source=expression_in(reading, reading.child(element, "in")),
        match=expression_in(reading, reading.child(element, "match")),
    )


def _iterator(reading: Reading, element: etree._Element) -> box.Iterator:
    kind = cast(Literal["for", "some", "every"], reading.kind(element))
    body = "return" if kind == "for" else "satisfies"
    variable = " ".join(element.get("iteratorVariable", "").split())
    if not variable:
        reading.complain(
            element, "dmn-iterator", "<{kind}> must name its iteratorVariable.", kind=kind
        )
    return box.Iterator(
        **boxed(reading, element),
        kind=kind,
        variable=variable,
        source=expression_in(reading, reading.child(element, "in")),
        body=expression_in(reading, reading.child(element, body)),
    )


def _unread(reading: Reading, element: etree._Element) -> box.Unread:
    reading.complain(
        element,
        "dmn-expression-kind",
        "<{kind}> is evaluated by no version of DMN.",
        kind=reading.kind(element),
    )
    return box.Unread(**boxed(reading, element), xml=fragment(element).text)


_READERS: dict[str, Callable[[Reading, etree._Element], box.Expression]] = {
    "literalExpression": _literal,
    "decisionTable": _table,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "invocation": _invocation,
    "functionDefinition": read_function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _iterator,
    "some": _iterator,
    "every": _iterator,
    "expression": _unread,
}

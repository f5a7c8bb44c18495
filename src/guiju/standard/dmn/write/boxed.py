"""Boxed expressions -> XML."""

from __future__ import annotations

from lxml import etree

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.definitions import Fragment
from guiju.standard.dmn.write.table import write_table
from guiju.standard.dmn.write.writing import Writing, add_fragments, set_attributes


def write_expression(w: Writing, parent: etree._Element, node: box.Expression | None) -> None:
    """An expression as a child; nothing for a part that is missing."""
    match node:
        case None:
            return
        case box.LiteralExpression():
            write_literal(w, parent, "literalExpression", node)
        case box.DecisionTable():
            write_table(w, _boxed(w, parent, "decisionTable", node), node, write_literal)
        case box.Context():
            _context(w, _boxed(w, parent, "context", node), node)
        case box.ListExpression():
            _list(w, parent, "list", node)
        case box.Relation():
            _relation(w, _boxed(w, parent, "relation", node), node)
        case box.Invocation():
            _invocation(w, _boxed(w, parent, "invocation", node), node)
        case box.FunctionDefinition():
            write_function(w, parent, "functionDefinition", node)
        case box.Conditional():
            _conditional(w, _boxed(w, parent, "conditional", node), node)
        case box.Filter():
            _filter(w, _boxed(w, parent, "filter", node), node)
        case box.Iterator():
            _iterator(w, _boxed(w, parent, node.kind, node), node)
        case box.Unread():
            add_fragments(parent, (Fragment(node.xml),))


def _boxed(w: Writing, parent: etree._Element, name: str, node: box.Boxed) -> etree._Element:
    child = w.add(parent, name, id=node.id, label=node.label, typeRef=node.type_ref)
    w.text(child, "description", node.description)
    return child


def write_literal(
    w: Writing, parent: etree._Element, name: str, node: box.LiteralExpression
) -> None:
    """A literal expression under the name that it has where it stands."""
    child = _boxed(w, parent, name, node)
    set_attributes(child, expressionLanguage=node.language)
    w.text(child, "text", node.text)


def write_function(
    w: Writing, parent: etree._Element, name: str, node: box.FunctionDefinition
) -> None:
    """A function definition, or the encapsulated logic of a business knowledge model."""
    child = _boxed(w, parent, name, node)
    if node.kind != "FEEL":
        child.set("kind", node.kind)
    for parameter in node.parameters:
        w.variable(child, "formalParameter", parameter)
    write_expression(w, child, node.body)


def _context(w: Writing, element: etree._Element, node: box.Context) -> None:
    for entry in node.entries:
        child = w.add(element, "contextEntry", id=entry.id)
        if entry.variable is not None:
            w.variable(child, "variable", entry.variable)
        write_expression(w, child, entry.expression)


def _list(w: Writing, parent: etree._Element, name: str, node: box.ListExpression) -> None:
    child = _boxed(w, parent, name, node)
    for item in node.items:
        write_expression(w, child, item)


def _relation(w: Writing, element: etree._Element, node: box.Relation) -> None:
    for column in node.columns:
        w.variable(element, "column", column)
    for row in node.rows:
        _list(w, element, "row", row)


def _invocation(w: Writing, element: etree._Element, node: box.Invocation) -> None:
    write_expression(w, element, node.called)
    for binding in node.bindings:
        child = w.add(element, "binding")
        w.variable(child, "parameter", binding.parameter)
        write_expression(w, child, binding.expression)


def _part(
    w: Writing, element: etree._Element, name: str, expression: box.Expression | None
) -> None:
    if expression is not None:
        write_expression(w, w.add(element, name), expression)


def _conditional(w: Writing, element: etree._Element, node: box.Conditional) -> None:
    _part(w, element, "if", node.condition)
    _part(w, element, "then", node.then)
    _part(w, element, "else", node.otherwise)


def _filter(w: Writing, element: etree._Element, node: box.Filter) -> None:
    _part(w, element, "in", node.source)
    _part(w, element, "match", node.match)


def _iterator(w: Writing, element: etree._Element, node: box.Iterator) -> None:
    if node.variable:
        element.set("iteratorVariable", node.variable)
    _part(w, element, "in", node.source)
    _part(w, element, "return" if node.kind == "for" else "satisfies", node.body)

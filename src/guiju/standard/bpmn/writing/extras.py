"""Documentation and what extensions said, in our own namespace."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from guiju.standard.bpmn.writing.tree import add, put, text_of
from guiju.standard.model.definitions import Assignment, Clause, Constant, Extras

_TEXTS = ("clause", "job", "form", "assignee", "priority", "decision", "result", "retries")


def head(element: etree._Element, documentation: str, extras: Extras) -> None:
    """What stands first in every element."""
    if documentation:
        add(element, "documentation", documentation)
    for name in (*_TEXTS, "certificate", "indicator", "deadline"):
        put(element, **{"gj_" + name: getattr(extras, name)})
    put(
        element,
        gj_role=",".join(extras.groups) or None,
        gj_users=",".join(extras.users) or None,
        gj_due=text_of(extras.due),
        gj_differentFrom=" ".join(extras.different_from) or None,
    )
    if not (extras.inputs or extras.outputs or extras.headers or extras.other):
        return
    holder = add(element, "extensionElements")
    _mappings(holder, "gj:input", extras.inputs)
    _mappings(holder, "gj:output", extras.outputs)
    _pairs(holder, "gj:header", extras.headers)
    _pairs(holder, "gj:other", extras.other)


def _mappings(holder: etree._Element, tag: str, mappings: tuple[Assignment, ...]) -> None:
    for mapping in mappings:
        add(holder, tag, source=text_of(mapping.source), target=mapping.target)


def _pairs(holder: etree._Element, tag: str, pairs: Mapping[str, str]) -> None:
    for name, value in pairs.items():
        add(holder, tag, name=name, value=value)


def clauses(
    root: etree._Element, told: tuple[Clause, ...], parameters: tuple[Constant, ...]
) -> None:
    """The written standard and its parameters, in the extension elements of definitions."""
    if not told and not parameters:
        return
    extensions = add(root, "extensionElements")
    if told:
        holder = add(extensions, "gj:clauses")
        for clause in told:
            add(holder, "gj:clause", id=clause.id, title=clause.title, text=clause.text)
    if parameters:
        holder = add(extensions, "gj:parameters")
        for one in parameters:
            put(
                add(holder, "gj:parameter", name=one.name, value=one.value),
                id=one.id or None,
                title=one.title or None,
                unit=one.unit or None,
            )

"""Documentation and what extensions said, in our own namespace."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from guiju.standard.bpmn.writing.tree import add, put, text_of
from guiju.standard.model.definitions import Assignment, Clause, Extras

_TEXTS = ("clause", "job", "form", "assignee", "priority", "decision", "result", "retries")


def head(element: etree._Element, documentation: str, extras: Extras) -> None:
    """What stands first in every element."""
    if documentation:
        add(element, "documentation", documentation)
    for name in (*_TEXTS, "certificate", "indicator"):
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


def clauses(root: etree._Element, told: tuple[Clause, ...]) -> None:
    """The written standard, in the extension elements of definitions."""
    if not told:
        return
    holder = add(add(root, "extensionElements"), "gj:clauses")
    for clause in told:
        add(holder, "gj:clause", id=clause.id, title=clause.title, text=clause.text)

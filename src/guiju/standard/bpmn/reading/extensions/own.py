"""Our own extension attributes and elements; docs/extensions.md and the schema describe them."""

from __future__ import annotations

from typing import Any

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File
from guiju.standard.bpmn.namespaces import OURS
from guiju.standard.bpmn.reading.expressions import of_text
from guiju.standard.bpmn.reading.extensions.parts import (
    Instances,
    assignment,
    extensions,
    names,
    whole,
)
from guiju.standard.model.definitions import Assignment, Clause, Constant

_TEXTS = (
    "clause", "job", "form", "assignee", "priority", "decision", "result", "certificate",
    "indicator", "deadline",
)  # fmt: skip


def said(element: Element) -> dict[str, Any]:
    """The fields of `Extras` that this namespace fills."""
    return {name: _get(element, name) for name in _TEXTS} | {
        "groups": names(_get(element, "role")),
        "users": names(_get(element, "users")),
        "due": of_text(_get(element, "due")),
        "retries": whole(_get(element, "retries")),
        "different_from": tuple((_get(element, "differentFrom") or "").split()),
        "inputs": _mapping(element, "input"),
        "outputs": _mapping(element, "output"),
        "headers": _pairs(element, "header"),
        "other": _pairs(element, "other"),
    }


def _get(element: Element, name: str) -> str | None:
    return element.get("{" + OURS + "}" + name)


def _mapping(element: Element, tag: str) -> tuple[Assignment, ...]:
    return tuple(
        one
        for child in extensions(element, OURS, tag)
        for one in assignment(of_text(child.get("source")), child.get("target"))
    )


def _pairs(element: Element, tag: str) -> dict[str, str]:
    return {
        name: child.attributes.get("value", "")
        for child in extensions(element, OURS, tag)
        if (name := child.get("name"))
    }


def instances(element: Element) -> Instances | None:
    """gj:collection, gj:element, gj:results and gj:result of a multi-instance activity."""
    told = [_get(element, name) for name in ("collection", "element", "results", "result")]
    if not any(told):
        return None
    return Instances(of_text(told[0]), told[1], told[2], of_text(told[3]))


def correlation(element: Element) -> str | None:
    """gj:correlation of a message, a receive task or a message event definition."""
    return _get(element, "correlation")


def caught_variable(element: Element) -> str | None:
    """gj:variable of an event definition."""
    return _get(element, "variable")


def called_element(element: Element) -> str | None:
    """gj:calledElement of a call activity: an expression for the id."""
    told = of_text(_get(element, "calledElement"))
    return "=" + told.text if told is not None else None


def propagation(element: Element) -> tuple[bool, bool] | None:
    """gj:allInputs and gj:allOutputs of a call activity."""
    told = [_get(element, name) for name in ("allInputs", "allOutputs")]
    if not any(told):
        return None
    return told[0] not in ("false", "0"), told[1] not in ("false", "0")


def parameters(file: File) -> tuple[Constant, ...]:
    """gj:parameters in the extension elements of definitions."""
    return tuple(
        Constant(
            name=child.get("name") or "",
            value=child.attributes.get("value", ""),
            id=child.get("id") or "",
            title=child.get("title") or "",
            unit=child.get("unit") or "",
        )
        for holder in extensions(file.root, OURS, "parameters")
        for child in holder.all("{" + OURS + "}parameter")
    )


def clauses(file: File) -> tuple[Clause, ...]:
    """gj:clauses in the extension elements of definitions."""
    return tuple(
        Clause(
            id=child.get("id") or "",
            text=(child.attributes.get("text") or child.text).strip(),
            title=child.get("title") or "",
        )
        for holder in extensions(file.root, OURS, "clauses")
        for child in holder.all("{" + OURS + "}clause")
    )

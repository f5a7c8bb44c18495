"""Attributes and elements of Camunda 7 and its relatives (activiti, flowable, operaton)."""

from __future__ import annotations

import re
from typing import Any

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.namespaces import CAMUNDA
from guiju.standard.bpmn.reading.expressions import name_or_expression, of_text, value
from guiju.standard.bpmn.reading.extensions.parts import (
    Instances,
    assignment,
    extension,
    extensions,
    names,
)
from guiju.standard.model.definitions import Assignment

_JOBS = ("topic", "class", "delegateExpression", "expression", "type")
_OTHER = ("followUpDate", "initiator", "mapDecisionResult", "businessKey", "versionTag")
_TIMES = re.compile(r"R(\d{1,6})/.*")


def said(element: Element) -> dict[str, Any]:
    """The fields of `Extras` that these namespaces fill."""
    uri = next((u for u in CAMUNDA if _speaks(element, u)), None)
    if uri is None:
        return {}
    inputs, outputs = _mappings(element, uri)
    return {
        "job": next((job for name in _JOBS if (job := _get(element, uri, name))), None),
        "form": _get(element, uri, "formKey") or _get(element, uri, "formRef"),
        "assignee": name_or_expression(_get(element, uri, "assignee")),
        "groups": names(_get(element, uri, "candidateGroups")),
        "users": names(_get(element, uri, "candidateUsers")),
        "due": of_text(_get(element, uri, "dueDate")),
        "priority": name_or_expression(_get(element, uri, "priority")),
        "decision": name_or_expression(_get(element, uri, "decisionRef")),
        "result": _get(element, uri, "resultVariable") or _get(element, uri, "resultVariableName"),
        "inputs": inputs,
        "outputs": outputs,
        "headers": _properties(element, uri),
        "retries": _retries(element, uri),
        "other": {name: text for name in _OTHER if (text := _get(element, uri, name))},
    }


def _speaks(element: Element, uri: str) -> bool:
    prefix = "{" + uri + "}"
    if any(name.startswith(prefix) for name in element.attributes):
        return True
    return any(
        child.tag.startswith(prefix)
        for holder in element.all("extensionElements")
        for child in holder.children
    )


def _get(element: Element, uri: str, name: str) -> str | None:
    return element.get("{" + uri + "}" + name)


def _mappings(element: Element, uri: str) -> tuple[tuple[Assignment, ...], tuple[Assignment, ...]]:
    inputs: list[Assignment] = []
    outputs: list[Assignment] = []
    for holder in extensions(element, uri, "inputOutput"):
        for child in holder.all("{" + uri + "}inputParameter"):
            inputs += assignment(value(child.text), child.get("name"))
        for child in holder.all("{" + uri + "}outputParameter"):
            outputs += assignment(value(child.text), child.get("name"))
    for tag, found in (("in", inputs), ("out", outputs)):
        for child in extensions(element, uri, tag):
            source = of_text(child.get("sourceExpression") or child.get("source"))
            found += assignment(source, child.get("target"))
    return tuple(inputs), tuple(outputs)


def _properties(element: Element, uri: str) -> dict[str, str]:
    return {
        name: child.get("value") or ""
        for holder in extensions(element, uri, "properties")
        for child in holder.all("{" + uri + "}property")
        if (name := child.get("name"))
    }


def _retries(element: Element, uri: str) -> int | None:
    cycle = extension(element, uri, "failedJobRetryTimeCycle")
    match = _TIMES.fullmatch(cycle.text.strip()) if cycle is not None else None
    return int(match[1]) if match else None


def instances(element: Element) -> Instances | None:
    """camunda:collection and camunda:elementVariable."""
    for uri in CAMUNDA:
        collection = _get(element, uri, "collection")
        if collection:
            return Instances(of_text(collection), _get(element, uri, "elementVariable"))
    return None


def caught_variable(element: Element) -> str | None:
    """Where the code of a caught error or escalation goes."""
    for uri in CAMUNDA:
        for name in ("errorCodeVariable", "escalationCodeVariable"):
            if told := _get(element, uri, name):
                return told
    return None


def called_element(element: Element) -> str | None:
    """calledElement may be an expression."""
    told = element.get("calledElement")
    named = name_or_expression(told)
    return named if named != told else None


def propagation(element: Element) -> tuple[bool, bool] | None:
    """With mappings of its own a call hands over only those, or all where it says so."""
    for uri in CAMUNDA:
        ways = [list(extensions(element, uri, tag)) for tag in ("in", "out")]
        if any(ways):
            inward, outward = (
                any(child.get("variables") == "all" for child in children) for children in ways
            )
            return inward, outward
    return None

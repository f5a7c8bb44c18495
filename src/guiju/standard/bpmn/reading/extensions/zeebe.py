"""Extension elements of Camunda 8; a leading `=` marks FEEL."""

from __future__ import annotations

from typing import Any

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.namespaces import ZEEBE
from guiju.standard.bpmn.reading.expressions import of_text, value
from guiju.standard.bpmn.reading.extensions.parts import (
    Instances,
    assignment,
    extension,
    extensions,
    names,
    whole,
)
from guiju.standard.model.definitions import Assignment


def said(element: Element) -> dict[str, Any]:
    """The fields of `Extras` that this namespace fills."""
    form = _get(element, "formDefinition", "formId") or _get(element, "formDefinition", "formKey")
    follow_up = _get(element, "taskSchedule", "followUpDate")
    return {
        "job": _get(element, "taskDefinition", "type"),
        "retries": whole(_get(element, "taskDefinition", "retries")),
        "form": form,
        "assignee": _get(element, "assignmentDefinition", "assignee"),
        "groups": names(_get(element, "assignmentDefinition", "candidateGroups")),
        "users": names(_get(element, "assignmentDefinition", "candidateUsers")),
        "due": of_text(_get(element, "taskSchedule", "dueDate")),
        "priority": _get(element, "priorityDefinition", "priority"),
        "decision": _get(element, "calledDecision", "decisionId"),
        "result": _get(element, "calledDecision", "resultVariable")
        or _get(element, "script", "resultVariable"),
        "inputs": _mapping(element, "input"),
        "outputs": _mapping(element, "output"),
        "headers": _pairs(element, "taskHeaders", "header", "key")
        | _pairs(element, "properties", "property", "name"),
        "other": {"followUpDate": follow_up} if follow_up else {},
    }


def _get(element: Element, tag: str, name: str) -> str | None:
    told = extension(element, ZEEBE, tag)
    return None if told is None else told.get(name)


def _mapping(element: Element, tag: str) -> tuple[Assignment, ...]:
    return tuple(
        one
        for holder in extensions(element, ZEEBE, "ioMapping")
        for child in holder.all("{" + ZEEBE + "}" + tag)
        for one in assignment(value(child.get("source")), child.get("target"))
    )


def _pairs(element: Element, tag: str, inner: str, key: str) -> dict[str, str]:
    return {
        name: child.get("value") or ""
        for holder in extensions(element, ZEEBE, tag)
        for child in holder.all("{" + ZEEBE + "}" + inner)
        if (name := child.get(key))
    }


def instances(element: Element) -> Instances | None:
    """zeebe:loopCharacteristics."""
    told = extension(element, ZEEBE, "loopCharacteristics")
    if told is None:
        return None
    return Instances(
        collection=of_text(told.get("inputCollection")),
        element=told.get("inputElement"),
        results=told.get("outputCollection"),
        result=of_text(told.get("outputElement")),
    )


def correlation(element: Element) -> str | None:
    """zeebe:subscription of a message."""
    return _get(element, "subscription", "correlationKey")


def called_element(element: Element) -> str | None:
    """zeebe:calledElement names the process."""
    return _get(element, "calledElement", "processId")


def propagation(element: Element) -> tuple[bool, bool] | None:
    """Both ways everything is handed over unless the call says otherwise."""
    told = extension(element, ZEEBE, "calledElement")
    if told is None:
        return None
    return (
        told.flag("propagateAllParentVariables", True),
        told.flag("propagateAllChildVariables", True),
    )


def script(element: Element) -> str | None:
    """The FEEL expression of a script task, without its `=`."""
    told = of_text(_get(element, "script", "expression"))
    return None if told is None else told.text

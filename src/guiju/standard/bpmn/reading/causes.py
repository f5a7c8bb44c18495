"""Event definitions: why an event happens (10.5.5)."""

from __future__ import annotations

from typing import Literal, get_args, get_type_hints

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, local
from guiju.standard.bpmn.reading.expressions import expression
from guiju.standard.bpmn.reading.extensions import caught_variable, correlation
from guiju.standard.model.definitions import EventDefinition, Expression

KINDS: tuple[str, ...] = get_args(get_type_hints(EventDefinition)["kind"])
TAGS = tuple(kind + "EventDefinition" for kind in KINDS)
_REFS = {kind: kind + "Ref" for kind in ("message", "signal", "error", "escalation")}
_CODES = {"error": "errorCode", "escalation": "escalationCode"}
_TIMERS: tuple[tuple[str, Literal["date", "duration", "cycle"]], ...] = (
    ("timeDate", "date"),
    ("timeDuration", "duration"),
    ("timeCycle", "cycle"),
)


def event_definitions(file: File, element: Element) -> tuple[EventDefinition, ...]:
    """The definitions of an event, its own and those it refers to, in the order of the file."""
    found = []
    for child in element.children:
        if child.tag in TAGS:
            found.append(event_definition(file, child))
        elif child.tag == "eventDefinitionRef":
            target = file.find(child.text)
            if target is not None and target.tag in TAGS:
                found.append(event_definition(file, target))
    return tuple(found)


def event_definition(file: File, element: Element) -> EventDefinition:
    """One event definition, with the name and code of what it refers to."""
    kind = element.tag.removesuffix("EventDefinition")
    named, operation = _named(file, element, kind)
    timer, text = _timer(element) if kind == "timer" else (None, None)
    if kind == "conditional":
        text = expression(element.first("condition"))
    activity = element.get("activityRef")
    return EventDefinition(
        kind=kind,  # type: ignore[arg-type]
        id=element.get("id"),
        ref=named.get("id") if named is not None else None,
        name=named.name or None if named is not None else None,
        code=named.get(_CODES[kind]) if named is not None and kind in _CODES else None,
        expression=text,
        timer=timer,
        activity=local(activity) if activity else None,
        wait_for_completion=element.flag("waitForCompletion", True),
        link=element.name or None if kind == "link" else None,
        correlation=correlation(element, named),
        variable=caught_variable(element),
        operation=operation,
    )


def _named(file: File, element: Element, kind: str) -> tuple[Element | None, str | None]:
    """What the definition refers to; a message may be named by its operation alone."""
    named = file.follow(element, _REFS[kind]) if kind in _REFS else None
    operation = file.find(element.text_of("operationRef")) if kind == "message" else None
    if named is None and operation is not None:
        named = file.find(operation.text_of("inMessageRef"))
    return named, operation.get("id") if operation is not None else None


def _timer(
    element: Element,
) -> tuple[Literal["date", "duration", "cycle"] | None, Expression | None]:
    for tag, form in _TIMERS:
        text = expression(element.first(tag))
        if text is not None:
            return form, text
    return None, None

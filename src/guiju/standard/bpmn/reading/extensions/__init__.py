"""What extension attributes and elements say that has a meaning here.

Each dialect is one module with the same functions; what is said in ours wins, then zeebe's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.reading.expressions import of_text
from guiju.standard.bpmn.reading.extensions import camunda, own, zeebe
from guiju.standard.bpmn.reading.extensions.parts import Instances
from guiju.standard.model.definitions import Expression, Extras

__all__ = [
    "Instances",
    "called_element",
    "caught_variable",
    "correlation",
    "extras",
    "instances",
    "propagation",
    "script",
]

_NOTHING = Extras()


def extras(element: Element) -> Extras:
    """All that is understood beside the special places below."""
    if not _extended(element):
        return _NOTHING
    said: dict[str, Any] = {}
    for dialect in (camunda, zeebe, own):
        for name, value in dialect.said(element).items():
            if value not in (None, (), {}):
                said[name] = value
    for name in ("headers", "other"):
        if name in said:
            said[name] = MappingProxyType(said[name])
    return Extras(**said)


def _extended(element: Element) -> bool:
    if element.first("extensionElements") is not None:
        return True
    return any(name.startswith("{") for name in element.attributes)


def instances(element: Element) -> Instances:
    """Collections of a multi-instance activity."""
    for dialect in (own, zeebe, camunda):
        told: Instances | None = dialect.instances(element)
        if told is not None:
            return told
    return Instances()


def correlation(element: Element, message: Element | None) -> Expression | None:
    """The expression that picks the one case a message is for."""
    for place in (element, message):
        if place is not None and (told := own.correlation(place) or zeebe.correlation(place)):
            return of_text(told)
    return None


def caught_variable(element: Element) -> str | None:
    """The variable that takes a caught error code, escalation code or message payload."""
    return own.caught_variable(element) or camunda.caught_variable(element)


def called_element(element: Element) -> str | None:
    """The id of what a call activity calls, or an expression for it with a leading `=`."""
    for dialect in (own, zeebe, camunda):
        told: str | None = dialect.called_element(element)
        if told:
            return told
    ref = element.get("calledElement")
    return ref.rpartition(":")[2] if ref else None


def propagation(element: Element) -> tuple[bool, bool]:
    """Whether a call activity hands all variables in, and takes all back."""
    for dialect in (own, zeebe, camunda):
        told: tuple[bool, bool] | None = dialect.propagation(element)
        if told is not None:
            return told
    return True, True


def script(element: Element) -> tuple[str | None, str | None]:
    """Text and format of a script task."""
    text = element.text_of("script")
    if text is None and (told := zeebe.script(element)) is not None:
        return told, "feel"
    return text, element.get("scriptFormat") or element.get("scriptLanguage")

"""What extension attributes and elements say that has a meaning here."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.standard.bpmn.element import Element
from guiju.standard.model.definitions import Expression, Extras


@dataclass(frozen=True, slots=True)
class Instances:
    """What extensions say of a multi-instance activity."""

    collection: Expression | None = None
    element: str | None = None
    results: str | None = None
    result: Expression | None = None


def extras(element: Element) -> Extras:
    """All that is understood beside the special places below."""
    return Extras()


def instances(element: Element) -> Instances:
    """Collections of a multi-instance activity."""
    return Instances()


def correlation(element: Element, message: Element | None) -> Expression | None:
    """The expression that picks the one case a message is for."""
    return None


def caught_variable(element: Element) -> str | None:
    """The variable that takes a caught error code, escalation code or message payload."""
    return None


def called_element(element: Element) -> str | None:
    """The id of what a call activity calls."""
    ref = element.get("calledElement")
    return ref.rpartition(":")[2] if ref else None


def propagation(element: Element) -> tuple[bool, bool]:
    """Whether a call activity hands all variables in, and takes all back."""
    return True, True


def script(element: Element) -> tuple[str | None, str | None]:
    """Text and format of a script task."""
    text = element.text_of("script")
    return text, element.get("scriptFormat") or element.get("scriptLanguage")

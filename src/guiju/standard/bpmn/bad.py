"""How a check says what is wrong with an element."""

from __future__ import annotations

from typing import Any

from guiju.standard.bpmn.element import Element
from guiju.standard.model.problem import Problem

_LONGEST = 200


def wrong(code: str, at: Element, template: str, **values: Any) -> Problem:
    """An error at an element; it keeps the file from being compiled."""
    return Problem(code, template, place(at), _short(at, values), "error", at.line)


def doubtful(code: str, at: Element, template: str, **values: Any) -> Problem:
    """A warning at an element."""
    return Problem(code, template, place(at), _short(at, values), "warning", at.line)


def place(at: Element) -> str | None:
    """The id of an element, else that of the nearest one around it."""
    return at.get("id") or next((name for e in at.up() if (name := e.get("id"))), None)


def _short(at: Element, values: dict[str, Any]) -> dict[str, Any]:
    """The values, with `tag` among them, and no text longer than a line."""
    return {
        name: value[:_LONGEST] if isinstance(value, str) else value
        for name, value in ({"tag": at.tag} | values).items()
    }

"""Expressions as written, with the language they are in."""

from __future__ import annotations

from guiju.standard.bpmn.element import Element
from guiju.standard.model.definitions import Expression

# What modelling tools write as a matter of course, whatever the expression's language is.
_NO_CHOICE = ("http://www.w3.org/1999/xpath", "http://www.w3.org/tr/xpath")


def language_of(element: Element) -> str:
    """The language an expression is in: `feel`, or the URI or name as written."""
    here = element.get("language")
    if here is None:
        root = next((around for around in element.up() if around.tag == "definitions"), None)
        written = root.get("expressionLanguage") if root is not None else None
        here = None if written is None or written.lower().rstrip("/") in _NO_CHOICE else written
    return "feel" if here is None or "feel" in here.lower() else here


def expression(element: Element | None) -> Expression | None:
    """The expression an element holds; None where there is no text."""
    if element is None:
        return None
    return of_text(element.text, language_of(element))


def of_text(text: str | None, language: str = "feel") -> Expression | None:
    """An expression from text; a leading `=` marks FEEL."""
    bare = (text or "").strip()
    if not bare:
        return None
    if bare.startswith("="):
        return of_text(bare[1:])
    return Expression(bare, language)

"""Expressions as written, with the language they are in."""

from __future__ import annotations

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.juel import is_juel, literal, to_feel
from guiju.standard.model.definitions import Expression

# What modelling tools write as a matter of course, whatever the expression's language is.
_JUEL = ("juel", "uel", "el", "http://java.sun.com/jsp/el")
_NO_CHOICE = ("http://www.w3.org/1999/xpath", "http://www.w3.org/tr/xpath")


def language_of(element: Element) -> str:
    """The language an expression is in: `feel`, or the URI or name as written."""
    here = element.get("language")
    if here is None:
        root = next((around for around in element.up() if around.tag == "definitions"), None)
        here = root.get("expressionLanguage") if root is not None else None
    if here is not None and here.lower().rstrip("/") in _NO_CHOICE:
        here = None
    return "feel" if here is None or "feel" in here.lower() else here


def expression(element: Element | None) -> Expression | None:
    """The expression an element holds; None where there is no text."""
    if element is None:
        return None
    return of_text(element.text, language_of(element))


def of_text(text: str | None, language: str = "feel") -> Expression | None:
    """An expression from text; a leading `=` marks FEEL, `${...}` is said in FEEL if it can be."""
    bare = (text or "").strip()
    if not bare:
        return None
    if bare.startswith("="):
        return Expression(bare[1:].strip() or bare)  # "=" alone is no FEEL, and is told so
    if is_juel(bare) and (language == "feel" or language.lower() in _JUEL):
        feel = to_feel(bare)
        return Expression(bare, "juel") if feel is None else Expression(feel)
    return Expression(bare, language)


def value(text: str | None) -> Expression | None:
    """A mapped value: `=` and `${...}` mark expressions, all else is a text."""
    bare = (text or "").strip()
    if not bare or bare.startswith("=") or is_juel(bare):
        return of_text(bare)
    return Expression(literal(bare))


def name_or_expression(text: str | None) -> str | None:
    """A name as it is; an expression with a leading `=` where it can be said in FEEL."""
    bare = (text or "").strip()
    feel = to_feel(bare) if is_juel(bare) else None
    return "=" + feel if feel is not None else bare or None

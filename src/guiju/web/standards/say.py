"""Sentences of bad news and differences in the reader's language; moments as the reader's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import get_language, gettext

from guiju.web.standards.told import OTHERWISE, TEMPLATES


class Told(Protocol):
    """A template and its values."""

    @property
    def template(self) -> str:
        """English sentence with `{name}` places."""
        ...

    @property
    def values(self) -> Mapping[str, Any]:
        """What goes into the places."""
        ...


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def sentence(told: Told, known: Mapping[str, Any] | None = None) -> str:
    """Bad news or a difference as a sentence in the reader's language.

    Args:
        known: words for some of the values, by their place.
    """
    values = {
        key: gettext(value) if isinstance(value, str) and value in TEMPLATES else value
        for key, value in told.values.items()
    } | dict(known or {})
    said = _filled(gettext(told.template), values)
    code = getattr(told, "code", "")
    if told.template in TEMPLATES or not code or (get_language() or "en").startswith("en"):
        return said
    return _filled(gettext(OTHERWISE), {"code": code, "detail": said})


def _filled(template: str, values: Mapping[str, Any]) -> str:
    try:
        return template.format_map(_Lenient(values))
    except (ValueError, LookupError, AttributeError, TypeError):
        return template


def problem_data(problem: Any) -> dict[str, Any]:
    """A problem as the list beside an editor shows it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "element": problem.element,
        "line": problem.line,
        "text": sentence(problem),
    }

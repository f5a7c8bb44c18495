"""Sentences of bad news and differences in the reader's language, as every door says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from guiju.tongues import Told, speech, tongue_of


def sentence(told: Told, known: Mapping[str, Any] | None = None) -> str:
    """Bad news or a difference as a sentence in the reader's language.

    Args:
        told: a template and its values.
        known: words for some of the values, by their place.
    """
    return speech(tongue_of(get_language() or "en") or "en").sentence(told, known)


def problem_data(problem: Any) -> dict[str, Any]:
    """A problem as the list beside an editor shows it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "element": problem.element,
        "line": problem.line,
        "text": sentence(problem),
    }

"""Bad news and differences of the rooms below in the reader's language, as every door says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from guiju.tongues import Speech, Told, speech, tongue_of


def sentence(told: Told, known: Mapping[str, Any] | None = None) -> str:
    """A template with its values as a sentence.

    Args:
        told: bad news or a difference.
        known: words for some of the values, by their place.
    """
    return _spoken().sentence(told, known)


def phrase(said: object) -> str:
    """What a refusal expected or found."""
    return _spoken().phrase(str(said))


def _spoken() -> Speech:
    return speech(tongue_of(get_language() or "en") or "en")

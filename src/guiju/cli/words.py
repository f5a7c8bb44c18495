"""The words of this door: every text for people goes through here once.

Texts are written in English where they are used, wrapped in `_`; a catalogue of another language
lies in `words/LANGUAGE/LC_MESSAGES/guiju.mo` and is chosen by LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

_CATALOGUES = Path(__file__).parent / "words"
_translation = gettext.translation("guiju", _CATALOGUES, fallback=True)


def _(text: str, /, **values: Any) -> str:
    """A text in the reader's language, its `{places}` filled."""
    found = _translation.gettext(text)
    return found.format_map(_Lenient(values)) if values else found


def many(one: str, more: str, count: int, /, **values: Any) -> str:
    """A text that depends on a number, which `{count}` shows."""
    found = _translation.ngettext(one, more, count)
    return found.format_map(_Lenient({"count": f"{count:,}", **values}))


class Told(Protocol):
    """Bad news of a room below: a template and its values."""

    @property
    def template(self) -> str:
        """English sentence with `{name}` places."""
        ...

    @property
    def values(self) -> Mapping[str, Any]:
        """What goes into the places."""
        ...


def sentence(told: Told) -> str:
    """Bad news of a room below as a sentence in the reader's language."""
    template = _translation.gettext(told.template)
    try:
        return template.format_map(_Lenient(told.values))
    except (ValueError, LookupError, AttributeError, TypeError):
        return template


def literal(value: Any) -> str:
    """A FEEL value as it is written in FEEL: a text in quotes."""
    from guiju.standard import feel

    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return feel.text_of(value)


class _Lenient(dict[str, Any]):
    """Shows the place itself where a value is missing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"

"""The words of this door: every text for people goes through here once.

Texts are written in English where they are used, wrapped in `_`; what the rooms below say comes as
templates. Both are translated by `guiju.tongues`, and so is what argparse says itself.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from typing import Any

from guiju.tongues import Speech, Told, Tongue, filled, speech, tongue_in, tongue_of

_OPTION = "--language"

_OF_ROOMS_BELOW = frozenset({"policy", "rule", "limit", "expected", "found"})
"""Places whose values are words or phrases of a room below."""

_speech: Speech = speech("en")


def speak(tongue: Tongue) -> None:
    """Say everything in this language from now on."""
    global _speech
    _speech = speech(tongue)
    # argparse looks its texts up by these two names, and offers no other way to give it
    # catalogues than files that a variable of the environment picks.
    for name, say in (("_", _speech.text), ("ngettext", _speech.number)):
        setattr(argparse, name, say)


def spoken() -> Tongue:
    """The language that everything is said in."""
    return _speech.tongue


def wanted(given: Sequence[str], environment: Mapping[str, str]) -> Tongue:
    """The language of a command line: what programs read is English, else what the reader asks.

    Args:
        given: the arguments; `--language` goes before the environment.
        environment: with LANGUAGE, LC_ALL, LC_MESSAGES, LANG.
    """
    if "--json" in given:
        return "en"
    asked = None
    for i, each in enumerate(given):
        if each == _OPTION and i + 1 < len(given):
            asked = tongue_of(given[i + 1])
        elif each.startswith(f"{_OPTION}="):
            asked = tongue_of(each.partition("=")[2])
    return asked or tongue_in(environment)


def tongue(text: str) -> Tongue:
    """The value of `--language`, for a parser.

    Raises:
        ArgumentTypeError: there are no texts in it.
    """
    found = tongue_of(text)
    if found is None:
        raise argparse.ArgumentTypeError(_("expected en, zh-Hans or zh-Hant, found {text}",
                                           text=text))  # fmt: skip
    return found


def _(text: str, /, **values: Any) -> str:
    """A text in the reader's language, its `{places}` filled."""
    found = _speech.text(text)
    return filled(found, _said(values)) if values else found


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values with what rooms below say of themselves in the reader's language."""
    said = {
        place: word(str(value)) if place in _OF_ROOMS_BELOW else value
        for place, value in values.items()
    }
    if "reason" in said:  # of an exception, also of strangers: only what is known whole is ours
        said["reason"] = _speech.text(str(said["reason"]))
    return said


def later(text: str, /) -> str:
    """A text that is shown elsewhere, through `_`: as it is written."""
    return text


def many(one: str, more: str, count: int, /, **values: Any) -> str:
    """A text that depends on a number, which `{count}` shows."""
    return filled(_speech.number(one, more, count), {"count": f"{count:,}", **_said(values)})


def sentence(told: Told) -> str:
    """Bad news of a room below as a sentence in the reader's language."""
    return _speech.sentence(told)


def word(text: str) -> str:
    """A word or phrase of a room below in the reader's language."""
    return _speech.phrase(text)


def literal(value: Any) -> str:
    """A FEEL value as it is written in FEEL: a text in quotes."""
    from guiju.standard import feel

    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return feel.text_of(value)

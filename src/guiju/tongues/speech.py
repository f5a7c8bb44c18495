"""Texts and sentences in a language: what a door says of itself, and of the rooms below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

from guiju.tongues.catalogues import compiled
from guiju.tongues.choosing import Tongue

HERE: Final = Path(__file__).resolve().parent
_FORMS: Final = ("phrases", "words", "decisions")
"""The catalogues of what may come with its places filled, and is found by its form."""

_THEIRS: Final = frozenset({"name", "id", "element", "path", "case", "title", "text", "column"})
"""Places whose values are names that readers gave themselves: they stay as they are."""

_CALLED: Final = "{name}: "
"""What FEEL puts before the reason why a function refused its arguments."""


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


class Telling(NamedTuple):
    """A template and its values, where what is told keeps them elsewhere."""

    template: str
    values: Mapping[str, Any]


class Lenient(dict[str, Any]):
    """Shows the place itself where a value is missing."""

    def __missing__(self, key: str) -> str:
        """The place."""
        return "{" + key + "}"


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A template with its places filled; as it is where the values do not fit it."""
    try:
        return template.format_map(Lenient(values))
    except (ValueError, LookupError, AttributeError, TypeError):
        return template


class Speech:
    """One language."""

    def __init__(self, tongue: Tongue) -> None:
        """Speak a language; English needs no catalogues."""
        self.tongue: Final[Tongue] = tongue
        self._texts = _catalogues(tongue)

    def text(self, text: str) -> str:
        """A text in the language; as it is where nobody has translated it."""
        return self._texts.gettext(text) if text else text

    def number(self, one: str, more: str, count: int) -> str:
        """A text that depends on a number, its places open."""
        return self._texts.ngettext(one, more, count)

    def sentence(self, told: Told, known: Mapping[str, Any] | None = None) -> str:
        """Bad news of a room below as a sentence.

        Args:
            told: a template and its values; words among the values are translated too.
            known: words for some of the values, by their place.
        """
        values = {key: self.value(key, value) for key, value in told.values.items()}
        return filled(self.phrase(told.template), {**values, **(known or {})})

    def value(self, place: str, value: Any) -> Any:
        """What goes into a place: a word or phrase of ours in the language, all else as it is."""
        if isinstance(value, list | tuple):
            return self.text("; ").join(str(self.value(place, each)) for each in value)
        return self.phrase(value) if isinstance(value, str) and place not in _THEIRS else value

    def phrase(self, text: str) -> str:
        """A text, or one that is made of pieces like `an open task 7`, piece by piece."""
        said = self.text(text)
        if said != text or self.tongue == "en":
            return said
        if text.startswith(_CALLED):
            return self.text(_CALLED) + self.text(text.removeprefix(_CALLED))
        for form, template in self._forms:
            if found := form.fullmatch(text):
                pieces = {place: self.phrase(piece) for place, piece in found.groupdict().items()}
                return filled(template, pieces)
        return text

    @cached_property
    def _forms(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The phrases with places as patterns, the most telling first."""
        known: dict[Any, str] = {}
        for name in _FORMS:
            known |= _read(_folder(self.tongue) / f"{name}.po")._catalog
        with_places = sorted((each for each in known if _is_form(each)), key=_fixed, reverse=True)
        return tuple((_form(text), known[text]) for text in with_places)


@lru_cache
def speech(tongue: Tongue) -> Speech:
    """A language; its catalogues are read once."""
    return Speech(tongue)


def _folder(tongue: Tongue) -> Path:
    return HERE / tongue.replace("-", "_") / "LC_MESSAGES"


def _catalogues(tongue: Tongue) -> NullTranslations:
    """All catalogues of a language as one."""
    if tongue == "en":
        return NullTranslations()
    whole: NullTranslations
    whole, *others = (_read(path) for path in sorted(_folder(tongue).glob("*.po")))
    for each in others:
        whole.add_fallback(each)
    return whole


def _read(path: Path) -> Any:
    """A catalogue; its binary form where that is there and not older."""
    binary = path.with_suffix(".mo")
    if binary.exists() and binary.stat().st_mtime >= path.stat().st_mtime:
        return GNUTranslations(BytesIO(binary.read_bytes()))
    return GNUTranslations(BytesIO(compiled(path.read_text(encoding="utf-8"))))


def _is_form(phrase: Any) -> bool:
    """Whether a phrase has places and an end that is fixed: others are like too much."""
    return "{" in phrase and not (phrase.startswith("{") and phrase.endswith("}"))


def _fixed(phrase: str) -> int:
    """How much of a phrase is fixed."""
    return len(re.sub(r"\{\w+\}", "", phrase))


def _form(phrase: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", phrase)
    pieces = [f"(?P<{part}>.+)" if i % 2 else re.escape(part) for i, part in enumerate(parts)]
    return re.compile("".join(pieces), re.DOTALL)

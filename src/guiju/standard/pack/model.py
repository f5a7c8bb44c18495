"""What a pack holds, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from guiju.standard.model.definitions import Clause
from guiju.standard.steps import Standard

LANGUAGES: Final = ("en", "zh-Hans", "zh-Hant")
"""Every text of a pack exists in each of them."""

Text = Mapping[str, str]
"""A text in every language."""


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts; `kind` is staff, customer or partner."""

    id: str
    title: Text
    kind: str = "staff"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the standard that may be changed within bounds.

    Attributes:
        id: what people call it (P-01).
        name: what expressions call it.
        unit: minutes, hours, days, working hours, working days, percent or number.
        value: as it is now; `default` as the pack brings it.
        least, most: its bounds, in its unit.
        clause: the sentence it stands in.
        changed_by: the role that may change it.
    """

    id: str
    name: str
    title: Text
    unit: str
    value: Decimal
    default: Decimal
    least: Decimal
    most: Decimal
    clause: str
    changed_by: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, and by language the words for it that are understood or banned.

    Attributes:
        means: what it says, by language; empty where the word explains itself.
    """

    term: Text
    synonyms: Mapping[str, tuple[str, ...]]
    banned: Mapping[str, tuple[str, ...]]
    means: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the written standard with its clauses, in one language."""

    title: str
    clauses: tuple[Clause, ...]
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Manual:
    """The written standard in one language; parameters stand as `{P-01}`."""

    title: str
    introduction: str
    chapters: tuple[Chapter, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in order."""
        return tuple(clause for chapter in self.chapters for clause in chapter.clauses)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a script: its phrases, and words by which it is known in a text."""

    id: str
    title: str
    phrases: tuple[str, ...]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A script in one language.

    Attributes:
        parts: in the order they are said.
        banned: words that are never said in it.
        longest, sentence: characters a text, or a sentence of it, may have; 0 for any number.
    """

    title: str
    parts: tuple[Part, ...]
    banned: tuple[str, ...] = ()
    longest: int = 0
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """A script in every language; `channel` is phone, text or any."""

    name: str
    clause: str
    channel: str
    talks: Mapping[str, Talk]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured; `target` is a number or `=parameter`, `of` and `per` are FEEL."""

    id: str
    title: Text
    clause: str
    element: str
    measure: str
    of: str = ""
    per: str = ""
    by: tuple[str, ...] = ()
    unit: str = ""
    target: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One standard, ready to run.

    Attributes:
        version: as its owner numbers it; the version cases run on is the digest of what is
            deployed.
        lists: configurable lists by the name expressions see.
        constraints: (FEEL over parameters, id of the parameter that is named where it is false).
        manuals: the written standard by language.
        timing: calendars and deadlines as they stand in timing.yaml.
        processes, decisions, forms: file contents; forms by id, the others by file name.
        standards: what each file of processes compiles to.
        translations: language -> section -> English text -> text.
        scenarios: by file name, as data.
        files: everything as it was read.
    """

    name: str
    version: str
    title: Text
    about: Text
    owner: str
    industry: str
    roles: Mapping[str, Role]
    parameters: Mapping[str, Parameter]
    glossary: tuple[Term, ...]
    lists: Mapping[str, tuple[Any, ...]]
    constraints: tuple[tuple[str, str], ...]
    manuals: Mapping[str, Manual]
    timing: Mapping[str, Any]
    processes: Mapping[str, bytes]
    standards: Mapping[str, Standard]
    decisions: Mapping[str, bytes]
    forms: Mapping[str, bytes]
    scripts: Mapping[str, Script]
    articles: Mapping[str, Text]
    indicators: Mapping[str, Indicator]
    translations: Mapping[str, Mapping[str, Mapping[str, str]]]
    scenarios: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def say(self, section: str, text: str, language: str) -> str:
        """A name or label in a language; the text itself where there is no translation."""
        if language == "en":
            return text
        return self.translations.get(language, {}).get(section, {}).get(text, text)

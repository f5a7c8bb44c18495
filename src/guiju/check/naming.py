"""Which element an event of the log stands for: by a given table, by name, or by a suggestion."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from guiju.standard.model.problem import Problem

NameTable = Mapping[str, str | Sequence[str] | None]
"""Activity name to element id, element name, several of them, or None for "ignore it"."""

ActivityClass = Literal["mapped", "ignored", "violation"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An element that an activity may well stand for.

    Attributes:
        activity: name in the log.
        element: id in the standard.
        name: the element's name.
        likeness: 0 to 1, as `difflib.SequenceMatcher.ratio` of the plain names.
    """

    activity: str
    element: str
    name: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Naming:
    """How the activities of a log stand to the elements of a standard.

    Attributes:
        activities: names in the log, by code.
        classes: per activity: mapped to elements, ignored by request, or a violation.
        matches: per activity the letters (indices of visible elements), ascending.
        problems: entries of the given table that name nothing.
    """

    activities: tuple[str, ...]
    classes: tuple[ActivityClass, ...]
    matches: tuple[tuple[int, ...], ...]
    problems: tuple[Problem, ...] = ()


def match_names(
    activities: Sequence[str],
    labels: Sequence[str],
    element_names: Mapping[str, str],
    table: NameTable | None = None,
    outside: Literal["violation", "ignored"] = "violation",
) -> Naming:
    """The elements each activity stands for.

    An activity in the table means what the table says. Any other stands for the elements of
    exactly its name; else for those whose id it is; else for those with the same name when case,
    accents of width, punctuation and blanks do not count; else it is outside the standard.

    Args:
        activities: names in the log.
        labels: ids of the visible elements.
        element_names: id to name.
        table: what the user says.
        outside: the class of activities that stand for nothing.
    """
    index = _Index(labels, element_names)
    problems: list[Problem] = []
    classes: list[ActivityClass] = []
    matches: list[tuple[int, ...]] = []
    for activity in activities:
        if table is not None and activity in table:
            found, ignored = _told(activity, table[activity], index, problems)
        else:
            found, ignored = index.find(activity), False
        matches.append(found)
        classes.append("mapped" if found else "ignored" if ignored else outside)
    return Naming(tuple(activities), tuple(classes), tuple(matches), tuple(problems))


def _told(
    activity: str,
    value: str | Sequence[str] | None,
    index: _Index,
    problems: list[Problem],
) -> tuple[tuple[int, ...], bool]:
    if not value:
        return (), True
    wanted = [value] if isinstance(value, str) else list(value)
    letters: set[int] = set()
    for name in wanted:
        found = index.find(name)
        letters.update(found)
        if not found:
            problems.append(
                Problem(
                    "mapping-to-unknown-element",
                    "activity {activity!r} is mapped to {element!r}: expected the id or the name "
                    "of a visible element of the standard, found none",
                    values={"activity": activity, "element": name},
                )
            )
    return tuple(sorted(letters)), False


class _Index:
    """Letters by id, by exact and by plain name."""

    def __init__(self, labels: Sequence[str], names: Mapping[str, str]) -> None:
        self.by_id = {label: (i,) for i, label in enumerate(labels)}
        self.by_name: dict[str, tuple[int, ...]] = {}
        for i, label in enumerate(labels):
            name = names.get(label) or label
            self.by_name[name] = (*self.by_name.get(name, ()), i)

    @cached_property
    def by_plain(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for name, letters in self.by_name.items():
            key = plain(name)
            found[key] = tuple(sorted((*found.get(key, ()), *letters)))
        return found

    def find(self, name: str) -> tuple[int, ...]:
        found = self.by_name.get(name) or self.by_id.get(name)
        return found if found else self.by_plain.get(plain(name), ())


def plain(name: str) -> str:
    """A name without what people write differently: case, width, punctuation, blanks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip() or folded


def suggest(
    names: Iterable[str],
    labels: Mapping[str, str],
    least: float = 0.6,
    most: int = 3,
) -> tuple[Suggestion, ...]:
    """Elements that activities outside the standard may stand for, best first per activity.

    Args:
        names: activities of the log.
        labels: element id to name.
        least: least likeness that is worth telling.
        most: how many per activity.
    """
    by_plain: dict[str, list[str]] = {}
    for element, name in labels.items():
        by_plain.setdefault(plain(name or element), []).append(element)
    found: list[Suggestion] = []
    for activity in names:
        own = plain(activity)
        for close in difflib.get_close_matches(own, list(by_plain), n=most, cutoff=least):
            likeness = round(difflib.SequenceMatcher(None, close, own).ratio(), 3)
            found += [
                Suggestion(activity, element, labels[element] or element, likeness)
                for element in by_plain[close]
            ]
    return tuple(found)

"""The lint of one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from guiju.standard.phrases.hit import Hit, Place, Spoken
from guiju.standard.phrases.marks import concrete, marks_of
from guiju.standard.phrases.vocabulary import entries
from guiju.standard.phrases.wording import (
    folded,
    occurrences,
    place_of,
    quoted,
    sentences,
    within,
)

KINDS: Final = ("text", "reply", "opinion")
"""Kinds of text: something said or written to people, a written reply, an opinion."""

VERDICTS: Final = ("agree", "condition", "reject", "")
"""What an opinion comes to; "" where the text is no opinion."""

LONGEST: Final = 20_000
"""Characters of a text that are looked at; a longer one is too long whatever it says."""

_LOUD: Final = re.compile(r"[!！]{2,}|[?？]{3,}|\b[A-Z]{4,}(?:\s+[A-Z]{4,})+\b")
_BLANK: Final = re.compile(r"\{[\w-]+\}")


def lint(
    text: str,
    *,
    kind: str = "text",
    script: Spoken | None = None,
    verdict: str = "",
    must_hold: Mapping[str, str] | None = None,
    people: Iterable[str] = (),
) -> tuple[Hit, ...]:
    """Everything that is wrong with a text, in the order of the text.

    Args:
        kind: one of KINDS; the words of tone are looked for in `text` and `reply`, vague words in
            `opinion`.
        script: the parts, in order, that the text must have, its own banned words and lengths.
        verdict: of an opinion, one of VERDICTS: what rejects or conditions must be concrete.
        must_hold: what must stand in the text, by what people call it (the name of the head, a
            telephone number); an empty value is missing too.
        people: names of people and departments that an opinion may name.
    """
    if not text.strip():
        return (Hit("empty", Place(1, 1, 0, 0), ""),)
    if len(text) > LONGEST:
        return (Hit("too-long", _whole(text), "", values={"limit": str(LONGEST)}),)
    plain = folded(text)
    hits = list(_words(text, plain, "vague" if kind == "opinion" else "tone"))
    if kind != "opinion":
        hits += _loud(text)
    hits += _left_open(text)
    if script is not None:
        hits += _banned(text, plain, script)
        hits += _lengths(text, script)
        hits += _parts(text, plain, script)
    if kind == "opinion":
        hits += _hollow(text, verdict, people)
    hits += _absent(text, plain, must_hold or {})
    return tuple(sorted(hits, key=lambda hit: (hit.place.start, hit.place.end, hit.code)))


def _whole(text: str) -> Place:
    return Place(1, 1, 0, len(text))


def _words(text: str, plain: str, kind: str) -> Iterator[Hit]:
    """Words that are not said; what stands in quotation marks was said by somebody else."""
    taken: list[tuple[int, int]] = []
    aside = quoted(text)
    for entry in entries(kind):
        for start, end in occurrences(entry.words, plain):
            if within(start, end, tuple(taken)) or within(start, end, aside):
                continue
            taken.append((start, end))
            values = {"instead": entry.instead}
            yield Hit(entry.code, place_of(text, start, end), text[start:end], values=values)


def _loud(text: str) -> Iterator[Hit]:
    for found in _LOUD.finditer(text):
        place = place_of(text, found.start(), found.end())
        yield Hit("loud", place, found.group(), "warning")


def _left_open(text: str) -> Iterator[Hit]:
    for found in _BLANK.finditer(text):
        yield Hit("left-open", place_of(text, found.start(), found.end()), found.group())


def _banned(text: str, plain: str, script: Spoken) -> Iterator[Hit]:
    for words in script.banned:
        for start, end in occurrences(words, plain):
            yield Hit("banned", place_of(text, start, end), text[start:end])


def _lengths(text: str, script: Spoken) -> Iterator[Hit]:
    if script.longest and len(text.strip()) > script.longest:
        values = {"limit": str(script.longest), "length": str(len(text.strip()))}
        yield Hit("too-long", _whole(text), "", values=values)
    if not script.sentence:
        return
    for start, end in sentences(text):
        if end - start > script.sentence:
            values = {"limit": str(script.sentence), "length": str(end - start)}
            found = text[start : start + 20]
            yield Hit("long-sentence", place_of(text, start, end), found, "warning", values)


def _parts(text: str, plain: str, script: Spoken) -> Iterator[Hit]:
    """Parts that are not there, and parts that come before one they should follow."""
    last, before = -1, ""
    for part in script.parts:
        if not part.needs:
            continue
        spots = sorted(spot for words in part.needs for spot in occurrences(words, plain))
        if not spots:
            values = {"part": part.title, "id": part.id, "words": ", ".join(part.needs)}
            yield Hit("part-missing", _whole(text), "", values=values)
            continue
        after = [spot for spot in spots if spot[0] > last]
        start, end = after[0] if after else spots[0]
        if not after:
            values = {"part": part.title, "id": part.id, "before": before}
            yield Hit("part-order", place_of(text, start, end), text[start:end], values=values)
            continue
        last, before = start, part.title


def _hollow(text: str, verdict: str, people: Iterable[str]) -> Iterator[Hit]:
    if verdict not in ("reject", "condition"):
        return
    marks = marks_of(text, people)
    if not concrete(marks):
        missing = ", ".join(each for each in ("who", "what", "when") if each not in marks)
        yield Hit("not-concrete", _whole(text), "", values={"missing": missing})


def _absent(text: str, plain: str, must_hold: Mapping[str, str]) -> Iterator[Hit]:
    for name, value in must_hold.items():
        wanted = "".join(folded(value).split())
        if not wanted or wanted not in "".join(plain.split()):
            yield Hit("not-held", _whole(text), "", values={"name": name, "value": value})

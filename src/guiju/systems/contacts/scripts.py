"""Scripts that are filled in order: no part before the one ahead of it, none empty (SVC-01)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from guiju.packs import files_of, shipped
from guiju.standard.pack import read_scripts
from guiju.standard.phrases import Spoken
from guiju.systems.call import Call


@dataclass(frozen=True, slots=True)
class Filled:
    """A part as a person left it."""

    part: str
    done: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a script may not go on; `code` is part-missing, part-empty or part-order.

    Attributes:
        part: the part at fault.
        missing: all parts that are not done, in order.
        before: of part-order, the part it should follow.
    """

    code: str
    part: str
    missing: tuple[str, ...] = ()
    before: str = ""


def look_through(
    parts: Sequence[str], filled: Sequence[Filled], needs_text: Collection[str]
) -> Fault | None:
    """The first thing that is wrong with a script as it was filled, in the order of the parts."""
    by_part = {each.part: each for each in filled}
    missing = tuple(p for p in parts if p not in by_part or not by_part[p].done)
    order = [each.part for each in filled if each.part in parts and each.done]
    for part in parts:
        if part in missing:
            return Fault("part-missing", part, missing)
        if part in needs_text and not by_part[part].text.strip():
            return Fault("part-empty", part, missing)
    for earlier, later in pairwise(order):
        if parts.index(later) < parts.index(earlier):
            return Fault("part-order", earlier, before=later)
    return None


def spoken(call: Call, name: str) -> Spoken | None:
    """A script in the language a step asks for, else in English; None where there is none.

    The settings' `scripts` are by name, or a function that gives them for the id of a case: those
    of the version the case runs on. Each has `talks` by language (`guiju.standard.pack`). Where
    nothing is set, or a case's standard has no pack, those of the packs that come with Guiju are
    taken.
    """
    known = call.settings.get("scripts")
    if callable(known):
        known = known(call.case)
    if known is None:
        known = shipped_scripts()
    talks: Mapping[str, Spoken] = getattr(known.get(name), "talks", {})
    found = talks.get(call.text("language", "en")) or talks.get("en")
    return found if found is not None else next(iter(talks.values()), None)


@lru_cache(maxsize=1)
def shipped_scripts() -> Mapping[str, Any]:
    """The scripts of all packs that come with Guiju, by name."""
    found: dict[str, Any] = {}
    for pack in shipped():
        found |= read_scripts(files_of(pack))
    return found

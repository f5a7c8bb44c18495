"""An entry as bytes: what it has in common with others, and what is its own.

Most commands of a standard do one of a few things: the same element, the same step, the same path.
That is its *shape*, kept once, with instance ids made local; the row keeps the ids, the values and
the answers. Shapes are found by a digest of their bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from guiju.journal.entry import Entry
from guiju.journal.store import EntryRow, pack, unpack
from guiju.run.digest import digest
from guiju.run.facts import NO_FACTS
from guiju.run.packing.tagged import tag, untag
from guiju.run.record import Decision
from guiju.run.times import moment

_PLACED: Final = frozenset({"start"})
"""Steps whose target is a place, not an instance."""

_ROOT: Final = "r"


_KNOWN: Final[dict[tuple[Any, ...], tuple[int, bytes]]] = {}
"""Shapes that were packed before, with their ids."""

_MOST_KNOWN: Final = 20_000


class Packed(NamedTuple):
    """The two parts of an entry, and the number its shape is found by."""

    id: int
    shape: bytes
    data: bytes


class _Ids:
    """Instance ids of one entry: those before it by order of appearance, new ones by distance."""

    __slots__ = ("base", "old")

    def __init__(self, base: int) -> None:
        self.base = base
        self.old: dict[int, int] = {}

    def local(self, iid: int) -> int | str:
        if iid >= self.base:
            return iid - self.base
        if iid <= 0:
            return _ROOT
        return self.old.setdefault(iid, -1 - len(self.old))


def pack_entry(decision: Decision, base: int) -> Packed:
    """The bytes of what was decided; `base` is the first instance id that was free before."""
    turn = decision.turn
    if turn is None:
        id_, shape, ids = _outline(decision, base)
    else:
        known = turn.shapes.get(decision.kind)
        if known is None:
            known = turn.shapes[decision.kind] = _outline(decision, base)
        id_, shape, ids = known
    values, answers = decision.values, decision.answers
    parts: list[Any] = [ids]
    if decision.patch:
        parts += (dict(values), tag(tuple(answers)), decision.patch)
    elif answers:
        parts += (dict(values), tag(tuple(answers)))
    elif values:
        parts.append(dict(values))
    return Packed(id_, shape, pack(parts))


def _outline(decision: Decision, base: int) -> tuple[int, bytes, list[int]]:
    """The shape's number and bytes, and the instance ids that make it the entry's own."""
    ids = _Ids(base)
    step = decision.step
    what = None
    if step is not None:
        target = step.target if step.kind in _PLACED else ids.local(step.target)
        what = (step.kind, target, step.choice)
    path: list[Any] = []
    for word, element, iid in decision.path[1:]:
        # New ids are the common case: they are counted from the first that was free.
        path += (word, element, iid - base if iid >= base else ids.local(iid))
    id_, shape = _shape(decision.kind, decision.element, what, path)
    return id_, shape, [base, *ids.old]


def _shape(
    kind: str, element: str | None, what: tuple[Any, ...] | None, path: list[Any]
) -> tuple[int, bytes]:
    """A shape and the number it is found by; most have been seen before."""
    # True and 1 are one key to a dictionary, so the kinds of what was chosen belong to it.
    key = (kind, element, what, *(() if what is None else map(type, what[2])), *path)
    try:
        known = _KNOWN.get(key)
    except TypeError:
        # A choice may hold a list, which no dictionary takes as its key.
        return _packed_shape(kind, element, what, path)
    if known is None:
        if len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[key] = _packed_shape(kind, element, what, path)
    return known


def _packed_shape(
    kind: str, element: str | None, what: tuple[Any, ...] | None, path: list[Any]
) -> tuple[int, bytes]:
    done = None if what is None else [what[0], what[1], tag(what[2])]
    shape = pack([kind, element, done, path])
    return digest(shape), shape


def unpack_entry(
    row: EntryRow, shape: bytes, case: str, opener: Callable[[Any], Any] | None = None
) -> Entry:
    """The entry of a row; `opener` opens what is sealed in it."""
    kind, element, what, path = unpack(shape)
    (base, *old), values, tagged, patch = _filled(unpack(row.data))
    answers: Any = untag(tagged)
    if opener is not None and b'"$sealed"' in row.data:
        values, answers, patch = opener(values), opener(answers), opener(patch)

    def actual(local: int | str) -> int:
        if isinstance(local, str):
            return 0
        return base + local if local >= 0 else old[-1 - local]

    step: tuple[Any, ...] = ()
    moments: list[tuple[str, str, int]] = []
    if what is not None:
        target = what[1] if what[0] in _PLACED else actual(what[1])
        step = (what[0], target, untag(what[2]))
        moments.append(("step", what[0], target))
    for at in range(0, len(path), 3):
        moments.append((path[at], path[at + 1], actual(path[at + 2])))
    return Entry(
        case, row.number, kind, moment(row.time), element, row.actor, step, values,
        answers, tuple(moments), patch,
    )  # fmt: skip


def _filled(parts: Sequence[Any]) -> tuple[list[int], Mapping[str, Any], list[Any], Any]:
    whole = [*parts, *_EMPTY[len(parts) - 1 :]]
    return whole[0], whole[1], whole[2], whole[3]


_EMPTY: Final[tuple[Any, ...]] = ({}, [], NO_FACTS)

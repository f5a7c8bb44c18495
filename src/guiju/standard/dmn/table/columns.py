"""One column as an index: a value -> the mask of the rules whose cell holds it.

Bit ``i`` of a mask is rule ``i``. A column of equalities is a dictionary. A column of ordered
values is cut by its bounds into elementary segments (each bound, and each gap between two), one
mask per segment, found by bisection. Cells that are no plain set of values ("opaque") have their
bit in every mask and are evaluated for the rules still alive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from guiju.standard.dmn.table.cells import ANYTHING, Cell, Span
from guiju.standard.dmn.table.domain import Key, Kind, place_of

_MASK_BYTES_MAX = 64_000_000


@dataclass(frozen=True, slots=True)
class Segments:
    """Masks of an ordered column.

    Attributes:
        bounds: distinct keys, ascending.
        masks: ``2 * len(bounds) + 1`` of them: below the first bound, the first bound, between
            the first and the second, and so on, above the last.
    """

    bounds: Sequence[Key]
    masks: Sequence[int]

    def at(self, key: Key) -> int:
        """The mask of the segment in which a key lies."""
        place = bisect_left(self.bounds, key)
        if place < len(self.bounds) and self.bounds[place] == key:
            return self.masks[2 * place + 1]
        return self.masks[2 * place]


@dataclass(frozen=True, slots=True)
class Column:
    """The index of one input column.

    Attributes:
        kind: the kind of values that the index knows; None where it knows none.
        segments: its masks, opaque and open cells included.
        anything: rules whose cell is ``-``.
        null: rules whose cell holds null for certain.
        checked: rules whose cell must be evaluated for a value of ``kind``.
        checked_null: rules whose cell must be evaluated for null.
        every: all rules.
    """

    kind: Kind | None
    segments: Segments
    anything: int
    null: int
    checked: int
    checked_null: int
    every: int

    def lookup(self, value: Any) -> tuple[int, int]:
        """Rules whose cell may hold the value, and those among them that must be evaluated."""
        if value is None:
            return self.null | self.checked_null, self.checked_null
        place = place_of(value)
        if place is not None and place[0] == self.kind:
            return self.segments.at(place[1]), self.checked
        return self.every, self.every & ~self.anything


def column_of(cells: Sequence[Cell | None]) -> Column:
    """The index of a column.

    Args:
        cells: one per rule; None for an opaque cell.
    """
    every = (1 << len(cells)) - 1
    kind = _kind(cells)
    anything = _mask(cell is ANYTHING for cell in cells)
    known = [cell if cell is not None and cell.kind in (kind, None) else None for cell in cells]
    checked = _mask(cell is None for cell in known)
    segments = segments_of(known, checked | anything)
    if segments is None:
        # Bounds of thousands of rules, each with its own: too much memory, so all are evaluated.
        return Column(None, Segments((), (every,)), anything, 0, 0, every & ~anything, every)
    return Column(
        kind=kind,
        segments=segments,
        anything=anything,
        null=_mask(cell is not None and cell.null for cell in known),
        checked=checked,
        # What a negated cell makes of null is for FEEL's three-valued logic to say.
        checked_null=_mask(
            cell is None or (cell.negated and cell is not ANYTHING) for cell in known
        ),
        every=every,
    )


def _kind(cells: Sequence[Cell | None]) -> Kind | None:
    counted = Counter(cell.kind for cell in cells if cell is not None and cell.kind is not None)
    return counted.most_common(1)[0][0] if counted else None


def _mask(bits: Any) -> int:
    """The number whose bit ``i`` is the truth of the ``i``-th element, in linear time."""
    digits = "".join("1" if bit else "0" for bit in bits)
    return int(digits[::-1], 2) if digits else 0


def segments_of(cells: Sequence[Cell | None], always: int) -> Segments | None:
    """Cut the column by its bounds; None where the masks would take too much memory.

    A sweep: at each bound, the rules that begin or end there change sides.

    Args:
        cells: one per rule; an opaque one (None) and ``-`` are in no mask by themselves.
        always: bits that every mask has.
    """
    bounds = sorted({key for cell in cells if cell for span in cell.spans for key in _ends(span)})
    if (2 * len(bounds) + 1) * (len(cells) // 8 + 32) > _MASK_BYTES_MAX:
        return None
    place = {key: 2 * number + 1 for number, key in enumerate(bounds)}
    changes: list[dict[int, int]] = [{} for _ in range(2 * len(bounds) + 2)]
    negated = 0
    for rule, cell in enumerate(cells):
        if cell is None or cell is ANYTHING:
            continue
        negated |= cell.negated << rule
        for span in cell.spans:
            _enter(changes, place, span, rule, len(bounds))
    depth: dict[int, int] = {}
    inside = 0
    masks = []
    for change in changes[:-1]:
        for rule, step in change.items():
            depth[rule] = depth.get(rule, 0) + step
            inside = inside | 1 << rule if depth[rule] else inside & ~(1 << rule)
        masks.append((inside ^ negated) | always)
    return Segments(bounds, masks)


def _ends(span: Span) -> list[Key]:
    return [key for key in (span.low, span.high) if key is not None]


def _enter(
    changes: list[dict[int, int]], place: dict[Key, int], span: Span, rule: int, bounds: int
) -> None:
    """Note the first segment of a span and the first one behind it."""
    first = 0 if span.low is None else place[span.low] + (not span.low_included)
    behind = 2 * bounds + 1 if span.high is None else place[span.high] + span.high_included
    if first < behind:
        changes[first][rule] = changes[first].get(rule, 0) + 1
        changes[behind][rule] = changes[behind].get(rule, 0) - 1


class Fast(NamedTuple):
    """The index of a column without opaque cells, laid open for the inner loop.

    Attributes:
        types: the Python types of values whose place needs nothing but the value.
        equal: value -> mask, where the column has equalities only.
        otherwise: the mask of all values that are not in ``equal``.
        bounds: as in ``Segments``, where ``equal`` is None.
        masks: as in ``Segments``.
    """

    types: frozenset[type]
    equal: dict[Any, int] | None
    otherwise: int
    bounds: Sequence[Key]
    masks: Sequence[int]


def fast_lookup(column: Column) -> Fast | None:
    """The open index; None where a value may need more, or a cell must be evaluated."""
    types = _TYPES.get(column.kind) if column.kind else None
    if types is None or column.checked:
        return None
    bounds, masks = column.segments.bounds, column.segments.masks
    equal = None
    if all(mask == masks[0] for mask in masks[::2]):
        equal = dict(zip(bounds, masks[1::2], strict=True))
    return Fast(types, equal, masks[0], bounds, masks)


_TYPES: dict[Kind, frozenset[type]] = {
    "number": frozenset({int, Decimal}),
    "string": frozenset({str}),
    "boolean": frozenset({bool}),
}

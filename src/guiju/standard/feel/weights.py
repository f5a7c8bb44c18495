"""How large a value is when it is written out, found without writing it out."""

from __future__ import annotations

from .limits import LimitExceeded
from .values import Value


def weight(value: Value, depth: int, most: int) -> int:
    """How many elements and entries a value has, shared parts counted wherever they stand.

    Raises:
        LimitExceeded: it is nested deeper than ``depth``, or has more than ``most`` parts.
    """
    known: dict[int, tuple[int, int]] = {}
    total, height = _weight(value, known, depth, most)
    if height > depth:
        raise LimitExceeded("depth")
    return total


def _weight(
    value: Value, known: dict[int, tuple[int, int]], depth: int, most: int
) -> tuple[int, int]:
    """Parts and height of a value; a shared container is walked through once."""
    if not isinstance(value, (list, dict)):
        return 1, 0
    found = known.get(id(value))
    if found is not None:
        return found
    if depth <= 0:
        raise LimitExceeded("depth")
    total, height = 1, 0
    for item in value.values() if isinstance(value, dict) else value:
        parts, inner = _weight(item, known, depth - 1, most)
        total += parts
        height = max(height, inner)
    if total > most:
        raise LimitExceeded("list_size")
    known[id(value)] = (total, height + 1)
    return total, height + 1

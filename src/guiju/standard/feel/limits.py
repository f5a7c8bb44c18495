"""What an evaluation may use, and the error that says it wanted more.

A limit that is hit is never null: a decision made on a silently missing value would be worse
than no decision. It ends the whole evaluation and is carried in ``Result.limit``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one evaluation.

    Attributes:
        fuel: loop turns, calls and list elements touched, all together.
        depth: function calls inside function calls, and containers inside containers.
        list_size: elements of one list or context.
        string_size: characters of one string.
        regex_seconds: seconds all regular expressions of one evaluation may take together.
        warnings: how many warnings are kept; later ones are dropped.
    """

    fuel: int = 500_000
    depth: int = 100
    list_size: int = 200_000
    string_size: int = 1_000_000
    regex_seconds: float = 0.5
    warnings: int = 100


DEFAULT = Limits()

NESTING_MAX = 80
"""Levels of parentheses, lists, contexts or calls inside one another in a text."""

TEXT_MAX = 100_000
"""Characters of one expression."""


class LimitExceeded(Exception):
    """A bound of :class:`Limits` was hit.

    Attributes:
        limit: which: ``fuel``, ``depth``, ``list_size``, ``string_size``, ``regex_seconds``.
    """

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit

"""Optimal alignments of many sequences at once, as flat columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from guiju.check.endings import Vectors, endings
from guiju.check.replay import fitting, letter_of
from guiju.check.vectors import Tables
from guiju.check.walk import SYNCHRONOUS, Columns, walk

_BUDGET = 1 << 26
"""Numbers kept at once: longer logs are aligned in parts."""


@dataclass(frozen=True, slots=True)
class Alignments:
    """Alignments of many sequences.

    Attributes:
        cost: (sequences,) the optimal cost.
        first: (sequences + 1,) where the moves of each sequence begin.
        kind: (moves,) SYNCHRONOUS, LOG or MODEL.
        position: (moves,) index of the event in the sequence; for a model move, of the event
            before which it is missing.
        letter: (moves,) the element, -1 for a log move.
    """

    cost: NDArray[np.int64]
    first: NDArray[np.int64] = field(repr=False)
    kind: NDArray[np.int8] = field(repr=False)
    position: NDArray[np.int32] = field(repr=False)
    letter: NDArray[np.int32] = field(repr=False)

    def moves(self, sequence: int) -> list[tuple[int, int, int]]:
        """(kind, position, letter) of each move of one sequence."""
        part = slice(int(self.first[sequence]), int(self.first[sequence + 1]))
        columns = (self.kind[part], self.position[part], self.letter[part])
        return list(zip(*(c.tolist() for c in columns), strict=True))


def align(tables: Tables, symbols: NDArray[np.integer], offsets: NDArray[np.integer]) -> Alignments:
    """Optimal alignments of the sequences ``symbols[offsets[i]:offsets[i + 1]]``.

    Args:
        tables: the automaton, ready for these activity codes.
        symbols: (events,) activity codes.
        offsets: (sequences + 1,).
    """
    return _align(tables, symbols.astype(np.int64), offsets.astype(np.int64))


def _align(tables: Tables, symbols: NDArray[np.int64], offsets: NDArray[np.int64]) -> Alignments:
    lengths = np.diff(offsets)
    cost = np.zeros(lengths.size, dtype=np.int64)
    letter = letter_of(tables)
    fits = np.zeros(lengths.size, dtype=np.bool_)
    columns: list[Columns] = []
    if letter is not None:
        fits = fitting(tables, letter, symbols, offsets)
        columns.append(_synchronous(letter, symbols, offsets, np.flatnonzero(fits)))
    rest = np.flatnonzero(~fits)
    room = max(1, _BUDGET // (tables.completion.size + 4 * len(tables.matches)))
    met: Vectors | None = None
    for part in _parts(lengths[rest], room):
        chosen = rest[part]
        own_symbols, own_offsets = _taken(symbols, offsets, chosen)
        if met is None or len(met.number) > room:
            met = Vectors(tables, int(lengths[rest].max()))
        found = endings(met, own_symbols, own_offsets)
        cost[chosen] = found.base[found.begin] + found.costs[found.vector[found.begin], 0]
        sequence, kind, position, made = walk(tables, found)
        columns.append((chosen[sequence], kind, position, made))
    return _assembled(cost, columns)


def _parts(lengths: NDArray[np.int64], room: int) -> Iterator[slice]:
    """Cuts the sequences into parts of no more events than there is room for vectors."""
    ends = np.cumsum(lengths)
    begin = 0
    while begin < lengths.size:
        used = int(ends[begin - 1]) if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, used + room, side="right")))
        yield slice(begin, end)
        begin = end


def _taken(
    symbols: NDArray[np.int64], offsets: NDArray[np.int64], chosen: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The events of some sequences, side by side."""
    lengths = np.diff(offsets)[chosen]
    own = np.concatenate([[0], np.cumsum(lengths)])
    rows = np.repeat(offsets[:-1][chosen] - own[:-1], lengths) + np.arange(own[-1])
    return symbols[rows], own


def _synchronous(
    letter: NDArray[np.int32],
    symbols: NDArray[np.int64],
    offsets: NDArray[np.int64],
    chosen: NDArray[np.int64],
) -> Columns:
    """The moves of sequences that fit: every event on its element."""
    own, first = _taken(symbols, offsets, chosen)
    lengths = np.diff(first)
    position = np.arange(own.size) - np.repeat(first[:-1], lengths)
    kind = np.full(own.size, SYNCHRONOUS)
    return np.repeat(chosen, lengths), kind, position, letter[own]


def _assembled(cost: NDArray[np.int64], parts: list[Columns]) -> Alignments:
    sequence, kind, position, letter = (np.concatenate(c) for c in zip(*parts, strict=True))
    order = np.argsort(sequence, kind="stable")
    counts = np.bincount(sequence, minlength=cost.size)
    return Alignments(
        cost,
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        kind[order].astype(np.int8),
        position[order].astype(np.int32),
        letter[order].astype(np.int32),
    )

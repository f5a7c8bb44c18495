"""Optimal alignments of many sequences at once, as flat columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from guiju.check.endings import Vectors, leads_of
from guiju.check.replay import fitting, letter_of
from guiju.check.vectors import Tables
from guiju.check.walk import SYNCHRONOUS, Columns, Walks

_BUDGET = 1 << 24
"""Numbers kept at once: with more of them vectors are forgotten and met anew."""

_WIDE = 64
"""States from which on vectors are dear, so that low costs are looked for first."""

_LOW = 4
"""What a low cost is below."""


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
    bounds = offsets.tolist()
    events = symbols.tolist()
    sequences = [events[begin:end] for begin, end in pairwise(bounds)]
    cost = np.zeros(len(sequences), dtype=np.int64)
    letter = letter_of(tables)
    fits = [False] * len(sequences)
    columns: list[Columns] = []
    if letter is not None:
        fits = fitting(tables, letter, sequences)
        columns.append(_synchronous(letter, symbols, offsets, np.flatnonzero(fits)))
    rest = [i for i, fit in enumerate(fits) if not fit]
    columns += _departing(tables, sequences, rest, cost)
    return _assembled(cost, columns)


def _departing(
    tables: Tables, sequences: list[list[int]], rest: list[int], cost: NDArray[np.int64]
) -> Iterator[Columns]:
    """The moves of the sequences that do not fit; their costs are filled in."""
    states = tables.completion.size
    room = max(1, _BUDGET // (states + len(tables.matches)))
    longest = max((len(sequences[i]) for i in rest), default=0)
    for cap in (_LOW, None) if states > _WIDE else (None,):
        vectors, walks = Vectors(tables, longest, cap), Walks(tables)
        dear = []
        for i in rest:
            leads, cost[i] = leads_of(vectors, sequences[i])
            if cap is not None and cost[i] >= cap:
                dear.append(i)
                continue
            walks.add(i, leads)
            if len(vectors) > room:
                yield walks.moves()
                vectors, walks = Vectors(tables, longest, cap), Walks(tables)
        yield walks.moves()
        rest = dear


def _synchronous(
    letter: NDArray[np.int32],
    symbols: NDArray[np.integer],
    offsets: NDArray[np.integer],
    chosen: NDArray[np.int64],
) -> Columns:
    """The moves of sequences that fit: every event on its element."""
    lengths = np.diff(offsets)[chosen]
    ends = np.cumsum(lengths)
    position = np.arange(int(lengths.sum())) - np.repeat(ends - lengths, lengths)
    own = symbols[np.repeat(offsets[:-1][chosen], lengths) + position]
    return np.repeat(chosen, lengths), np.full(own.size, SYNCHRONOUS), position, letter[own]


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

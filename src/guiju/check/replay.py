"""Which sequences fit without any deviation: one run through the automaton, all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from guiju.check.vectors import Tables


def letter_of(tables: Tables) -> NDArray[np.int32] | None:
    """(activities,) the letter each activity stands for, -1 for none.

    None where an activity stands for several or the automaton is not deterministic, so that one
    run does not decide.
    """
    if not tables.automaton.deterministic or any(len(m) > 1 for m in tables.matches):
        return None
    return np.array([m[0] if m else -1 for m in tables.matches], dtype=np.int32)


def fitting(
    tables: Tables,
    letter: NDArray[np.int32],
    symbols: NDArray[np.int64],
    offsets: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """(sequences,) whether the automaton accepts each sequence as it is."""
    graph = tables.automaton.graph
    sink = graph.states
    follow = np.full((int(letter.max(initial=-1)) + 2, sink + 1), sink, dtype=np.int64)
    known = graph.label < follow.shape[0] - 1
    follow[graph.label[known], graph.source[known]] = graph.target[known]
    lengths = np.diff(offsets)
    order = np.argsort(-lengths, kind="stable")
    begins = offsets[:-1][order]
    state = np.zeros(order.size, dtype=np.int64)
    letters = letter.astype(np.int64).take(symbols)
    depths = np.arange(int(lengths.max(initial=0)))
    active = np.searchsorted(-lengths[order], -depths, side="left")
    for depth, count in zip(depths.tolist(), active.tolist(), strict=True):
        here = letters.take(begins[:count] + depth)
        state[:count] = follow.take(here * (sink + 1) + state[:count], mode="wrap")
    accepted = np.zeros(order.size, dtype=np.bool_)
    accepted[order] = np.append(graph.final, False)[state]
    return accepted

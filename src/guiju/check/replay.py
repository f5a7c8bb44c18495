"""Which sequences fit without any deviation: one run through the automaton."""

from __future__ import annotations

from collections.abc import Sequence

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
    tables: Tables, letter: NDArray[np.int32], sequences: Sequence[Sequence[int]]
) -> list[bool]:
    """Whether the automaton accepts each sequence of activity codes as it is."""
    activities = letter.size
    follow = _follow(tables, letter.tolist())
    final = tables.automaton.graph.final.tolist()
    found = []
    for events in sequences:
        state = 0
        for event in events:
            state = follow.get(state * activities + event, -1)
            if state < 0:
                break
        found.append(state >= 0 and final[state])
    return found


def _follow(tables: Tables, letter: list[int]) -> dict[int, int]:
    """``state * activities + activity`` to the next state."""
    graph = tables.automaton.graph
    standing: dict[int, list[int]] = {}
    for activity, own in enumerate(letter):
        standing.setdefault(own, []).append(activity)
    columns = (graph.source.tolist(), graph.label.tolist(), graph.target.tolist())
    return {
        source * len(letter) + activity: target
        for source, own, target in zip(*columns, strict=True)
        for activity in standing.get(own, ())
    }

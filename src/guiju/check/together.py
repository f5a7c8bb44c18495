"""Which elements a run of the standard can have together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from guiju.check.automaton import Automaton


def never_together(automaton: Automaton, reaches: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(letters, letters) whether no complete run has both; symmetric.

    Two letters can follow one another where a state entered by the first reaches a state that the
    second leaves; every state of the automaton lies on a complete run.

    Args:
        automaton: the language.
        reaches: (states, states) whether a run leads from row to column.
    """
    graph = automaton.graph
    letters = len(automaton.labels)
    entered = np.zeros((letters, graph.states), dtype=np.float32)
    left = np.zeros((letters, graph.states), dtype=np.float32)
    entered[graph.label, graph.target] = 1
    left[graph.label, graph.source] = 1
    follows = (entered @ reaches.astype(np.float32) @ left.T) > 0
    return np.asarray(~(follows | follows.T))

"""Precision by escaping edges: how much the standard allows that nobody ever does.

Source: Munoz-Gama and Carmona, "A fresh look at precision in process conformance", BPM 2010
(escaping edges), on the model side of one optimal alignment per variant as in Adriansyah,
Munoz-Gama, Carmona, van Dongen, van der Aalst, "Measuring precision of modeled behavior",
Information Systems and e-Business Management 13 (2015), the measure called one-align there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from guiju.check.alignment import Alignments
from guiju.check.automaton import Automaton
from guiju.check.trie import trie_of
from guiju.check.walk import LOG


def precision(automaton: Automaton, aligned: Alignments, cases: NDArray[np.int64]) -> float | None:
    """``sum of done / sum of allowed`` over all prefixes of the aligned runs, cases counted.

    At each prefix the allowed elements are those that lead on to a complete run, the done ones
    those some aligned run continues with.

    Args:
        automaton: of the standard.
        aligned: one optimal alignment per variant.
        cases: (variants,) how many cases have it.

    Returns:
        0 to 1; None where the automaton is not deterministic or nothing is ever allowed.
    """
    if not automaton.deterministic:
        return None
    run = aligned.kind != LOG
    owner = np.repeat(np.arange(cases.size), np.diff(aligned.first))[run]
    lengths = np.bincount(owner, minlength=cases.size)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    letters = aligned.letter[run]
    trie = trie_of(*_reversed(letters, offsets, lengths))
    weight = _weights(trie.parent, trie.leaf, cases)
    state = _states(automaton, trie.parent, trie.symbol)
    allowed = np.bincount(automaton.graph.source, minlength=automaton.graph.states)[state]
    done = np.bincount(trie.parent[1:], minlength=trie.parent.size)
    total = float((weight * allowed).sum())
    return float((weight * done).sum()) / total if total else None


def _reversed(
    letters: NDArray[np.int32], offsets: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Each run back to front, so that the tree of endings is one of beginnings."""
    place = np.arange(letters.size)
    first = np.repeat(offsets[:-1], lengths)
    last = np.repeat(offsets[1:], lengths) - 1
    return letters[first + last - place], offsets


def _weights(
    parent: NDArray[np.int64], leaf: NDArray[np.int64], cases: NDArray[np.int64]
) -> NDArray[np.int64]:
    """How many cases pass each node; children come after their parents."""
    weight = np.bincount(leaf, cases, parent.size).astype(np.int64).tolist()
    above = parent.tolist()
    for node in range(len(above) - 1, 0, -1):
        weight[above[node]] += weight[node]
    return np.array(weight, dtype=np.int64)


def _states(
    automaton: Automaton, parent: NDArray[np.int64], symbol: NDArray[np.int64]
) -> NDArray[np.int64]:
    graph = automaton.graph
    follow = dict(
        zip(
            zip(graph.source.tolist(), graph.label.tolist(), strict=True),
            graph.target.tolist(),
            strict=True,
        )
    )
    state = [0]
    for above, letter in zip(parent.tolist()[1:], symbol.tolist()[1:], strict=True):
        state.append(follow[state[above], letter])
    return np.array(state, dtype=np.int64)

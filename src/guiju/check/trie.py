"""Distinct sequences in one tree of their endings, level by level.

Sequences that end alike share the work from the end: a node is a distinct ending, its parent the
ending one event shorter, the root the empty ending.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Trie:
    """Endings as nodes; node 0 is the empty one; parents come before children.

    Attributes:
        parent: (nodes,) the ending without its first event; node 0 is its own parent.
        symbol: (nodes,) the first event of the ending; -1 for node 0.
        levels: (depth + 2,) where the nodes of each length begin; the last entry is the count.
        leaf: (sequences,) the node of each whole sequence.
    """

    parent: NDArray[np.int64]
    symbol: NDArray[np.int64]
    levels: NDArray[np.int64]
    leaf: NDArray[np.int64]


def trie_of(symbols: NDArray[np.integer], offsets: NDArray[np.integer]) -> Trie:
    """The tree of the endings of ``symbols[offsets[i]:offsets[i + 1]]``.

    Args:
        symbols: (events,) codes, not negative.
        offsets: (sequences + 1,) where each sequence begins.
    """
    offsets = offsets.astype(np.int64)
    lengths = np.diff(offsets)
    order = np.argsort(-lengths, kind="stable")
    ends = offsets[1:][order]
    span = int(symbols.max(initial=0)) + 1
    node = np.zeros(order.size, dtype=np.int64)
    parents, codes, levels = [np.zeros(1, np.int64)], [np.full(1, -1, np.int64)], [0, 1]
    longest = int(lengths.max(initial=0))
    active = np.searchsorted(-lengths[order], -np.arange(1, longest + 1), side="right")
    for depth, count in enumerate(active.tolist()):
        here = symbols[ends[:count] - 1 - depth].astype(np.int64)
        keys, inverse = np.unique(node[:count] * span + here, return_inverse=True)
        parents.append(keys // span)
        codes.append(keys % span)
        node[:count] = inverse + levels[-1]
        levels.append(levels[-1] + keys.size)
    leaf = np.empty_like(node)
    leaf[order] = node
    return Trie(np.concatenate(parents), np.concatenate(codes), np.array(levels), leaf)

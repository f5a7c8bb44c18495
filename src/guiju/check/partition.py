"""The coarsest partition of a labelled graph that respects its moves (Moore's refinement).

States of one class have, for every label, moves into the same classes. On a deterministic
automaton the classes are the states of the minimal one (Moore 1956); on any other graph they are
its strong bisimulation classes, which keep the language as well (Kanellakis and Smolka 1990).

A round compares, per state, the set of (label, class of target): as it is where the graph is small,
else hashed with 64-bit mixing. Hashes only propose: the stable partition is proved exact before it
is returned.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from guiju.standard.steps.graph import Graph

_SEEDS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)

_FEW = 200
"""Moves up to which sets are compared as they are."""


class HashCollision(Exception):
    """Every seed met a collision: a probability below one in 10 to the 40th."""


def classes(
    graph: Graph, start: NDArray[np.int64], deterministic: bool = False
) -> NDArray[np.int64]:
    """The class of each state, refining the classes in `start`; numbered from 0.

    Args:
        graph: any labelled graph.
        start: (states,) classes that must stay apart, such as final and not final.
        deterministic: no state has two moves with one label, which spares most of the work.
    """
    if not graph.states:
        return start
    if graph.source.size <= _FEW:
        return _by_sets(graph, start)
    columns = _Columns(graph, deterministic)
    for seed in _SEEDS:
        found = _refined(columns, start, np.uint64(seed))
        if _is_exact(columns, found):
            return found
    raise HashCollision


def _by_sets(graph: Graph, start: NDArray[np.int64]) -> NDArray[np.int64]:
    """The classes of a small graph: the sets themselves are compared."""
    follow: list[list[tuple[int, int]]] = [[] for _ in range(graph.states)]
    columns = (graph.source.tolist(), graph.label.tolist(), graph.target.tolist())
    for source, label, target in zip(*columns, strict=True):
        follow[source].append((label, target))
    current: list[int] = start.tolist()
    count = len(set(current))
    while True:
        number: dict[tuple[int, frozenset[tuple[int, int]]], int] = {}
        found = []
        for own, moves in zip(current, follow, strict=True):
            key = (own, frozenset([(label, current[target]) for label, target in moves]))
            found.append(number.setdefault(key, len(number)))
        if len(number) == count:
            return np.array(found, dtype=np.int64)
        current, count = found, len(number)


class _Columns:
    """The moves of a graph, sorted by source."""

    def __init__(self, graph: Graph, deterministic: bool) -> None:
        order = np.argsort(graph.source, kind="stable")
        self.source = graph.source[order].astype(np.int64)
        self.label = graph.label[order].astype(np.int64) + 1
        self.target = graph.target[order]
        self.labels = int(self.label.max(initial=0)) + 1
        self.deterministic = deterministic

    def pairs(self, class_of: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The distinct (state, label and class of target), sorted by state, as two columns."""
        span = int(class_of.max()) + 1
        pair = self.label * span + class_of[self.target]
        if self.deterministic:
            return self.source, pair
        width = self.labels * span
        key = np.sort(self.source * width + pair)
        key = key[np.concatenate([[True], key[1:] != key[:-1]])] if key.size else key
        return key // width, key % width


def _refined(columns: _Columns, start: NDArray[np.int64], seed: np.uint64) -> NDArray[np.int64]:
    current = np.unique(start, return_inverse=True)[1].astype(np.int64)
    count = int(current.max()) + 1
    while True:
        signature = _mixed(current.astype(np.uint64) * np.uint64(2) + seed)
        source, pair = columns.pairs(current)
        if source.size:
            first = np.flatnonzero(np.concatenate([[True], source[1:] != source[:-1]]))
            mixed = _mixed(pair.astype(np.uint64) * np.uint64(2) + np.uint64(1) + seed)
            signature[source[first]] += np.add.reduceat(mixed, first)
        found = np.unique(signature, return_inverse=True)[1].astype(np.int64)
        now = int(found.max()) + 1
        if now == count:
            return current
        current, count = found, now


def _mixed(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def _is_exact(columns: _Columns, found: NDArray[np.int64]) -> bool:
    """Whether all states of a class have the same set of (label, class of target).

    A state's set is contained in its class's union; where all are equally large all are equal.
    """
    source, pair = columns.pairs(found)
    span = int(pair.max(initial=0)) + 1
    of_class = np.unique(found[source] * span + pair) // span
    per_state = np.bincount(source, minlength=found.size)
    per_class = np.bincount(of_class, minlength=int(found.max()) + 1)
    return bool((per_state == per_class[found]).all())


def quotient(graph: Graph, class_of: NDArray[np.int64]) -> Graph:
    """The graph of classes; the class of the initial state becomes 0, the rest keep their order."""
    count = int(class_of.max()) + 1
    first = np.full(count, graph.states, dtype=np.int64)
    np.minimum.at(first, class_of, np.arange(graph.states))
    rank = np.empty(count, dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(count)
    number = rank[class_of]
    final = np.zeros(count, dtype=np.bool_)
    final[number[graph.final]] = True
    return Graph(count, *distinct(number[graph.source], graph.label, number[graph.target]), final)


def distinct(
    source: NDArray[np.integer], label: NDArray[np.integer], target: NDArray[np.integer]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """The moves without repetitions, by source, label and target; labels from -1 on."""
    labels = int(label.max(initial=0)) + 2
    states = int(target.max(initial=0)) + 1
    key = (source.astype(np.int64) * labels + (label + 1)) * states + target
    key.sort()
    key = key[np.concatenate([[True], key[1:] != key[:-1]])] if key.size else key
    pair = key // states
    columns = (pair // labels, pair % labels - 1, key % states)
    first, second, third = (c.astype(np.int32) for c in columns)
    return first, second, third

"""The directly-follows graph of a small log, and what can be reached in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

Trace = tuple[int, ...]
Traces = Mapping[Trace, int]
"""Distinct traces and how often each happens."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Who directly follows whom, how often.

    Attributes:
        nodes: activities, ascending.
        edges: how often the second directly follows the first.
        starts: how often a trace begins with an activity.
        ends: how often a trace ends with an activity.
    """

    nodes: tuple[int, ...]
    edges: Mapping[tuple[int, int], int]
    starts: Mapping[int, int]
    ends: Mapping[int, int]


def graph_of(traces: Traces) -> Graph:
    """The directly-follows graph of traces."""
    edges: Counter[tuple[int, int]] = Counter()
    starts: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    nodes: set[int] = set()
    for trace, count in traces.items():
        if trace:
            nodes.update(trace)
            starts[trace[0]] += count
            ends[trace[-1]] += count
            for pair in pairwise(trace):
                edges[pair] += count
    return Graph(tuple(sorted(nodes)), edges, starts, ends)


def without_noise(graph: Graph, noise: float) -> Graph:
    """The graph without what is rare beside the most frequent of its kind.

    An edge goes where it happens less than `noise` times as often as the most frequent that
    leaves the same activity (Leemans, Fahland, van der Aalst 2014, section 4.2).
    """
    most: dict[int, int] = dict(graph.ends)
    for (source, _), count in graph.edges.items():
        most[source] = max(most.get(source, 0), count)
    return Graph(
        graph.nodes,
        {edge: c for edge, c in graph.edges.items() if c >= noise * most[edge[0]]},
        _frequent(graph.starts, noise),
        _frequent(graph.ends, noise),
    )


def _frequent(counts: Mapping[int, int], noise: float) -> dict[int, int]:
    least = noise * max(counts.values(), default=0)
    return {node: count for node, count in counts.items() if count >= least}


def components(nodes: Iterable[int], joined: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The parts that hang together, in the order of their least node."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, two in joined:
        if one in parent and two in parent:
            parent[root(one)] = root(two)
    found: dict[int, set[int]] = {}
    for node in parent:
        found.setdefault(root(node), set()).add(node)
    return sorted(found.values(), key=min)


def reachable(graph: Graph) -> dict[int, int]:
    """Per node the nodes it reaches by one edge or more, as bits by place in `nodes`."""
    place = {node: i for i, node in enumerate(graph.nodes)}
    reach = dict.fromkeys(graph.nodes, 0)
    for one, two in graph.edges:
        reach[one] |= 1 << place[two]
    for middle in graph.nodes:
        bit = 1 << place[middle]
        beyond = reach[middle]
        for node in graph.nodes:
            if reach[node] & bit:
                reach[node] |= beyond
    return reach

"""The inductive miner: a log becomes a process tree that can replay it.

IM (Leemans, Fahland, van der Aalst, PETRI NETS 2013) with the fall-throughs of Leemans' thesis
("Robust process mining with guarantees", Eindhoven 2017, section 6.1.4) and the filters of IMf
(BPM workshops 2013). Without noise every trace of the log is a run of the tree, whatever the log.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guiju.check.discover.cuts import Cut, find_cut
from guiju.check.discover.graph import Graph, Trace, Traces, graph_of, without_noise
from guiju.check.discover.splits import split
from guiju.check.discover.tree import Block, Leaf, Tree

_DEEPEST = 120
"""Deeper blocks become a loop over their activities, which still replays everything."""


def mine(traces: Traces, noise: float = 0.0, depth: int = 0) -> Tree:
    """The process tree of a log.

    Args:
        traces: distinct traces with their counts.
        noise: 0 to 1; behaviour rarer than this share of the most frequent alternative may go.
        depth: how many blocks are around.
    """
    total = sum(traces.values())
    empty = traces.get((), 0)
    if empty == total:
        return Leaf(None, total)
    if empty:
        rest = {trace: count for trace, count in traces.items() if trace}
        inner = mine(rest, noise, depth + 1)
        if empty < noise * total:
            return inner
        return Block("choice", (inner, Leaf(None, empty)), total)
    graph = graph_of(traces)
    if len(graph.nodes) == 1:
        return _single(graph.nodes[0], traces, noise)
    if depth > _DEEPEST:
        return _flower(graph, total)
    return _by_cut(traces, graph, noise, depth) or _by_fall(traces, graph, noise, depth)


def _single(activity: int, traces: Traces, noise: float) -> Tree:
    """One activity: once, or again and again; near enough to once is once."""
    total = sum(traces.values())
    events = sum(len(trace) * count for trace, count in traces.items())
    leaf = Leaf(activity, events)
    if events == total or abs(total / (total + events) - 0.5) < noise / 2:
        return leaf
    return Block("loop", (leaf, Leaf(None, events - total)), total)


def _by_cut(traces: Traces, graph: Graph, noise: float, depth: int) -> Tree | None:
    cut = find_cut(graph)
    if cut is None and noise:
        cut = find_cut(without_noise(graph, noise))
    return _cut(traces, cut, noise, depth) if cut else None


def _cut(traces: Traces, cut: Cut, noise: float, depth: int) -> Tree:
    children = tuple(
        mine(log, noise, depth + 1) if log else Leaf(None) for log in split(traces, cut)
    )
    return Block(cut.operator, children, sum(traces.values()))


def _by_fall(traces: Traces, graph: Graph, noise: float, depth: int) -> Tree:
    """No cut: what still tells something, else everything in any order."""
    total = sum(traces.values())
    for activity in _beside(traces, graph):
        parts = (frozenset((activity,)), frozenset(graph.nodes) - {activity})
        return _cut(traces, Cut("parallel", parts), noise, depth)
    for again in (_restarts(traces, graph, True), _restarts(traces, graph, False)):
        if sum(again.values()) > total:
            body = mine(again, noise, depth + 1)
            back = Leaf(None, sum(again.values()) - total)
            return Block("loop", (body, back), total)
    return _flower(graph, total)


def _beside(traces: Traces, graph: Graph) -> Iterator[int]:
    """An activity that happens once in each trace, or without which there is a cut."""
    for activity in graph.nodes:
        if all(trace.count(activity) == 1 for trace in traces):
            yield activity
    for activity in graph.nodes:
        rest: Counter[Trace] = Counter()
        for trace, count in traces.items():
            rest[tuple(event for event in trace if event != activity)] += count
        if len(graph.nodes) > 2 and find_cut(graph_of(rest)) is not None:
            yield activity


def _restarts(traces: Traces, graph: Graph, strict: bool) -> Counter[Trace]:
    """Traces cut before each start activity; strictly: only right behind an end activity."""
    found: Counter[Trace] = Counter()
    for trace, count in traces.items():
        begin = 0
        for i in range(1, len(trace)):
            if trace[i] in graph.starts and (not strict or trace[i - 1] in graph.ends):
                found[trace[begin:i]] += count
                begin = i
        found[trace[begin:]] += count
    return found


def _flower(graph: Graph, total: int) -> Tree:
    counts: Counter[int] = Counter(dict(graph.starts))
    for (_, target), count in graph.edges.items():
        counts[target] += count
    leaves = tuple(Leaf(node, counts[node]) for node in graph.nodes)
    events = sum(counts.values())
    return Block("loop", (Block("choice", leaves, events), Leaf(None, events - total)), total)

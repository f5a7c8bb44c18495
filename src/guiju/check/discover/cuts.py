"""Cuts of a directly-follows graph: the operator at the root and who belongs to which child.

Leemans, Fahland, van der Aalst, "Discovering block-structured process models from event logs - a
constructive approach", PETRI NETS 2013, section 3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from guiju.check.discover.graph import Graph, components, reachable
from guiju.check.discover.tree import Operator


@dataclass(frozen=True, slots=True)
class Cut:
    """An operator and the activities of each child, in order."""

    operator: Operator
    parts: tuple[frozenset[int], ...]


def find_cut(graph: Graph) -> Cut | None:
    """The first cut there is: choice, sequence, parallel, loop; None where there is none."""
    if len(graph.nodes) < 2:
        return None
    for operator, find in _FINDERS:
        parts = find(graph)
        if len(parts) > 1:
            return Cut(operator, tuple(frozenset(part) for part in parts))
    return None


def _choice(graph: Graph) -> list[set[int]]:
    return components(graph.nodes, graph.edges)


def _sequence(graph: Graph) -> list[set[int]]:
    """Activities that reach each other both ways or not at all stay together."""
    place = {node: i for i, node in enumerate(graph.nodes)}
    reach = reachable(graph)

    def reaches(one: int, two: int) -> bool:
        return bool(reach[one] >> place[two] & 1)

    together = [
        (one, two)
        for one, two in combinations(graph.nodes, 2)
        if reaches(one, two) == reaches(two, one)
    ]
    parts = components(graph.nodes, together)
    heads = [min(part) for part in parts]
    after = {head: sum(reaches(other, head) for other in heads if other != head) for head in heads}
    return sorted(parts, key=lambda part: after[min(part)])


def _parallel(graph: Graph) -> list[set[int]]:
    """Activities of different parts follow each other both ways; each part starts and ends."""
    together = [
        (one, two)
        for one, two in combinations(graph.nodes, 2)
        if (one, two) not in graph.edges or (two, one) not in graph.edges
    ]
    parts = components(graph.nodes, together)
    whole = [p for p in parts if p & graph.starts.keys() and p & graph.ends.keys()]
    if not whole:
        return []
    for part in parts:
        if part not in whole:
            whole[0] |= part
    return whole


def _loop(graph: Graph) -> list[set[int]]:
    """The body holds all starts and ends; what leads from the ends to the starts is a redo."""
    starts, ends = set(graph.starts), set(graph.ends)
    body = starts | ends
    rest = [node for node in graph.nodes if node not in body]
    redo = []
    for part in components(rest, graph.edges):
        if _leads_back(part, graph, starts, ends):
            redo.append(part)
        else:
            body |= part
    return [body, *redo] if redo and body else []


def _leads_back(part: set[int], graph: Graph, starts: set[int], ends: set[int]) -> bool:
    for one, two in graph.edges:
        if two in part and one not in part and one not in ends:
            return False
        if one in part and two not in part and two not in starts:
            return False
    for node in part:
        into = {end for end in ends if (end, node) in graph.edges}
        out = {start for start in starts if (node, start) in graph.edges}
        if (into and into != ends) or (out and out != starts):
            return False
    return True


_FINDERS: tuple[tuple[Operator, Callable[[Graph], list[set[int]]]], ...] = (
    ("choice", _choice),
    ("sequence", _sequence),
    ("parallel", _parallel),
    ("loop", _loop),
)

"""A fast second representation of plain models: a Petri net whose markings are single integers.

Models of tasks, exclusive and parallel gateways, start and end events need no scopes, data or
clocks to say which orders of tasks they allow. Their net is reduced without touching the language
(`net_reduction`) and played on packed integers: eight bits per place, seven count its tokens, one
guards, so that one subtraction tells whether all inputs of a transition hold enough.

Source of the mapping: Dijkman, Dumas, Ouyang, "Semantics and analysis of business process models
in BPMN", Information and Software Technology 50 (2008).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from guiju.standard.steps.graph import Unbounded
from guiju.standard.steps.net_reduction import Place, Transition, reduced

Kind = Literal["task", "silent", "exclusive", "parallel", "start", "end"]
"""task: visible; silent: passes unseen (a none event); the rest as in BPMN."""

_FIELD = 8
_GUARD = 0x80


@dataclass(frozen=True, slots=True)
class _Packed:
    """A transition as integers over packed markings."""

    label: int | None
    take: int
    put: int


@dataclass(frozen=True, slots=True)
class Net:
    """A net with integer markings; it is a `Behaviour` whose final marking is the empty one.

    Attributes:
        labels: ids of the visible elements.
        names: id to name.
        initial: the packed marking of a new case.
        transitions: packed; a transition is enabled where its `take` is contained in the marking.
        guard: the guard bits of all places.
        places: how many.
    """

    labels: tuple[str, ...]
    names: Mapping[str, str]
    initial: int
    transitions: tuple[_Packed, ...] = field(repr=False)
    guard: int
    places: int

    def successors(self, state: int) -> list[tuple[int | None, int]]:
        """The moves from a marking.

        Raises:
            Unbounded: a place would hold more than 127 tokens.
        """
        guard = self.guard
        guarded = state | guard
        found = [
            (t.label, state - t.take + t.put)
            for t in self.transitions
            if (guarded - t.take) & guard == guard
        ]
        if any(marking & guard for _, marking in found):
            raise Unbounded
        return found

    def is_final(self, state: int) -> bool:
        """Whether every token has been consumed."""
        return state == 0

    def projected(self, mask: int) -> Net:
        """The net on some of its places: it allows all that this net allows, and more.

        Args:
            mask: the fields of the places that stay; `place_masks` gives those of each place.
        """
        moves: dict[_Packed, None] = {}
        for t in self.transitions:
            move = _Packed(t.label, t.take & mask, t.put & mask)
            if move.label is not None or move.take != move.put:
                moves[move] = None
        return replace(
            self, initial=self.initial & mask, transitions=tuple(moves), guard=self.guard & mask
        )

    def place_masks(self) -> list[int]:
        """The bits of each place within a marking."""
        return [((1 << _FIELD) - 1) << i * _FIELD for i in range(self.places)]

    def hiding(self, elements: Collection[str]) -> Net:
        """The same net with some elements silent and out of the labels."""
        labels = tuple(e for e in self.labels if e not in elements)
        number = {e: i for i, e in enumerate(labels)}
        label = [number.get(e) for e in self.labels]
        moves = (
            _Packed(None if t.label is None else label[t.label], t.take, t.put)
            for t in self.transitions
        )
        return replace(self, labels=labels, transitions=tuple(moves))


def net_of(
    nodes: Iterable[tuple[str, Kind]],
    flows: Iterable[tuple[str, str, str]],
    names: Mapping[str, str] | None = None,
) -> Net:
    """The net of a plain model.

    Args:
        nodes: (id, kind) of each node; visible labels are the tasks, in this order.
        flows: (id, source, target) of each sequence flow.
        names: id to name of the tasks; the id itself where it is missing.

    A task with several incoming flows runs once per token (implicit exclusive merge), one with
    several outgoing flows puts a token on each (implicit parallel split); a node without outgoing
    flows ends its token. Several start events are alternatives; where there is none, each node
    without incoming flows gets a token (BPMN 2.0.2, sections 10.5.2 and 13.2).
    """
    nodes = list(nodes)
    labels = tuple(node for node, kind in nodes if kind == "task")
    initial, transitions = _unreduced(nodes, list(flows), labels)
    initial, transitions = reduced(initial, transitions)
    known = {label: (names or {}).get(label, label) for label in labels}
    places = sorted(set(initial).union(*(set(t.take) | set(t.put) for t in transitions)), key=repr)
    return _pack(labels, known, places, initial, transitions)


def _unreduced(
    nodes: Sequence[tuple[str, Kind]],
    flows: Sequence[tuple[str, str, str]],
    labels: Sequence[str],
) -> tuple[Counter[Place], list[Transition]]:
    """One place per flow and per node entry; transitions by kind."""
    incoming: dict[str, list[str]] = {node: [] for node, _ in nodes}
    outgoing: dict[str, list[str]] = {node: [] for node, _ in nodes}
    for flow, source, target in flows:
        outgoing[source].append(flow)
        incoming[target].append(flow)
    index = {label: i for i, label in enumerate(labels)}
    transitions: list[Transition] = []
    for node, kind in nodes:
        entry: list[Place] = [("flow", f) for f in incoming[node]]
        if kind != "parallel" or not entry:
            transitions += [Transition(None, Counter([p]), Counter([("in", node)])) for p in entry]
            entry = [("in", node)]
        leave: list[Place] = [("flow", f) for f in outgoing[node]]
        choices = [[p] for p in leave] if kind == "exclusive" and leave else [leave]
        transitions += [
            Transition(index.get(node), Counter(entry), Counter(choice)) for choice in choices
        ]
    starts = [node for node, kind in nodes if kind == "start"]
    if starts:
        transitions += [
            Transition(None, Counter([("begin", "")]), Counter([("in", s)])) for s in starts
        ]
        return Counter([("begin", "")]), transitions
    return Counter(("in", node) for node, _ in nodes if not incoming[node]), transitions


def _pack(
    labels: tuple[str, ...],
    names: Mapping[str, str],
    places: Sequence[Place],
    initial: Counter[Place],
    transitions: Iterable[Transition],
) -> Net:
    shift = {place: i * _FIELD for i, place in enumerate(places)}

    def packed(tokens: Counter[Place]) -> int:
        return sum(count << shift[place] for place, count in tokens.items())

    guard = sum(_GUARD << s for s in shift.values())
    moves = tuple(_Packed(t.label, packed(t.take), packed(t.put)) for t in transitions)
    return Net(labels, names, packed(initial), moves, guard, len(places))

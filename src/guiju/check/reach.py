"""The reachable states of a standard, many at a time where it is a net with many.

A marking of a net is a row of bytes, one per place; the rows of one distance from the beginning
are compared with what all transitions take in one operation. The numbering is that of `explore`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guiju.standard.steps.graph import SILENT, Behaviour, Graph, explore
from guiju.standard.steps.net import Net

_BLOCK: Final = 1 << 23
_FEW: Final = 50
"""States that are met faster one by one."""

_FULL: Final = 0x80
"""More tokens than 127 on a place are without end, as in the net itself."""

_Bytes = NDArray[np.uint8]


def reached(behaviour: Behaviour, bound: int = 60_000) -> Graph | None:
    """All reachable states; None where there are more than `bound`."""
    if isinstance(behaviour, Net) and behaviour.transitions and behaviour.places:
        few = explore(behaviour, min(_FEW, bound))
        return few if few is not None or bound <= _FEW else _of_net(behaviour, bound)
    return explore(behaviour, bound)


def _of_net(net: Net, bound: int) -> Graph | None:
    width = net.places
    take = _rows([t.take for t in net.transitions], width)
    put = _rows([t.put for t in net.transitions], width)
    labels = [SILENT if t.label is None else t.label for t in net.transitions]
    number = {net.initial.to_bytes(width, "little"): 0}
    sources, transitions, targets = [], [], []
    frontier, first = _rows([net.initial], width), 0
    while frontier.size:
        new = bytearray()
        for source, transition in _enabled(frontier, take):
            after = frontier[source] - take[transition] + put[transition]
            if after.size and int(after.max()) >= _FULL:
                return None
            targets += _numbered(after.tobytes(), width, number, new)
            sources.append(source + first)
            transitions.append(transition)
            if len(number) > bound:
                return None
        first += len(frontier)
        frontier = np.frombuffer(bytes(new), dtype=np.uint8).reshape(-1, width)
    label = np.array(labels, dtype=np.int32)[np.concatenate(transitions)]
    final = np.zeros(len(number), dtype=np.bool_)
    if bytes(width) in number:
        final[number[bytes(width)]] = True
    source_column = np.concatenate(sources).astype(np.int32)
    return Graph(len(number), source_column, label, np.array(targets, dtype=np.int32), final)


def _rows(markings: list[int], width: int) -> _Bytes:
    """(markings, places) tokens."""
    data = b"".join(marking.to_bytes(width, "little") for marking in markings)
    return np.frombuffer(data, dtype=np.uint8).reshape(-1, width)


def _enabled(frontier: _Bytes, take: _Bytes) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Row and transition of each move, by row and then by transition."""
    rows = max(1, _BLOCK // take.size)
    for begin in range(0, len(frontier), rows):
        part = frontier[begin : begin + rows, None, :]
        source, transition = np.nonzero((part >= take).all(axis=2))
        yield source + begin, transition


def _numbered(data: bytes, width: int, number: dict[bytes, int], new: bytearray) -> list[int]:
    """The number of each marking; those not met before are appended to `new`."""
    found = []
    for begin in range(0, len(data), width):
        marking = data[begin : begin + width]
        known = number.get(marking)
        if known is None:
            known = number[marking] = len(number)
            new += marking
        found.append(known)
    return found

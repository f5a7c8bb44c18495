"""Splitting a log along a cut; what does not fit a cut of a filtered graph is left out.

Leemans, Fahland, van der Aalst, "Discovering block-structured process models from event logs
containing infrequent behaviour", BPM workshops 2013 (LNBIP 171, 2014), section 4.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from guiju.check.discover.cuts import Cut
from guiju.check.discover.graph import Trace, Traces

Parts = Sequence[frozenset[int]]


def split(traces: Traces, cut: Cut) -> list[Counter[Trace]]:
    """The log of each child of a cut."""
    logs: list[Counter[Trace]] = [Counter() for _ in cut.parts]
    of = {node: i for i, part in enumerate(cut.parts) for node in part}
    for trace, count in traces.items():
        for part, piece in _SPLITS[cut.operator](trace, of, len(cut.parts)):
            logs[part][piece] += count
    return logs


Of = dict[int, int]
Pieces = Iterator[tuple[int, Trace]]


def _choice(trace: Trace, of: Of, _: int) -> Pieces:
    """The whole trace to the child most of its events belong to."""
    if trace:
        part = Counter(of[event] for event in trace).most_common(1)[0][0]
        yield part, tuple(event for event in trace if of[event] == part)


def _sequence(trace: Trace, of: Of, count: int) -> Pieces:
    """One piece for each child, cut where the fewest events are out of place."""
    lost = [0] * count
    came: list[list[int]] = []
    for event in trace:
        best = 0
        row = []
        for part in range(count):
            if lost[part] < lost[best]:
                best = part
            row.append(best)
        came.append(row)
        lost = [lost[row[part]] + (of[event] != part) for part in range(count)]
    part = min(range(count), key=lambda p: (lost[p], p))
    pieces: list[list[int]] = [[] for _ in range(count)]
    for event, row in zip(reversed(trace), reversed(came), strict=True):
        if of[event] == part:
            pieces[part].append(event)
        part = row[part]
    for i, piece in enumerate(pieces):
        yield i, tuple(reversed(piece))


def _parallel(trace: Trace, of: Of, count: int) -> Pieces:
    for part in range(count):
        yield part, tuple(event for event in trace if of[event] == part)


def _loop(trace: Trace, of: Of, _: int) -> Pieces:
    """Body, redo, body, ...: silence where two redos meet, or a redo begins or ends."""
    piece: list[int] = []
    part = 0
    for event in trace:
        if of[event] != part:
            yield part, tuple(piece)
            if part and of[event]:
                yield 0, ()
            piece, part = [], of[event]
        piece.append(event)
    yield part, tuple(piece)
    if part:
        yield 0, ()


_SPLITS = {"choice": _choice, "sequence": _sequence, "parallel": _parallel, "loop": _loop}

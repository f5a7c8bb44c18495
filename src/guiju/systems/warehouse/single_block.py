"""The shortest round in a warehouse of one block, whatever the number of stops. Pure.

Between two cross aisles, without one-way or closed ways, a shortest round is found aisle by aisle:
all that matters of what lies to the left is how the ends of the last aisle are met and whether
they hang together.

Source: H. D. Ratliff and A. S. Rosenthal, Order-picking in a rectangular warehouse: a solvable
case of the traveling salesman problem, Operations Research 31 (1983) 507-521.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from guiju.systems.warehouse.heuristics import Task
from guiju.systems.warehouse.layout import Layout
from guiju.systems.warehouse.walks import Node

ABSENT = -1
"""An end of an aisle that no part of the round meets."""

_CROSSINGS = ((0, 0), (1, 1), (2, 0), (0, 2), (2, 2))
"""How often the ways to the next aisle are walked, in front and at the back."""


class Ends(NamedTuple):
    """How the round so far meets the ends of an aisle.

    Attributes:
        front, back: ABSENT, 0 (an even number of times) or 1 (an odd one).
        parts: 0 nothing yet, 1 it hangs together, 2 the front and the back do not yet.
        over: it is closed; nothing may follow.
    """

    front: int = ABSENT
    back: int = ABSENT
    parts: int = 0
    over: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """An aisle, or where the start joins a cross aisle.

    Attributes:
        marks: y of its stops between the ends.
        front, back: whether the end itself must be met.
        through: whether one can walk from end to end.
    """

    x: int
    marks: tuple[int, ...]
    front: bool
    back: bool
    through: bool = True


class Choice(NamedTuple):
    """How one aisle is walked: the stretches, each with how often."""

    kind: str
    stretches: tuple[tuple[int, int, int], ...]


Path = tuple[int, "tuple[Path, Choice, tuple[int, int]] | None"]
"""Cost so far, and the steps that led there: before, the aisle's choice, the crossing."""


def applies(layout: Layout, stops: Sequence[Node]) -> bool:
    """Whether the layout is one block for these stops."""
    if layout.one_way or len(layout.cross_aisles) != 2:
        return False
    front, back = layout.cross_aisles.values()
    xs = [layout.start[0], *(x for x, _ in stops)]
    aisles = [way for way in layout.aisles.values() if min(xs) <= way.at <= max(xs)]
    ways = (front, back, *aisles)
    return (
        layout.start[1] in (front.at, back.at)
        and len({way.at for way in aisles}) == len(aisles)
        and not any(way.closed for way in ways)
        and all(front.at <= y <= back.at for _, y in stops)
        and all(way.low <= min(xs) and max(xs) <= way.high for way in (front, back))
        and all(way.low <= front.at and back.at <= way.high for way in aisles)
    )


def shortest_order(task: Task) -> list[Node]:
    """The stops in the order of a shortest round; only where `applies`."""
    front, back = (way.at for way in task.layout.cross_aisles.values())
    columns = _columns(task, front, back)
    paths: dict[Ends, Path] = {Ends(): (0, None)}
    for number, column in enumerate(columns):
        last = number == len(columns) - 1
        step = 0 if last else columns[number + 1].x - column.x
        paths = _next(paths, column, front, back, step, last)
    best = min(paths.values(), key=lambda path: path[0])
    return _walked(task, columns, _steps(best), front, back)


def _columns(task: Task, front: int, back: int) -> list[Column]:
    start = task.walks.start
    points = {*task.stops, start}
    xs = {x for x, _ in points}
    aisles = {way.at for way in task.layout.aisles.values()}
    wanted = sorted(xs | {x for x in aisles if min(xs) <= x <= max(xs)})
    return [
        Column(
            x,
            tuple(sorted(y for at, y in points if at == x and front < y < back)),
            (x, front) in points,
            (x, back) in points,
            x in aisles,
        )
        for x in wanted
    ]


def _next(
    paths: dict[Ends, Path], column: Column, front: int, back: int, step: int, last: bool
) -> dict[Ends, Path]:
    following: dict[Ends, Path] = {}
    for ends, path in paths.items():
        for choice in _choices(column, front, back):
            met = _walk(ends, choice.kind, column)
            if met is None:
                continue
            cost = path[0] + sum((high - low) * n for low, high, n in choice.stretches)
            for crossing in ((0, 0),) if last else _CROSSINGS:
                left = _cross(met, crossing)
                total = cost + step * sum(crossing)
                if left is not None and (left not in following or total < following[left][0]):
                    following[left] = (total, (path, choice, crossing))
    if last:
        return {ends: path for ends, path in following.items() if ends.over or not ends.parts}
    return following


def _choices(column: Column, front: int, back: int) -> Iterator[Choice]:
    marks = column.marks
    if not marks:
        yield Choice("none", ())
    if column.through:
        yield Choice("through", ((front, back, 1),))
        yield Choice("twice", ((front, back, 2),))
    if marks:
        yield Choice("front", ((front, marks[-1], 2),))
        yield Choice("back", ((marks[0], back, 2),))
    if len(marks) > 1:
        low, high = max(pairwise(marks), key=lambda gap: gap[1] - gap[0])
        yield Choice("gap", ((front, low, 2), (high, back, 2)))


def _walk(ends: Ends, kind: str, column: Column) -> Ends | None:
    """What a walk in the aisle makes of the ends; None where the round was over before."""
    front_too = column.front or kind in ("front", "gap", "through", "twice")
    back_too = column.back or kind in ("back", "gap", "through", "twice")
    if ends.over:
        return None if front_too or back_too else ends
    odd = kind == "through"
    front, back, parts = ends.front, ends.back, ends.parts
    if front_too and front == ABSENT:
        front, parts = 0, parts + 1
    if back_too and back == ABSENT:
        back, parts = 0, parts + 1
    if odd or kind == "twice":
        parts = 1
    return Ends(
        (front + odd) % 2 if front_too else front, (back + odd) % 2 if back_too else back, parts
    )


def _cross(ends: Ends, crossing: tuple[int, int]) -> Ends | None:
    """What is left at the next aisle; None where an end is odd or a part is cut off."""
    if ends.over or not ends.parts:
        return ends if crossing == (0, 0) else None
    for end, times in zip((ends.front, ends.back), crossing, strict=True):
        if (end == ABSENT and times) or (end != ABSENT and (end + times) % 2):
            return None
    if ends.parts == 2 and 0 in crossing:
        return None
    if crossing == (0, 0):
        return Ends(parts=1, over=True)
    front, back = (times % 2 if times else ABSENT for times in crossing)
    return Ends(front, back, ends.parts)


def _steps(path: Path) -> list[tuple[Choice, tuple[int, int]]]:
    steps = []
    here = path[1]
    while here is not None:
        before, choice, crossing = here
        steps.append((choice, crossing))
        here = before[1]
    return steps[::-1]


def _walked(
    task: Task,
    columns: Sequence[Column],
    steps: Sequence[tuple[Choice, tuple[int, int]]],
    front: int,
    back: int,
) -> list[Node]:
    """The round itself: an Eulerian circuit of all stretches; stops as they are first met."""
    edges: dict[Node, list[Node]] = {}

    def walk(one: Node, other: Node, times: int) -> None:
        for _ in range(times):
            edges.setdefault(one, []).append(other)
            edges.setdefault(other, []).append(one)

    for number, (column, (choice, crossing)) in enumerate(zip(columns, steps, strict=True)):
        for low, high, times in choice.stretches:
            between = [y for y in column.marks if low < y < high]
            for a, b in pairwise([low, *between, high]):
                walk((column.x, a), (column.x, b), times)
        for y, times in zip((front, back), crossing, strict=True):
            if times:
                walk((column.x, y), (columns[number + 1].x, y), times)
    circuit = _circuit(edges, task.walks.start)
    stops = set(task.stops)
    return [node for node in dict.fromkeys(circuit) if node in stops]


def _circuit(edges: dict[Node, list[Node]], start: Node) -> list[Node]:
    """Hierholzer's way through every edge once."""
    stack, circuit = [start], []
    while stack:
        here = stack[-1]
        if edges.get(here):
            other = edges[here].pop()
            edges[other].remove(here)
            stack.append(other)
        else:
            circuit.append(stack.pop())
    return circuit

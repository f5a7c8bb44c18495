"""Flows and associations as SVG."""

from __future__ import annotations

from guiju.standard.layout.drawing import Bounds, Edge, Point
from guiju.standard.layout.measure import LABEL_SIZE
from guiju.standard.layout.svg.marks import Mark
from guiju.standard.layout.svg.paper import number, path_of, tag, text_lines
from guiju.standard.layout.text import width_of, wrapped

_CLASSES = {"sequenceFlow": "", "messageFlow": " gj-message"}


def edge_of(edge: Edge, name: str, mark: Mark, sign: str) -> str:
    """A line with its tips and its name.

    Args:
        edge: where it runs.
        name: its name.
        mark: heat and breadth.
        sign: "conditional", "default" or "": what stands at its beginning.
    """
    hot = " gj-hot" if mark.heat else ""
    class_ = f"gj-flow{_CLASSES.get(edge.kind, ' gj-dots')}{hot}"
    style = f"stroke-width:{mark.width:.1f}" if mark.width else None
    drawn = tag("path", d=path_of(edge.waypoints), class_=class_, style=style)
    last, before = edge.waypoints[-1], edge.waypoints[-2]
    if edge.kind == "sequenceFlow":
        drawn += _tip(before, last, "gj-tip", 10, 4.5)
        drawn += _sign(edge.waypoints[0], edge.waypoints[1], sign)
    elif edge.kind == "messageFlow":
        first = edge.waypoints[0]
        drawn += tag("circle", cx=first[0], cy=first[1], r=3.5, class_="gj-open")
        drawn += _tip(before, last, "gj-open", 10, 4.5)
    elif edge.kind.startswith("data"):
        drawn += _tip(before, last, "gj-flow", 8, 4)
    return drawn + _name(edge, name, mark)


def _tip(before: Point, at: Point, class_: str, length: float, half: float) -> str:
    x, y = _direction(before, at)
    back = (at[0] - x * length, at[1] - y * length)
    points = [
        (back[0] - y * half, back[1] + x * half),
        at,
        (back[0] + y * half, back[1] - x * half),
    ]
    name = "polyline" if class_ == "gj-flow" else "polygon"
    return tag(name, points=_written(points), class_=class_)


def _sign(at: Point, after: Point, sign: str) -> str:
    x, y = _direction(at, after)
    if sign == "conditional":
        points = [at, (at[0] + x * 8 - y * 5, at[1] + y * 8 + x * 5),
                  (at[0] + x * 16, at[1] + y * 16),
                  (at[0] + x * 8 + y * 5, at[1] + y * 8 - x * 5)]  # fmt: skip
        return tag("polygon", points=_written(points), class_="gj-open")
    if sign == "default":
        middle = (at[0] + x * 9, at[1] + y * 9)
        one = (middle[0] - (x + y) * 4, middle[1] - (y - x) * 4)
        two = (middle[0] + (x + y) * 4, middle[1] + (y - x) * 4)
        return tag("polyline", points=_written([one, two]), class_="gj-flow")
    return ""


def _direction(one: Point, two: Point) -> Point:
    dx, dy = two[0] - one[0], two[1] - one[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return dx / length, dy / length


def _written(points: list[Point]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)


def _name(edge: Edge, name: str, mark: Mark) -> str:
    drawn = ""
    if name.strip():
        at = edge.label or _place(edge, name)
        lines = wrapped(name, max(at.width + 4, 40), LABEL_SIZE, 3)
        drawn = text_lines(lines, *at.middle, LABEL_SIZE, "gj-label")
    if mark.badge:
        x, y = _longest(edge)
        drawn += text_lines([mark.badge], x, y - 9, LABEL_SIZE, "gj-label")
    return drawn


def _place(edge: Edge, name: str) -> Bounds:
    x, y = _longest(edge)
    across = min(90.0, width_of(name, LABEL_SIZE))
    return Bounds(x - across / 2, y - 16, across, 14)


def _longest(edge: Edge) -> Point:
    """The middle of the longest level piece."""
    pieces = zip(edge.waypoints, edge.waypoints[1:], strict=False)
    one, two = max(pieces, key=lambda p: abs(p[1][0] - p[0][0]))
    return (one[0] + two[0]) / 2, (one[1] + two[1]) / 2

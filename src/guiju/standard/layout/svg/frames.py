"""Pools, lanes, annotations and groups as SVG."""

from __future__ import annotations

from guiju.standard.layout.drawing import Shape
from guiju.standard.layout.measure import STRIP
from guiju.standard.layout.svg.marks import Mark, warm
from guiju.standard.layout.svg.paper import number, safe, tag, text_lines
from guiju.standard.layout.text import wrapped


def frame_of(name: str, shape: Shape, mark: Mark) -> str:
    """A pool or lane with its name along the left side; a black box with its name inside."""
    at = shape.bounds
    class_ = "gj-lane" if shape.kind == "lane" else "gj-pool"
    box = {"x": at.x, "y": at.y, "width": at.width, "height": at.height}
    drawn = tag("rect", class_=class_, **box)
    style = warm(mark.heat)
    if style:
        drawn += tag("rect", class_=class_, style=style, **{**box, "width": STRIP})
    if shape.kind == "participant" and shape.expanded is False:
        lines = wrapped(name, at.width - 20, 13, 2)
        return drawn + text_lines(lines, *at.middle, 13, "gj-name")
    x = at.x + STRIP
    if shape.kind == "participant":
        d = f"M{number(x)} {number(at.y)}V{number(at.bottom)}"
        drawn += tag("path", d=d, class_="gj-lane")
    lines = wrapped(name, at.height - 12, 12, 2)
    middle = (at.x + STRIP / 2, at.middle[1])
    turn = f"rotate(-90 {number(middle[0])} {number(middle[1])})"
    return drawn + tag("g", text_lines(lines, *middle, 12, "gj-name"), transform=turn)


def note_of(text: str, shape: Shape) -> str:
    """A text annotation: a bracket and its text."""
    at = shape.bounds
    d = f"M{number(at.x + 12)} {number(at.y)}H{number(at.x)}V{number(at.bottom)}h12"
    most = max(1, int(at.height // 14))
    lines = wrapped(text, at.width - 14, 12, most)
    return tag("path", d=d, class_="gj-lane") + "".join(
        tag("text", safe(line), x=at.x + 8, y=at.y + 16 + 14.5 * i, class_="gj-label",
            font_size=12)
        for i, line in enumerate(lines)
    )  # fmt: skip


def group_of(shape: Shape) -> str:
    """A group: a dashed frame."""
    at = shape.bounds
    return tag("rect", x=at.x, y=at.y, width=at.width, height=at.height, rx=10,
               class_="gj-lane gj-dash")  # fmt: skip

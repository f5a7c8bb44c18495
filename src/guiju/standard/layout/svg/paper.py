"""Writing SVG: every text and every attribute is escaped here, once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from guiju.standard.layout.drawing import Point

# Characters that XML 1.0 cannot hold.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def safe(text: object) -> str:
    """A text that can stand in XML and HTML, in an attribute too."""
    return escape(_ILLEGAL.sub("\ufffd", str(text)), quote=True)


def number(value: float) -> str:
    """A coordinate, short."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """One element; `class_` is class, other underscores are hyphens; None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{number(value) if isinstance(value, float) else safe(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text_lines(
    lines: Sequence[str], x: float, y: float, size: float, class_: str, anchor: str = "middle"
) -> str:
    """Lines of text around a middle line."""
    step = size + 2.5
    first = y - step * (len(lines) - 1) / 2 + size * 0.36
    return "".join(
        tag("text", safe(line), x=x, y=first + i * step, class_=class_, font_size=size,
            text_anchor=anchor)
        for i, line in enumerate(lines)
    )  # fmt: skip


def path_of(points: Sequence[Point], radius: float = 7.0) -> str:
    """The path through waypoints with rounded corners."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        near = _towards(at, before, radius)
        far = _towards(at, after, radius)
        parts.append(
            f"L{number(near[0])} {number(near[1])}"
            f"Q{number(at[0])} {number(at[1])} {number(far[0])} {number(far[1])}"
        )
    parts.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(parts)


def _towards(at: Point, other: Point, most: float) -> Point:
    """The point on the way from one to another, at most so far and half the way."""
    dx, dy = other[0] - at[0], other[1] - at[1]
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return at
    share = min(most, length / 2) / length
    return at[0] + dx * share, at[1] + dy * share

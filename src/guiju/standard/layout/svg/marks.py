"""What a report adds to a picture: heat and counts on elements."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.standard.layout.drawing import Bounds
from guiju.standard.layout.svg.paper import safe, tag
from guiju.standard.layout.text import width_of


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown on one element.

    Attributes:
        heat: 0 (none) to 1 (most): how strongly the element is coloured.
        badge: a short text on its corner, such as a count.
        note: what a pointer resting on it, or a screen reader, is told beside the name.
        width: flows: how broad the line is, in pixels; None as usual.
    """

    heat: float = 0.0
    badge: str = ""
    note: str = ""
    width: float | None = None


def warm(heat: float) -> str | None:
    """The style of a body with this heat: a wash over the paper, so that text stays readable."""
    if heat <= 0:
        return None
    share = 0.10 + 0.55 * min(1.0, heat)
    return f"fill:rgba(var(--gj-heat),{share:.2f})"


def badge(mark: Mark, bounds: Bounds) -> str:
    """The pill on the upper right corner."""
    if not mark.badge:
        return ""
    across = max(18.0, width_of(mark.badge, 11) + 12)
    x, y = bounds.right - across / 2, bounds.y - 9
    pill = tag("rect", x=x, y=y, width=across, height=18.0, rx=9, class_="gj-pill")
    count = tag(
        "text", safe(mark.badge), x=x + across / 2, y=y + 13, text_anchor="middle",
        font_size=11, class_="gj-count",
    )  # fmt: skip
    return pill + count

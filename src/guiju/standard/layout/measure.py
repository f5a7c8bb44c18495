"""How large things are drawn, in pixels: the sizes that BPMN editors use."""

from __future__ import annotations

from guiju.standard.layout.text import width_of, wrapped
from guiju.standard.model.definitions import Event, Gateway, Node

TASK = (100.0, 80.0)
EVENT = 36.0
GATEWAY = 50.0
DATA = (36.0, 50.0)
STORE = (50.0, 50.0)
LABEL = 92.0
"""Widest label beside a shape."""
LABEL_SIZE = 11.0
LINE = 14.0
"""Height of one line of a label."""
STRIP = 30.0
"""Width of the title strip of a pool or lane."""
TITLE = 34.0
"""Height kept free for the name of an expanded sub-process."""
PADDING = 24.0
"""Room around the inside of a sub-process, lane or pool."""
NOTE = 130.0
"""Width of a text annotation."""


def size_of(node: Node) -> tuple[float, float]:
    """Width and height of a node whose inside is not drawn."""
    if isinstance(node, Event):
        return EVENT, EVENT
    if isinstance(node, Gateway):
        return GATEWAY, GATEWAY
    lines = len(wrapped(node.name, TASK[0] - 12, 12, 9))
    return (TASK[0] + 40 if lines > 4 else TASK[0]), TASK[1]


def label_size(name: str, width: float = LABEL, most: int = 4) -> tuple[float, float]:
    """Width and height of a label beside a shape or edge; 0 by 0 where there is no name."""
    lines = wrapped(name, width, LABEL_SIZE, most)
    if not lines:
        return 0.0, 0.0
    return max(width_of(line, LABEL_SIZE) for line in lines) + 2, LINE * len(lines)

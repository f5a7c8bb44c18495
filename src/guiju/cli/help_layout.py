"""How `--help` is set: lines are as wide as they look, so that Chinese stays on the page."""

from __future__ import annotations

import argparse
import re
from typing import Final

from rich.cells import cell_len

_PIECE: Final = re.compile(
    r"[ -~\u00a0-\u02ff]+?(?:\s+|(?=[^ -~\u00a0-\u02ff])|$)|.[，。；：、）」”？！]*"
)
"""What is kept together: a Western word, or one Chinese character with what closes after it."""


class Layout(argparse.HelpFormatter):
    """argparse's own layout, with lines broken by columns instead of characters."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return broken(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in broken(text, width - len(indent)))


def broken(text: str, width: int) -> list[str]:
    """A text in lines of at most so many columns of a terminal; longer words stay whole."""
    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]

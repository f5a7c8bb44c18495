"""Where a command writes: tables and sentences for people, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guiju.cli.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PIPED_WIDTH = 120
"""Columns where nobody says how many there are: a pipe has none."""

_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
_CONTROL[9] = _CONTROL[10] = " "

_LONG_WORD = 24
"""A longer word may be broken in a table: ids that tools made are as long as this line."""

Column = str | tuple[str, str]
"""A heading, or a heading and how the column is set: right, whole (never broken) or dim."""


def clean(value: object) -> str:
    """A text from a stranger's file, without what would move the cursor of a terminal."""
    return str(value).translate(_CONTROL)


def _console(error: bool = False) -> Console:
    stream = sys.stderr if error else sys.stdout
    given = os.environ.get("COLUMNS", "")
    width = int(given) if given.isdecimal() and int(given) > 0 else None
    if width is None and not stream.isatty():
        width = PIPED_WIDTH
    return Console(
        stderr=error, width=width, markup=False, emoji=False, highlight=False, soft_wrap=False
    )


@dataclass(frozen=True, slots=True)
class Screen:
    """The two streams of a command.

    Attributes:
        json: the reader is a program: `data` writes, everything else is silent.
    """

    json: bool = False
    out: Console = field(default_factory=_console)
    err: Console = field(default_factory=lambda: _console(True))

    def data(self, value: Any) -> None:
        """The whole answer as JSON, for programs."""
        text = json.dumps(value, indent=2, ensure_ascii=False, default=str, allow_nan=False)
        self.out.file.write(text + "\n")

    def title(self, text: str, note: str = "") -> None:
        """A heading, with a quiet note behind it."""
        self.say()
        parts = [(clean(text), "bold"), ("  " + clean(note), "dim")]
        self.say(Text.assemble(*parts[: 2 if note else 1]))

    def say(self, text: str | Text = "", style: str = "", indent: int = 0, hang: int = 2) -> None:
        """A sentence; a long one is broken between words, `hang` columns further in."""
        line = text if isinstance(text, Text) else Text(clean(text), style=style)
        room = self.out.width - indent
        if line.cell_len > room:
            parts = list(line.wrap(self.out, max(10, room - hang)))
        else:
            parts = [line]
        for number, part in enumerate(parts):
            part.rstrip()
            before = " " * (indent + (hang if number else 0))
            self.out.print(Text(before) + part, soft_wrap=True)

    def command(self, text: str, indent: int = 0) -> None:
        """A command to copy: never broken over lines by us."""
        self.out.print(Text(" " * indent + clean(text), style="cyan"), soft_wrap=True)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
        """A table, without columns that hold nothing; one paragraph per row if it is too wide."""
        heads = [(each, "") if isinstance(each, str) else each for each in columns]
        cells = [[self._cell(each) for each in row] for row in rows]
        used = [i for i in range(len(heads)) if not cells or any(row[i].plain for row in cells)]
        heads = [heads[i] for i in used]
        cells = [[row[i] for i in used] for row in cells]
        if _least_width(heads, cells) > self.out.width:
            self._paragraphs([name for name, _how in heads], cells)
            return
        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
        for name, how in heads:
            table.add_column(
                name,
                justify="right" if how == "right" else "left",
                no_wrap=how in ("right", "whole"),
                overflow="fold",
                style="dim" if how == "dim" else "",
            )
        for row in cells:
            table.add_row(*row)
        self.out.print(Padding(table, (0, 0, 0, 2), expand=False))

    def _paragraphs(self, names: Sequence[str], rows: Iterable[Sequence[Text]]) -> None:
        for first, second, *rest in rows:
            self.say(Text.assemble(first, "  ", (second.plain, "bold")), indent=2)
            told = [f"{n}: {t.plain}" for n, t in zip(names[2:], rest, strict=True) if t.plain]
            if told:
                self.say("; ".join(told), indent=4)

    def _cell(self, value: object) -> Text:
        return value if isinstance(value, Text) else Text(clean(value))

    def note(self, text: str) -> None:
        """Something to know beside the answer: on the error stream, so that pipes stay clean."""
        self.err.print(Text(clean(text), style="dim"))

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int], None]]:
        """A bar for a long reading: call what is given with (done, of how many)."""
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

        if self.json or not self.err.is_terminal:
            yield lambda done, total: None
            return
        parts = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn())
        with Progress(*parts, console=self.err, transient=True) as bar:
            task = bar.add_task(clean(what), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _least_width(heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[Text]]) -> int:
    """Columns of the terminal that a table needs without breaking words (very long ones aside)."""
    least = 2 + 3 * (len(heads) - 1)
    for position, (name, how) in enumerate(heads):
        texts = [Text(name), *(row[position] for row in rows)]
        whole = how in ("right", "whole")
        words = texts if whole else [Text(word) for each in texts for word in each.plain.split()]
        widest = max((each.cell_len for each in words), default=0)
        least += widest if whole else min(widest, _LONG_WORD)
    return least


def amount(value: float, digits: int = 3) -> str:
    """A share for people; nothing where there is none."""
    return _("none") if value != value else f"{value:.{digits}f}"  # NaN is unlike itself

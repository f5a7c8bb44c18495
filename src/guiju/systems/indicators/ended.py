"""Figures of cases that have ended: read once, since only an erasure can change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from guiju.run.engine import Engine


class Question(NamedTuple):
    """What is asked of each case, in FEEL."""

    process: str
    of: str
    per: str
    by: tuple[str, ...]


class Figure(NamedTuple):
    """What one case adds to a share, and in which group."""

    of: Decimal
    per: Decimal
    group: tuple[str, ...]


Read = Callable[[str], Figure | None]
"""Reads the figure of a case by its id; None where it has none."""


class Ended:
    """Remembers figures by question and case.

    A question that is asked every day over a month would otherwise replay every case sixty times.
    """

    def __init__(self) -> None:
        self._erasures = -1
        self._known: dict[Question, dict[int, Figure | None]] = {}

    def figures(self, engine: Engine, question: Question, after: int, read: Read) -> list[Figure]:
        """The figures of the cases that began at or after a time (microseconds), oldest first."""
        known = self._of(engine, question)
        seen: dict[int, Figure | None] = {}
        ended: dict[int, Figure | None] = {}
        reader: Any = engine.reader()
        sql = "SELECT no, id, status FROM cases WHERE started >= ? ORDER BY no"
        for no, id_, status in reader.ask(sql, (after,)):
            seen[no] = known[no] if no in known else read(id_)
            if status:
                ended[no] = seen[no]
        self._known[question] = ended
        return [figure for figure in seen.values() if figure is not None]

    def _of(self, engine: Engine, question: Question) -> Mapping[int, Figure | None]:
        """What is known of a question; nothing of any once a person was erased."""
        reader: Any = engine.reader()
        erasures = reader.one("SELECT count(*) FROM subjects WHERE erased > 0")[0]
        if erasures != self._erasures:
            self._erasures = erasures
            self._known.clear()
        return self._known.get(question, {})

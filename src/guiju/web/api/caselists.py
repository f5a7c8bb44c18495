"""Lists over all cases, page by page, for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guiju.run.engine import Engine
from guiju.run.packing.states import STATUS
from guiju.run.times import moment
from guiju.web.api import paging, shapes
from guiju.web.cases import looking
from guiju.web.policy import Visitor
from guiju.web.texts import texts


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is to show.

    Attributes:
        status: one of `looking.STATES`, or "".
        process: id of a process, or "".
        beginning: what the name begins with; `text` that, or a whole business key.
        after: (start, number) of the last case of the page before.
    """

    status: str = ""
    process: str = ""
    beginning: str = ""
    text: str = ""
    limit: int = 50
    after: tuple[int, ...] | None = None


def find(engine: Engine, who: Visitor, asked: Asked, tongue: str) -> shapes.Cases:
    """A page of the cases somebody may see, the newest first."""
    reader: Any = engine.reader()
    where, values = looking.visible(engine, who)
    more, given = _filters(engine, asked)
    rows = looking.newest(reader, where + more, (*values, *given), asked.limit + 1)
    last = rows[asked.limit - 1] if len(rows) > asked.limit else None
    items = [
        shapes.CaseRow(
            id=id_, standard=texts(no).standard.digest, title=texts(no).title(tongue),
            status=STATUS[state], started=moment(begun), ended=moment(ended) if ended else None,
            tasks=count,
        )
        for id_, no, state, begun, ended, count, _ in rows[: asked.limit]
    ]  # fmt: skip
    return shapes.Cases(items=items, next=paging.written(last[3], last[6]) if last else None)


def _filters(engine: Engine, asked: Asked) -> tuple[str, list[Any]]:
    where, values = "", list[Any]()
    if asked.status:
        where += " AND c.status = ?"
        values.append(list(STATUS).index(asked.status))
    if asked.process:
        numbers = [
            row.no
            for row in engine.reader().standards()
            if asked.process in engine.standards.by_no(row.no).standard.program.bodies
        ]
        where += f" AND c.standard IN ({','.join('?' * len(numbers)) or 'NULL'})"
        values += numbers
    if asked.beginning:
        where += " AND c.id >= ? AND c.id < ?"
        values += [asked.beginning, asked.beginning + "\U0010ffff"]
    if asked.text:
        more, given = looking.called(asked.text)
        where += more
        values += given
    if asked.after is not None:
        where += " AND (c.started < ? OR (c.started = ? AND c.no < ?))"
        values += [asked.after[0], asked.after[0], asked.after[1]]
    return where, values


def stuck(
    engine: Engine, after: tuple[int, ...] | None, limit: int
) -> tuple[list[tuple[str, int]], str | None]:
    """(case, instance) of what is stuck, the oldest first, and the cursor of the next page."""
    reader: Any = engine.reader()
    where, values = "", list[Any]()
    if after is not None:
        where = " WHERE i.since > ? OR (i.since = ? AND (i.case_no > ? OR (i.case_no = ? AND"
        where += " i.instance > ?)))"
        values = [after[0], after[0], after[1], after[1], after[2]]
    sql = (
        "SELECT c.id, i.instance, i.since, i.case_no FROM incidents i"
        f" JOIN cases c ON c.no = i.case_no{where} ORDER BY i.since, i.case_no, i.instance LIMIT ?"
    )
    rows = reader.ask(sql, (*values, limit + 1))
    more = None
    if len(rows) > limit:
        _, instance, since, number = rows[limit - 1]
        more = paging.written(since, number, instance)
    return [(id_, instance) for id_, instance, _, _ in rows[:limit]], more

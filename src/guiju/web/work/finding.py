"""Pages of open tasks, and how many there are.

The keys of a page are found first, over an index alone where the order is that of due times, and
only the rows that are shown are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from typing import Any, Final

from guiju.journal.store.queries import columns, marks
from guiju.journal.store.rows import TaskRow
from guiju.run.engine import Engine
from guiju.run.times import micros
from guiju.web.policy import Visitor
from guiju.web.work.tasks import Offer, Task, offers_of, task_of

PAGE: Final = 50
SORTS: Final = ("due", "created", "priority")
DUES: Final = ("late", "today", "week", "none")
COUNTED: Final = 1000
"""Beyond this many, a list says "more than"."""

_FAR: Final = 1 << 62
"""Stands for the due time of what has none: behind all others."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is to show.

    Attributes:
        whose: mine, offered, or all that are mine or offered.
        standards: numbers of standards; empty for all.
        due: one of `DUES`, or "".
        least: the lowest priority shown.
        sort: one of `SORTS`.
        start: how many are passed over.
        limit: how many are shown.
    """

    whose: str = "both"
    standards: tuple[int, ...] = ()
    due: str = ""
    least: int = 0
    sort: str = "due"
    start: int = 0
    limit: int = PAGE


@dataclass(frozen=True, slots=True)
class Found:
    """A page of tasks; `more` says that there are others behind it."""

    tasks: tuple[Task, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A condition with its values."""

    where: str
    values: tuple[Any, ...] = ()

    def also(self, other: _Part) -> _Part:
        return _Part(f"{self.where} AND {other.where}", (*self.values, *other.values))


_KEY: Final = "t.case_no, t.task"
_BY_DUE: Final = f"t.due, t.created, {_KEY}"
_BY_AGE: Final = f"t.created, {_KEY}"
_FIRST_PRIORITY: Final = f"-t.priority, (t.due = 0), {_BY_DUE}"
_ANY: Final = _Part("1 = 1")
_WITH_DUE: Final = _Part("t.due > 0")
_WITHOUT: Final = _Part("t.due = 0")

Key = tuple[int, ...]
"""(case, task, created, due, priority): what a place in a list depends on."""

_places: Final = {
    "due": lambda key: (key[3] or _FAR, key[2], *key[:2]),
    "created": lambda key: (key[2], *key[:2]),
    "priority": lambda key: (-key[4], key[3] or _FAR, key[2], *key[:2]),
}


def find(engine: Engine, who: Visitor, asked: Asked, now: datetime) -> Found:
    """A page of the tasks somebody has or may take."""
    reader: Any = engine.reader()
    offers = offers_of(reader)
    filters = _filters(asked, now)
    most = asked.start + asked.limit + 1
    runs = [
        _keys(reader, [part.also(each) for each in filters], asked, most)
        for part in _groups(who, asked, offers)
    ]
    keys = list(merge(*runs, key=_places[asked.sort]))[asked.start : most]
    shown = _rows(reader, keys[: asked.limit], offers)
    return Found(tuple(shown), len(keys) > asked.limit)


def _groups(who: Visitor, asked: Asked, offers: Mapping[int, Offer]) -> Iterator[_Part]:
    if asked.whose in ("mine", "both"):
        yield _Part("t.assignee = ?", (who.id,))
    if asked.whose in ("offered", "both"):
        for pool in _pools(who, offers):
            yield _Part("t.assignee = '' AND t.pool = ?", (pool,))


def _keys(reader: Any, parts: Sequence[_Part], asked: Asked, most: int) -> list[Key]:
    """The first keys of a group, part after part."""
    found: list[Key] = []
    for part in parts:
        order = _order(asked.sort, part)
        sql = (
            f"SELECT {_KEY}, t.created, t.due, t.priority FROM tasks t"
            f" WHERE {part.where} ORDER BY {order} LIMIT ?"
        )
        if len(found) < most:
            found += reader.ask(sql, (*part.values, most - len(found)))
    return found


def _order(sort: str, part: _Part) -> str:
    if sort == "priority":
        return _FIRST_PRIORITY
    return _BY_AGE if sort == "created" or _WITHOUT.where in part.where else _BY_DUE


def _rows(reader: Any, keys: Sequence[Key], offers: Mapping[int, Offer]) -> list[Task]:
    """The tasks of some keys, in their order."""
    if not keys:
        return []
    pairs = ",".join(["(?, ?)"] * len(keys))
    sql = (
        f"SELECT {columns(TaskRow, 't')}, c.id FROM tasks t JOIN cases c ON c.no = t.case_no"
        f" WHERE ({_KEY}) IN (VALUES {pairs})"
    )
    values = [each for key in keys for each in key[:2]]
    told = [(TaskRow(*row[:-1]), row[-1]) for row in reader.ask(sql, values)]
    found: dict[Key, Task] = {
        (row.case_no, row.task): task_of(row, case, offers) for row, case in told
    }
    return [found[key[:2]] for key in keys if key[:2] in found]


def counts(engine: Engine, who: Visitor, now: datetime) -> dict[str, int]:
    """How many tasks somebody has, may take, has late, and has due today; at most `COUNTED`."""
    reader: Any = engine.reader()
    pools = _pools(who, offers_of(reader))
    moments = [micros(now), micros(now + timedelta(days=1))]

    def count(where: str, values: Sequence[Any]) -> int:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM tasks t WHERE {where} LIMIT {COUNTED + 1}) x"
        return int(reader.ask(sql, tuple(values))[0][0])

    return {
        "mine": count("t.assignee = ?", [who.id]),
        "offered": count(f"t.assignee = '' AND t.pool IN ({marks(pools)})", pools),
        "late": count("t.assignee = ? AND t.due > 0 AND t.due < ?", [who.id, moments[0]]),
        "soon": count("t.assignee = ? AND t.due >= ? AND t.due < ?", [who.id, *moments]),
    }


def _filters(asked: Asked, now: datetime) -> list[_Part]:
    """Conditions whose tasks follow each other in the order asked for."""
    found = _dues(asked, now)
    if asked.standards:
        more = _Part(f"t.standard IN ({marks(asked.standards)})", asked.standards)
        found = [each.also(more) for each in found]
    if asked.least:
        found = [each.also(_Part("t.priority >= ?", (asked.least,))) for each in found]
    return found


def _dues(asked: Asked, now: datetime) -> list[_Part]:
    here = micros(now)
    if asked.due == "late":
        return [_Part("t.due > 0 AND t.due < ?", (here,))]
    if asked.due in ("today", "week"):
        span = timedelta(days=1 if asked.due == "today" else 7)
        return [_Part("t.due >= ? AND t.due < ?", (here, micros(now + span)))]
    if asked.due == "none":
        return [_WITHOUT]
    return [_WITH_DUE, _WITHOUT] if asked.sort == "due" else [_ANY]


def _pools(who: Visitor, offers: Mapping[int, Offer]) -> list[int]:
    return [id_ for id_, (roles, users) in offers.items() if _offered(who, roles, users)]


def _offered(who: Visitor, roles: Collection[str], users: Collection[str]) -> bool:
    return (not roles and not users) or who.id in users or not who.roles.isdisjoint(roles)

"""The list of tasks as rows of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from guiju.journal.store import Failed
from guiju.run.engine import Engine
from guiju.web.people import names
from guiju.web.policy import Visitor
from guiju.web.texts import texts
from guiju.web.work.finding import DUES, PAGE, SORTS, Asked, find
from guiju.web.work.tasks import Task

WHOSE: Final = (("both", _("Mine and offered")), ("mine", _("Mine")), ("offered", _("Offered")))
DUE_WORDS: Final = {
    "": _("any time"),
    "late": _("late"),
    "today": _("within a day"),
    "week": _("within a week"),
    "none": _("not set"),
}
SORT_WORDS: Final = {"due": _("due time"), "created": _("age"), "priority": _("priority")}


@dataclass(frozen=True, slots=True)
class Row:
    """A task in a list, in the reader's language."""

    task: Task
    name: str
    standard: str
    whose: str
    mine: bool
    free: bool


def rows_of(tasks: Iterable[Task], who: Visitor, tongue: str) -> Sequence[Row]:
    """Tasks with their names."""
    tasks = list(tasks)
    known = names(each.assignee for each in tasks)
    made = []
    for each in tasks:
        told = texts(each.standard)
        offered = ", ".join([*(told.role(role, tongue) for role in each.roles), *each.users])
        made.append(
            Row(
                each,
                told.name(each.element, tongue),
                told.title(tongue),
                known.get(each.assignee, each.assignee) if each.assignee else offered,
                each.assignee == who.id,
                not each.assignee,
            )
        )
    return made


def asked_of(given: Any) -> Asked:
    """What a list is to show, out of a query; what is not understood counts as not said."""

    def number(name: str, most: int) -> int:
        text = given.get(name) or ""
        return min(int(text), most) if text.isdecimal() and len(text) < 9 else 0

    whose = given.get("whose")
    due, sort = given.get("due"), given.get("sort")
    standard = number("standard", 10**8)
    return Asked(
        whose if whose in dict(WHOSE) else "both",
        (standard,) if standard else (),
        due if due in DUES else "",
        number("priority", 1000),
        sort if sort in SORTS else "due",
        number("start", 100_000),
    )


def page_of(engine: Engine, who: Visitor, asked: Asked, now: datetime, tongue: str) -> Any:
    """What the list's template needs."""
    found = find(engine, who, asked, now)
    rows = rows_of(found.tasks, who, tongue)
    return {
        "rows": rows,
        "asked": asked,
        "now": now,
        "more": asked.start + PAGE if found.more else None,
        "back": max(0, asked.start - PAGE) if asked.start else None,
    }


def standards_to_choose(engine: Engine, tongue: str) -> list[tuple[int, str]]:
    """Standards in force, for the filter."""
    found: dict[int, str] = {}
    try:
        for deployed in engine.standards.each_newest().values():
            found.setdefault(deployed.no, texts(deployed.no).title(tongue))
    except Failed:
        return []
    return sorted(found.items(), key=lambda each: each[1])


def tag_of(page: Any, *more: Any) -> str:
    """A tag that changes when a task of the page does."""
    told = [
        (row.task.id, row.task.assignee, row.task.due, row.task.priority) for row in page["rows"]
    ]
    minute = page["now"].replace(second=0, microsecond=0)
    digest = sha256(repr((told, page["more"], minute, more)).encode()).hexdigest()
    return f'"{digest[:32]}"'

"""Open work as rows: of one case, or of all of them, by due time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from guiju.cli.usage import Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Column, Screen
    from guiju.run.engine import Engine

_NOBODY: Final = "t.assignee = ''"


def task_id(case: str, task: int) -> str:
    """The name of a task for people: CASE:INSTANCE."""
    return f"{case}:{task}"


def task_named(text: str) -> tuple[str, int]:
    """Case and instance of a task's name.

    Raises:
        Wrong: it is no such name.
    """
    case, colon, task = text.rpartition(":")
    if not colon or not case or not task.isdecimal():
        raise Wrong(
            _("A task is named CASE:NUMBER, as guiju tasks shows it; found {text}.", text=text)
        )
    return case, int(task)


def tasks_for(
    engine: Engine, person: str | None, groups: Sequence[str], most: int
) -> list[dict[str, Any]]:
    """Open tasks, what is due first at the top.

    Args:
        person: whose they are or to whom they are offered; None for anybody.
        groups: to which they are offered; with neither person nor group all tasks.
        most: how many at most.
    """
    from guiju.journal.store.queries import columns, marks
    from guiju.journal.store.rows import TaskRow

    reader: Any = engine.reader()
    offers = _pools(reader)
    pools = [id_ for id_, offer in offers.items() if _offered(offer, person, groups)]
    where = "1 = 1"
    values: list[Any] = []
    if person or groups:
        where = f"({_NOBODY} AND t.pool IN ({marks(pools)}))"
        values += pools
    if person:
        where = f"({where} OR t.assignee = ?)"
        values.append(person)
    sql = (
        f"SELECT {columns(TaskRow, 't')}, c.id FROM tasks t JOIN cases c ON c.no = t.case_no"
        f" WHERE {where} ORDER BY (t.due = 0), t.due, t.created, t.case_no, t.task LIMIT ?"
    )
    rows = reader.ask(sql, (*values, most))
    return [_task(engine, TaskRow(*row[:-1]), row[-1], offers) for row in rows]


def tasks_of(engine: Engine, case: str) -> list[dict[str, Any]]:
    """Open tasks of one case."""
    reader = engine.reader()
    row = reader.case(case)
    if row is None:
        return []
    offers = _pools(reader)
    return [_task(engine, each, case, offers) for each in reader.tasks_of(row.no)]


def _pools(reader: Any) -> dict[int, dict[str, Any]]:
    from guiju.journal.store import unpack

    return {id_: unpack(body) for id_, body in reader.pools()}


def _offered(offer: dict[str, Any], person: str | None, groups: Sequence[str]) -> bool:
    if not offer["roles"] and not offer["users"]:
        return True
    return person in offer["users"] or not set(groups).isdisjoint(offer["roles"])


def _task(engine: Engine, row: Any, case: str, offers: dict[int, Any]) -> dict[str, Any]:
    offer = offers.get(row.pool, {"roles": [], "users": []})
    return {
        "task": task_id(case, row.task),
        "case": case,
        "instance": row.task,
        "element": row.element,
        "name": name_of(engine, row.standard, row.element),
        "assignee": row.assignee or None,
        "groups": offer["roles"],
        "users": offer["users"],
        "created": time_text(row.created),
        "due": time_text(row.due),
        "priority": row.priority,
    }


def name_of(engine: Engine, standard: int, element: str) -> str:
    """What an element of a standard is called; its id where it has no name."""
    program = engine.standards.by_no(standard).standard.program
    index = program.index.get(element)
    return element if index is None else program.places[index].name or element


def time_text(count: int) -> str | None:
    """Microseconds as ISO text, UTC; None for 0."""
    from guiju.run.times import moment

    return moment(count).isoformat() if count else None


def short(text: str | None) -> str:
    """An ISO text as people read it: to the minute."""
    return (text or "")[:16].replace("T", " ")


def task_table(tasks: Sequence[dict[str, Any]], screen: Screen) -> None:
    """Tasks, one row each."""
    columns: list[Column] = [
        (_("task"), "whole"),
        _("what"),
        _("for"),
        (_("due"), "whole"),
        (_("since"), "whole"),
    ]
    screen.table(
        columns,
        (
            (each["task"], each["name"], whose(each), short(each["due"]), short(each["created"]))
            for each in tasks
        ),
    )


def whose(task: dict[str, Any]) -> str:
    """Who has a task, or to whom it is offered."""
    if task["assignee"]:
        return str(task["assignee"])
    offered = ", ".join([*task["groups"], *task["users"]])
    return _("offered to {names}", names=offered) if offered else _("offered to all")

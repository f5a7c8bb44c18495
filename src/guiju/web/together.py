"""Rows of pages that commit with a command of the engine, in its transaction or not at all.

engine.do(command, [insert(row), change(Link.objects.filter(pk=7), used=now)])
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery, UpdateQuery

from guiju.run.lanes import Statement

_DATABASE: Final = "default"


def insert(row: Model) -> Statement:
    """The statement that writes a new row; its key is the database's to give."""
    meta = type(row)._meta
    query = InsertQuery(type(row))
    query.insert_values([each for each in meta.concrete_fields if not each.primary_key], [row])
    ((sql, values),) = query.get_compiler(_DATABASE).as_sql()
    return _statement(sql, values)


def change(rows: QuerySet[Any], **values: Any) -> Statement:
    """The statement that changes fields of rows."""
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, given = query.get_compiler(_DATABASE).as_sql()
    return _statement(sql, given)


def _statement(sql: str, values: Any) -> Statement:
    """As the engine's store takes it: values stand for question marks."""
    return sql.replace("%s", "?"), tuple(values)

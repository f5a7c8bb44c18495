"""A connection to PostgreSQL that keeps its writing statements prepared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any, Final

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

MOST: Final = 256
"""Statements that a connection keeps; the server holds a plan of each in memory."""


class Session(psycopg.Connection[Any]):
    """A connection that sends values as they are packed.

    psycopg looks every value's type up, on the way there and back, which costs a statement of forty
    values as much processor time as the server takes to carry it out.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._writing: dict[str, tuple[bytes, list[int]]] = {}
        self._named = count(1)

    def write(self, sql: str, values: Sequence[Any]) -> int:
        """Carry a statement out and give back the one number it answers with.

        Args:
            sql: with $1, $2, ... and the type of each.
            values: bytes in PostgreSQL's binary form (see `arrays`), None for NULL.

        Raises:
            psycopg.Error: what the server, or the connection to it, had against it.
        """
        found = self._writing.get(sql) or self._prepare(sql, len(values))
        result = self.pgconn.exec_prepared(found[0], values, found[1])
        if result.status != ExecStatus.TUPLES_OK:
            raise error_from_result(result)
        return int(result.get_value(0, 0) or 0)

    def roll_back(self) -> None:
        """Roll back; what is prepared stays so, which psycopg's own way would throw away.

        Raises:
            psycopg.Error: the connection is lost.
        """
        result = self.pgconn.exec_(b"ROLLBACK")
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)

    def _prepare(self, sql: str, values: int) -> tuple[bytes, list[int]]:
        if len(self._writing) == MOST:
            oldest = next(iter(self._writing))
            name = self._writing.pop(oldest)[0].decode()
            self.execute(f"DEALLOCATE {name}", prepare=False)
        found = b"guiju_%d" % next(self._named), [1] * values
        result = self.pgconn.prepare(found[0], sql.encode())
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)
        self._writing[sql] = found
        return found

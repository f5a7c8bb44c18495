"""Transactions of the systems: one writer at a time where the database has but one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_one_writer = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that will write; nested, it is a savepoint.

    SQLite lets waiting writers sleep and try again, which is unfair and slow; in one process they
    queue at a lock instead.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    with _one_writer, transaction.atomic():
        yield

"""A bell for those who wait for work: it rings when a transaction has made some."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Bell:
    """Wakes whoever waits; costs nothing while nobody does.

    Attributes:
        waiting: how many wait, or are about to.
        rung: how often it rang.
    """

    def __init__(self) -> None:
        self.waiting = 0
        self.rung = 0
        self._condition = threading.Condition()

    def ring(self) -> None:
        """Wake everyone who waits."""
        if self.waiting:
            with self._condition:
                self.rung += 1
                self._condition.notify_all()

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While this lasts no ring is missed."""
        with self._condition:
            self.waiting += 1
        try:
            yield
        finally:
            with self._condition:
                self.waiting -= 1

    def wait(self, seen: int, seconds: float) -> None:
        """Wait for a ring after the one numbered `seen`, or for some time."""
        with self._condition:
            self._condition.wait_for(lambda: self.rung != seen, seconds)

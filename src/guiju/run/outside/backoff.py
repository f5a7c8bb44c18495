"""When to try again: exponential back-off with full jitter, a cap, an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

_NONE = timedelta()


class Dice(Protocol):
    """What throws the dice; a ``random.Random`` is one."""

    def random(self) -> float:
        """A number from 0 up to, not including, 1."""
        ...


@dataclass(frozen=True, slots=True)
class Backoff:
    """How often and how far apart.

    Without jitter all that failed together would come back together. With full jitter the n-th
    wait is anywhere between nothing and ``first`` doubled n - 1 times.

    Attributes:
        first: upper end of the first wait.
        cap: upper end of any wait.
        attempts: calls in all; after the last one that fails the letter is dead.
    """

    first: timedelta = timedelta(seconds=5)
    cap: timedelta = timedelta(hours=6)
    attempts: int = 12

    def wait(self, failed: int, dice: Dice, at_least: timedelta = _NONE) -> timedelta | None:
        """The wait after the ``failed``-th call failed, counted from 1; None: give up.

        Args:
            at_least: what the other side asked for (``Retry-After``); honoured up to the cap.
        """
        if failed >= self.attempts:
            return None
        doublings = min(max(failed - 1, 0), 60)
        ceiling = min(self.cap.total_seconds(), self.first.total_seconds() * 2**doublings)
        return max(timedelta(seconds=ceiling * dice.random()), min(at_least, self.cap))

    def next_at(
        self, failed: int, now: datetime, dice: Dice, at_least: timedelta = _NONE
    ) -> datetime | None:
        """The moment of the next call, or None: the letter is dead and a person is needed."""
        wait = self.wait(failed, dice, at_least)
        return None if wait is None else now + wait

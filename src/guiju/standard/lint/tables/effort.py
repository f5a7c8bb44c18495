"""How much work a rule may do, and how it says that this was not enough."""

from __future__ import annotations

from guiju.standard.lint.tables.grid import Grid
from guiju.standard.model.problem import Problem


class Effort:
    """A budget of steps; once it is spent, the rule ends with what it has found."""

    __slots__ = ("left",)

    def __init__(self, steps: int) -> None:
        self.left = steps

    @property
    def spent(self) -> bool:
        """Whether there is nothing left."""
        return self.left <= 0

    def step(self, amount: int = 1) -> bool:
        """Use some of it; False where there is nothing left."""
        self.left -= amount
        return self.left > 0


def incomplete(grid: Grid, code: str) -> Problem:
    """Not everything was looked at: too large, or a cell that is no plain set of values."""
    return Problem(
        "table-incomplete",
        "The table was not looked through completely for {rule}: it is too large, or has cells "
        "that depend on other inputs.",
        grid.element,
        {"rule": code},
        "warning",
        grid.line,
    )

"""An error is thrown that nothing catches."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.caught import never_caught
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """An error that nothing catches ends the whole case as failed."""
    yield from never_caught(definitions, "error")

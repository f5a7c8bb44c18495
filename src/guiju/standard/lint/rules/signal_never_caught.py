"""A signal is thrown that nothing catches."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.lint.place import advice, causes, throws
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard


def check(definitions: Definitions, standard: Standard | None) -> Iterator[Problem]:
    """A signal without a catch event in the file goes unheard, unless another file hears it."""
    found = list(causes(definitions, "signal"))
    caught = {cause.name or cause.ref for _, event, cause in found if not throws(event)}
    for _, event, cause in found:
        if throws(event) and (cause.name or cause.ref) not in caught:
            yield advice("signal-never-caught", event, "Nothing catches the signal {signal}.",
                         signal=cause.name or cause.ref or "")  # fmt: skip

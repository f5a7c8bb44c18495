"""An entry: one thing that was done to a case, and everything needed to do it again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

_NO_VALUES: Mapping[str, Any] = MappingProxyType({})


class Entry(NamedTuple):
    """One row of the journal: a step of a case, past tense.

    Attributes:
        case: id of the case.
        number: of the entry within its case, from 1, without gaps.
        kind: what was done: CaseStarted, TaskCompleted, TimerFired ...
        time: the moment, UTC.
        element: id of the element it was done to, None for the case itself.
        actor: who did it, None for the clock or the engine.
        step: kind, target and choice of the step that was fired.
        values: data that came with it.
        answers: what data answered on the way, in order; replaying them needs no evaluation.
        path: moments (what, element id, instance id), in order, up to where all tokens rest.
        facts: merge patch of what is known beside the state: who has a task, what is paused.
    """

    case: str
    number: int
    kind: str
    time: datetime
    element: str | None = None
    actor: str | None = None
    step: tuple[Any, ...] = ()
    values: Mapping[str, Any] = _NO_VALUES
    answers: tuple[Any, ...] = ()
    path: tuple[tuple[str, str, int], ...] = ()
    facts: Mapping[str, Any] = _NO_VALUES

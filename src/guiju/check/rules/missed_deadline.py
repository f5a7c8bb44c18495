"""missed-deadline: a clock that ran with the case passed its deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import numpy as np

from guiju.check.rules.breaches import Breaches, nowhere
from guiju.journal import Log

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Clocked:
    """What one clock of a case showed when it stopped: working time counted, pauses left out.

    Attributes:
        case: id of the case.
        element: id of the element that the clock ran with, or of the process.
        deadline: name of the deadline.
        clause: id of the clause that the element carries out, "" where it names none.
        due: the deadline; None where the clock could not be read.
        breached: the moment it was passed; None: in time.
        paused: working time that pauses kept out.
        told: marks that somebody was told of: "warning 80", "breach", "escalation 1".
    """

    case: str
    element: str
    deadline: str
    clause: str = ""
    due: datetime | None = None
    breached: datetime | None = None
    paused: timedelta = timedelta(0)
    told: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The deadline, its element, and the clause it stands for."""
        clause = f", clause {self.clause}" if self.clause else ""
        return f"{self.deadline} at {self.element}{clause}"


@dataclass(frozen=True, slots=True)
class MissedDeadline:
    """The deadlines of an engine's journal: none is passed before its clock is stopped.

    Attributes:
        clocks: those of the cases of the log, as the engine reads them
            (`guiju.front.clocked`); those of other cases are left out.
    """

    name: ClassVar[str] = "missed-deadline"
    clocks: Sequence[Clocked] = field(repr=False)

    def check(self, log: Log) -> Breaches:
        """A breach per clock; at the first event of the element after the deadline."""
        code = {case: i for i, case in enumerate(log.case_ids.to_pylist())}
        known = [each for each in self.clocks if each.case in code]
        late = [each for each in known if each.breached is not None]
        reasons = tuple(sorted({each.where for each in late}))
        return Breaches(
            self.name,
            "A step is done before its deadline.",
            activations=len(known),
            case=np.array([code[each.case] for each in late], dtype=np.int64),
            row=np.array([_row(log, code[each.case], each) for each in late], dtype=np.int64),
            since=nowhere(len(late)),
            unknown=sum(each.due is None for each in known),
            reasons=reasons,
            reason=np.array([reasons.index(each.where) for each in late], dtype=np.int64),
        )


def _row(log: Log, case: int, clock: Clocked) -> int:
    """The first event of the element at or after the deadline; -1 where there is none."""
    assert clock.breached is not None
    since = (clock.breached - _EPOCH) // timedelta(microseconds=1)
    for row in log.rows(case):
        if log.activity.text(row) == clock.element and int(log.time[row]) >= since:
            return int(row)
    return -1

"""wrong-ending: a case ends with another activity than it must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition
from guiju.check.rules.edges import wrong_edges
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class WrongEnding:
    """Declare's *end*: the last event of every case is `activity`.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activity: what a case ends with.
        when: data condition that the last event meets too; None: any event of the activity.
    """

    name: ClassVar[str] = "wrong-ending"
    activity: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case; at its last event. A case without events is not judged."""
        template = "Every case ends with {activity!r}."
        return wrong_edges(self, log, template, log.starts[1:] - 1)

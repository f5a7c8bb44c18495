"""wrong-beginning: a case begins with another activity than it must."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guiju.check.rules.breaches import Breaches
from guiju.check.rules.condition import Condition
from guiju.check.rules.edges import wrong_edges
from guiju.journal import Log


@dataclass(frozen=True, slots=True)
class WrongBeginning:
    """Declare's *init*: the first event of every case is `activity`.

    Source: Pesic, Schonenberg, van der Aalst, "DECLARE: full support for loosely-structured
    processes", EDOC 2007.

    Attributes:
        activity: what a case begins with.
        when: data condition that the first event meets too; None: any event of the activity.
    """

    name: ClassVar[str] = "wrong-beginning"
    activity: str
    when: Condition | None = None

    def check(self, log: Log) -> Breaches:
        """A breach per case; at its first event. A case without events is not judged."""
        template = "Every case begins with {activity!r}."
        return wrong_edges(self, log, template, log.starts[:-1])

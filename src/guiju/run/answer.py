"""What the engine answers: accepted, or refused."""

from __future__ import annotations

from typing import NamedTuple

from guiju.run.refusal import Refusal


class Accepted(NamedTuple):
    """A command was carried out and is on disk.

    Attributes:
        case: id of the case; "" for a message that has no receiver yet.
        number: of the entry it made; 0 where it made none.
        kind: what the entry is called.
        status: of the case afterwards: active, completed, failed, cancelled.
        repeated: it had been carried out before; this is the first one's answer.
    """

    case: str
    number: int
    kind: str
    status: str
    repeated: bool = False


Answer = Accepted | Refusal

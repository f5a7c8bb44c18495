"""What a directory holds, and the protocol that every source of it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the house.

    Attributes:
        id: of the engine's actor.
        superior: named by hand; empty where the department tells.
        channels: in which order the person wants to be reached; empty for the usual.
        deputies: who stands in, the first that can.
        left: no longer of the house.
    """

    id: str
    name: str
    department: str = ""
    superior: str = ""
    mail: str = ""
    phone: str = ""
    chat: str = ""
    language: str = ""
    roles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    left: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """A department; an empty head is a vacancy, an empty `above` the top."""

    id: str
    title: str
    above: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away up to, not including, `until`; `deputies` come before the usual ones."""

    until: datetime
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A person is on duty up to, not including, `until`."""

    person: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Rota:
    """Who is on duty at a moment, in order, and who is told when nobody is."""

    turns: tuple[Turn, ...]
    alarm: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Up to which amount somebody may decide; `up_to` None is without limit."""

    role: str
    up_to: Decimal | None

    def covers(self, amount: Decimal) -> bool:
        """Whether the amount is within it; the limit itself is."""
        return self.up_to is None or amount <= self.up_to


class Directory(Protocol):
    """Who is who; the embedded one asks the tables, others ask elsewhere."""

    def person(self, id_: str) -> Person | None:
        """A person, or None."""
        ...

    def department(self, id_: str) -> Department | None:
        """A department, or None."""
        ...

    def absence(self, person: str, at: datetime) -> Absence | None:
        """The absence a person is in at a moment, the longest of several."""
        ...

    def ceiling(self, roles: Sequence[str], subject: str) -> Ceiling | None:
        """The highest limit that one of the roles has for a subject; None: none at all."""
        ...

    def rota(self, id_: str, at: datetime) -> Rota | None:
        """A rota as it stands at a moment, or None where there is none of that name."""
        ...

    def members(self, role: str = "", department: str = "") -> Sequence[Person]:
        """Everybody of a role or a department who has not left, by id."""
        ...

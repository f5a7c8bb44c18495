"""What a carrier can do, whoever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from guiju.systems.shipping.states import Meaning


class Silent(Exception):
    """The carrier did not answer; later it may."""


class Declined(Exception):
    """The carrier answered that it does not do this; the text says why."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A parcel to be carried.

    Attributes:
        key: the same booking under one key is one booking.
        parcels: each with its weight in g, and its box where there is one.
    """

    key: str
    order: str
    address: Mapping[str, Any]
    parcels: Sequence[Mapping[str, Any]]
    service: str


@dataclass(frozen=True, slots=True)
class Booked:
    """What the carrier promises.

    Attributes:
        promised: when the parcel is to be there; None where nothing is promised.
    """

    waybill: str
    promised: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """Something a carrier tells of a parcel.

    Attributes:
        id: one a carrier.
        code: the carrier's own word for the state.
        at: when it happened.
    """

    id: str
    waybill: str
    code: str
    at: datetime
    text: str = ""
    place: str = ""


class Carrier(Protocol):
    """A carrier. Everything may raise `Silent`; bookings may be `Declined`."""

    @property
    def codes(self) -> Mapping[str, Meaning]:
        """What its codes mean."""
        ...

    def book(self, booking: Booking, now: datetime) -> Booked:
        """Announce a parcel; it has a number then."""
        ...

    def dispatch(self, waybill: str, now: datetime) -> None:
        """Hand the parcel over."""
        ...

    def cancel(self, waybill: str, now: datetime) -> None:
        """Take an announced parcel back."""
        ...

    def events(self, waybill: str, now: datetime) -> Sequence[Told]:
        """All there is to tell of a parcel, in any order, again and again the same."""
        ...


Found = Callable[[str], Carrier | None]
"""A carrier by its name."""

"""A carrier that is not there: parcels travel by dice, the same number always the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import count
from typing import Any, Final

from guiju.systems.shipping.carrier import Booked, Booking, Declined, Silent, Told
from guiju.systems.shipping.states import Meaning
from guiju.systems.writing import writing

CODES: Final[Mapping[str, Meaning]] = {
    "ANN": ("info received", ""),
    "PUP": ("in transit", ""),
    "DEP": ("in transit", ""),
    "ARR": ("in transit", ""),
    "OFD": ("out for delivery", ""),
    "NOH": ("attempt failed", ""),
    "DLV": ("delivered", "signed"),
    "REF": ("exception", "refused"),
    "RTN": ("exception", "returned"),
}

FATES: Final = ("lost", "delayed", "attempt-failed", "refused", "strange")
"""What may happen, in the order it is thrown; else the parcel just arrives."""

_SHARES: Final = {
    "lost": "lost",
    "delayed": "delay",
    "attempt-failed": "failed_attempt",
    "refused": "refused",
    "strange": "strange",
}
_TEXTS: Final = {
    "ANN": "Announced", "PUP": "Picked up", "DEP": "Departed", "ARR": "Arrived at depot",
    "OFD": "Out for delivery", "NOH": "Nobody at home", "DLV": "Delivered, signed",
    "REF": "Refused by the recipient", "RTN": "Returned to the sender", "X77": "Event X77",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Simulated:
    """The simulated carrier.

    Attributes:
        settings: those of the system shipping (docs/systems/shipping.md).
        name: what its waybills are thrown apart by.
    """

    settings: Mapping[str, Any]
    name: str = "simulated"

    @property
    def codes(self) -> Mapping[str, Meaning]:
        """What its codes mean."""
        return CODES

    def book(self, booking: Booking, now: datetime) -> Booked:
        """Announce a parcel; its number is the next one."""
        from guiju.systems.shipping.models import SimulatedParcel

        self._answer()
        if booking.service not in ("standard", "express"):
            raise Declined(f"expected service standard or express, found {booking.service}")
        with writing():
            row, _ = SimulatedParcel.objects.get_or_create(
                key=booking.key, defaults={"order": booking.order, "at": now}
            )
            if row.waybill is None:
                row.waybill = f"SIM{row.pk:07}"
                row.save(update_fields=["waybill"])
        hours = self._number("promise_hours", 72)
        promised = row.at + timedelta(hours=hours / (2 if booking.service == "express" else 1))
        return Booked(row.waybill, promised)

    def dispatch(self, waybill: str, now: datetime) -> None:
        """Hand the parcel over; its way begins."""
        self._answer()
        row = self._row(waybill)
        if row is None or row.cancelled:
            raise Declined(f"expected an announced parcel, found {waybill}")
        if row.taken is None:
            type(row).objects.filter(pk=row.pk, taken=None).update(taken=now)

    def cancel(self, waybill: str, now: datetime) -> None:
        """Take the announcement back."""
        self._answer()
        row = self._row(waybill)
        if row is None or row.taken is not None:
            raise Declined(f"expected a parcel that is still here, found {waybill}")
        type(row).objects.filter(pk=row.pk).update(cancelled=True)

    def events(self, waybill: str, now: datetime) -> Sequence[Told]:
        """What has happened until now."""
        self._answer()
        row = self._row(waybill)
        if row is None:
            return ()
        told = [Told(f"{waybill}-0", waybill, "ANN", row.at, _TEXTS["ANN"])]
        if row.taken is not None:
            told += self.way(waybill, row.order, row.taken)
        told = [each for each in told if each.at <= now]
        return told[::-1] if self.settings.get("shuffled") is True else told

    def way(self, waybill: str, order: str, taken: datetime) -> list[Told]:
        """The whole way of a parcel from when it was taken over."""
        throw = _dice(f"{self.settings.get('seed', 1)}:{waybill}")
        fate = self._fate(order, [next(throw) for _ in FATES])
        hours = self._number("hours", 48) * (0.5 + next(throw))
        legs = _legs(fate, self._number("stall_hours", 96))
        moved = sum(1 for _, pause in legs if pause is None)
        at, told = taken, []
        for number, (code, pause) in enumerate(legs, 1):
            step = hours / moved * (0.5 + next(throw)) if pause is None else pause
            at = at + timedelta(seconds=round(3600 * step)) if number > 1 else at
            place = f"Depot {1 + int(next(throw) * 20)}" if code in ("DEP", "ARR") else ""
            told.append(Told(f"{waybill}-{number}", waybill, code, at, _TEXTS[code], place))
        return told

    def _fate(self, order: str, thrown: Sequence[float]) -> str:
        chosen = self._chosen(order)
        if chosen:
            return chosen
        for fate, throw in zip(FATES, thrown, strict=True):
            if throw < self._number(_SHARES[fate], 0):
                return fate
        return "plain"

    def _chosen(self, order: str) -> str:
        from guiju.systems.shipping.models import ChosenFate

        by_order = self.settings.get("fate")
        if isinstance(by_order, Mapping) and order in by_order:
            return str(by_order[order])
        row = ChosenFate.objects.filter(order=order).first()
        return row.fate if row else ""

    def _answer(self) -> None:
        if self.settings.get("silent") is True:
            raise Silent("expected an answer of the simulated carrier, found it silent")

    def _number(self, name: str, usual: float) -> float:
        return float(self.settings.get(name, usual))

    def _row(self, waybill: str) -> Any:
        from guiju.systems.shipping.models import SimulatedParcel

        return SimulatedParcel.objects.filter(waybill=waybill).first()


def _legs(fate: str, stall: float) -> list[tuple[str, float | None]]:
    """Codes on the way, each with the hours before it where they are not thrown."""
    way: list[tuple[str, float | None]] = [("PUP", None), ("DEP", None), ("ARR", None)]
    if fate == "lost":
        return way[:2]
    if fate == "delayed":
        way.append(("DEP", stall))
    if fate == "strange":
        way.append(("X77", None))
    way.append(("OFD", None))
    if fate == "attempt-failed":
        return [*way, ("NOH", 4), ("OFD", 20), ("DLV", 5)]
    if fate == "refused":
        return [*way, ("REF", 4), ("RTN", 48)]
    return [*way, ("DLV", None)]


def _dice(text: str) -> Any:
    """Numbers from 0 up to 1 that are always the same for a text."""
    for number in count():
        digest = blake2b(f"{text}:{number}".encode(), digest_size=7).digest()
        yield int.from_bytes(digest, "big") / (1 << 56)

"""Booking a carrier, handing over, cancelling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call, refused, written
from guiju.systems.once import once
from guiju.systems.shipping.carrier import Booked, Booking, Carrier, Declined
from guiju.systems.shipping.documents import missing, missing_error, required_of
from guiju.systems.shipping.models import Shipment
from guiju.systems.shipping.papers.content import party
from guiju.systems.shipping.rest import Rest
from guiju.systems.shipping.simulated import Simulated


def carrier_of(call: Call, name: str) -> Carrier:
    """A carrier by its name.

    Raises:
        BusinessError: `carrier-unknown`.
    """
    carriers = call.settings.get("carriers")
    known = carriers if isinstance(carriers, Mapping) else {}
    if name in known and isinstance(known[name], Mapping):
        return Rest(name, known[name])
    if name == "simulated":
        return Simulated(call.settings)
    raise refused("carrier-unknown", "carrier", ", ".join(["simulated", *known]), name)


def known(call: Call) -> Shipment:
    """The shipment a call names.

    Raises:
        BusinessError: `shipment-unknown`.
    """
    number = call.text("shipment", "")
    found = Shipment.objects.filter(number=number).first()
    if found is None:
        raise refused("shipment-unknown", "shipment", "the number of a shipment", number or None)
    return found


def book(call: Call) -> Mapping[str, Any]:
    """`shipping.book`: announce parcels to a carrier; under one key once."""
    name = call.text("carrier", str(call.settings.get("carrier") or "simulated"))
    carrier = carrier_of(call, name)
    address = call.values.get("address")
    party(address, "address", "address-invalid")
    booking = Booking(
        call.key,
        call.order(),
        dict(address) if isinstance(address, Mapping) else {},
        [dict(each) for each in call.items("parcels")],
        call.text("service", "standard", 60),
    )
    booked: list[Booked] = []

    def ask() -> None:
        # The carrier is asked before the transaction and knows the key: asked again, it answers
        # the same.
        try:
            booked.append(carrier.book(booking, call.now))
        except Declined as declined:
            raise _declined(name, declined) from None

    def act() -> Mapping[str, Any]:
        return _kept(call, name, booking, booked[0])

    content = [name, booking.order, booking.address, booking.parcels, booking.service]
    return once(call, content, act, first=ask)


def _kept(call: Call, name: str, booking: Booking, booked: Booked) -> Mapping[str, Any]:
    row = Shipment.objects.create(
        key=call.key, number=call.key, order=booking.order, case=call.case, carrier=name,
        waybill=booked.waybill, service=booking.service, address=dict(booking.address),
        parcels=list(booking.parcels), enclosed=[], booked=call.now, promised=booked.promised,
    )  # fmt: skip
    row.number = f"SH{row.pk:07}"
    row.save(update_fields=["number"])
    return {
        "shipment": row.number,
        "waybill": row.waybill,
        "carrier": name,
        "promised": written(row.promised),
    }


def _declined(name: str, declined: Declined) -> BusinessError:
    return refused("carrier-refused", "carrier", f"{name} to take the parcel", declined)


def dispatch(call: Call) -> Mapping[str, Any]:
    """`shipping.dispatch`: hand over, once all required papers are made and enclosed."""
    row = known(call)
    carrier = carrier_of(call, row.carrier)

    def hand_over() -> None:
        if row.dispatched or row.cancelled:
            found = "cancelled" if row.cancelled else written(row.dispatched)
            expected = "a shipment that is still here"
            raise refused("already-dispatched", "shipment", expected, found)
        lacking = missing(row, required_of(call))
        if lacking:
            raise missing_error(row, lacking)
        try:
            carrier.dispatch(row.waybill, call.now)
        except Declined as declined:
            raise _declined(row.carrier, declined) from None

    def act() -> Mapping[str, Any]:
        still = Shipment.objects.filter(pk=row.pk, dispatched=None, cancelled=None)
        if not still.update(dispatched=call.now):
            raise refused("already-dispatched", "shipment", "a shipment that is still here", row.pk)
        return {
            "dispatched": written(call.now),
            "waybill": row.waybill,
            "promised": written(row.promised),
        }

    return once(call, {"shipment": row.number}, act, first=hand_over)


def cancel(call: Call) -> Mapping[str, Any]:
    """`shipping.cancel`: take a shipment back that has not left."""
    row = known(call)
    if row.cancelled:
        return {"cancelled": written(row.cancelled)}
    if row.dispatched:
        left = written(row.dispatched)
        raise refused("already-dispatched", "shipment", "a shipment that is still here", left)
    try:
        carrier_of(call, row.carrier).cancel(row.waybill, call.now)
    except Declined as declined:
        raise _declined(row.carrier, declined) from None
    Shipment.objects.filter(pk=row.pk, cancelled=None).update(cancelled=call.now)
    return {"cancelled": written(call.now)}

"""Where parcels are: what carriers tell, in one vocabulary (ORD-16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from guiju.systems.call import Call, Values, moment, refused, written
from guiju.systems.shipping.booking import carrier_of, known
from guiju.systems.shipping.carrier import Silent, Told
from guiju.systems.shipping.models import Event, Gap, Shipment, StatusMapping, UnmappedStatus
from guiju.systems.shipping.states import STATUSES, Meaning, ended, meaning
from guiju.systems.writing import writing


def track(call: Call) -> Mapping[str, Any]:
    """`shipping.track`: ask the carrier, and say where the parcel is."""
    row = known(call)
    carrier = carrier_of(call, row.carrier)
    told: Iterable[Told] = ()
    silence = ""
    if not ended(row.status, row.sub_status):
        try:
            told = carrier.events(row.waybill, call.now)
        except Silent as silent:
            silence = str(silent) or "silent"
    with writing():
        row = Shipment.objects.select_for_update().get(pk=row.pk)
        for each in _unheard(row.carrier, told):
            _keep(call, row, each, carrier.codes)
        gap = _polled(call, row, silence)
        events = _settle(row)
        row.save(update_fields=["status", "sub_status", "last_movement", "polled"])
    return _state(call, row, events, gap)


def _unheard(carrier: str, told: Iterable[Told]) -> list[Told]:
    """What was not told before, looked up all at once: carriers tell the whole way each time."""
    told = list(told)
    ids = [each.id for each in told]
    heard = Event.objects.filter(carrier=carrier, event__in=ids).values_list("event", flat=True)
    before = set(heard) if ids else set()
    return [each for each in told if each.id not in before]


def state(call: Call, row: Shipment) -> dict[str, Any]:
    """What is known of a parcel."""
    return _state(call, row, told_of(row), Gap.objects.filter(shipment=row, closed=None).exists())


def _state(call: Call, row: Shipment, events: Iterable[Event], gap: bool) -> dict[str, Any]:
    over = ended(row.status, row.sub_status)
    since = row.last_movement or row.dispatched
    still = timedelta() if over or since is None else call.now - since
    hours = Decimal(max(0, int(still.total_seconds()))) / 3600
    delivered = row.status == "delivered"
    late_at = row.last_movement if delivered and row.last_movement else call.now
    return {
        "status": row.status,
        "sub_status": row.sub_status,
        "signed": delivered,
        "ended": over,
        "history": [shown(each) for each in events],
        "last_movement": written(row.last_movement),
        "still_hours": hours.quantize(Decimal("0.1"), ROUND_DOWN),
        "promised": written(row.promised),
        "late": row.promised is not None and late_at > row.promised,
        "unmapped": any(not each.status for each in events),
        "gap": gap,
    }


def told_of(row: Shipment) -> list[Event]:
    """Events in the order they happened; at one moment, in the order of the vocabulary."""
    return sorted(Event.objects.filter(shipment=row), key=_when)


def _when(event: Event) -> tuple[datetime, int, int]:
    rank = STATUSES.index(event.status) if event.status else len(STATUSES)
    return event.at, rank, event.pk


def shown(event: Event) -> dict[str, Any]:
    """An event as jobs hand it out."""
    return {
        "at": written(event.at),
        "code": event.code,
        "status": event.status or None,
        "sub_status": event.sub_status or None,
        "text": event.text,
        "place": event.place,
    }


def heard(call: Call) -> Mapping[str, Any]:
    """`shipping.heard`: what a carrier tells by itself; each event once."""
    name = call.text("carrier")
    carrier = carrier_of(call, name)
    told = [_read(each, number) for number, each in enumerate(call.items("events"), 1)]
    counts = {"applied": 0, "repeated": 0, "unmapped": 0}
    unknown = []
    for each in sorted(told, key=lambda one: one.at):
        row = Shipment.objects.filter(carrier=name, waybill=each.waybill).first()
        if row is None:
            unknown.append(each.waybill)
            continue
        with writing():
            row = Shipment.objects.select_for_update().get(pk=row.pk)
            counts[_keep(call, row, each, carrier.codes)] += 1
            _settle(row)
            row.save(update_fields=["status", "sub_status", "last_movement"])
    return {**counts, "unknown": sorted(set(unknown))}


def _read(values: Values, number: int) -> Told:
    texts = {}
    for name, longest in (("id", 200), ("waybill", 100), ("code", 100)):
        found = values.get(name)
        if not isinstance(found, str) or not 0 < len(found) <= longest:
            expected = f"a text of up to {longest} characters"
            raise refused("event-invalid", f"events[{number}].{name}", expected, found)
        texts[name] = found
    return Told(
        **texts,
        at=moment(values.get("at"), f"events[{number}].at", "event-invalid"),
        text=str(values.get("text") or ""),
        place=str(values.get("place") or "")[:200],
    )


def _keep(call: Call, row: Shipment, told: Told, codes: Mapping[str, Meaning]) -> str:
    """Keep an event once; a code that nobody knows goes to the queue."""
    means = _meaning(row.carrier, told.code, codes)
    status, sub_status = means or ("", "")
    try:
        with transaction.atomic():
            Event.objects.create(
                shipment=row, carrier=row.carrier, event=told.id, code=told.code, status=status,
                sub_status=sub_status, text=told.text, place=told.place, at=told.at,
                heard=call.now,
            )  # fmt: skip
    except IntegrityError:
        return "repeated"
    if means is None:
        _queue(call, row.carrier, told)
        return "unmapped"
    return "applied"


def _meaning(carrier: str, code: str, codes: Mapping[str, Meaning]) -> Meaning | None:
    mapped = StatusMapping.objects.filter(carrier=carrier, code=code).first()
    return (mapped.status, mapped.sub_status) if mapped else codes.get(code)


def _queue(call: Call, carrier: str, told: Told) -> None:
    again = UnmappedStatus.objects.filter(carrier=carrier, code=told.code)
    if again.update(times=F("times") + 1, last=call.now):
        return
    try:
        with transaction.atomic():
            UnmappedStatus.objects.create(
                carrier=carrier, code=told.code, text=told.text, first=call.now, last=call.now
            )
    except IntegrityError:
        again.update(times=F("times") + 1, last=call.now)


def _settle(row: Shipment) -> list[Event]:
    """The status is that of the latest event that has one, by its own time; gives all events."""
    events = told_of(row)
    known_ones = [each for each in events if each.status]
    if known_ones:
        row.status, row.sub_status = known_ones[-1].status, known_ones[-1].sub_status
    if events:
        row.last_movement = events[-1].at
    return events


# -- polls --------------------------------------------------------------------------------------


def poll_minutes(call: Call) -> Decimal:
    """How often carriers are asked."""
    return call.figure("poll_minutes", 60, 1, 100_000)


def _polled(call: Call, row: Shipment, silence: str) -> bool:
    """Keep that the carrier was asked; a missed or unanswered poll is a gap until a good one.

    A poll that comes too late shows a gap with what was missed; it stays open until the next.

    Returns:
        Whether there is a gap now.
    """
    gap = Gap.objects.filter(shipment=row, closed=None).first()
    before = row.polled or row.dispatched
    between = timedelta(minutes=float(poll_minutes(call)))
    missed = 0 if before is None else _missed(call.now - before, between)
    if silence or missed:
        _open(call, row, gap, before or call.now, missed + bool(silence), silence or "not asked")
    elif gap is not None:
        Gap.objects.filter(pk=gap.pk).update(closed=call.now)
    if not silence:
        row.polled = call.now
    return bool(silence or missed)


def _missed(passed: timedelta, between: timedelta) -> int:
    """Polls that should have been in a span; half a time late is in time."""
    return 0 if passed <= between * 1.5 else max(1, int(passed / between) - 1)


def _open(
    call: Call, row: Shipment, gap: Gap | None, since: datetime, missed: int, reason: str
) -> None:
    if gap is None:
        Gap.objects.create(shipment=row, since=since, missed=missed, reason=reason)
    else:
        Gap.objects.filter(pk=gap.pk).update(missed=F("missed") + 1, reason=reason)


def gaps(call: Call) -> Mapping[str, Any]:
    """`shipping.gaps`: parcels on their way whose polls were missed."""
    rows = []
    for gap in Gap.objects.filter(closed=None).select_related("shipment").order_by("since", "id"):
        rows.append(
            {
                "shipment": gap.shipment.number,
                "since": written(gap.since),
                "missed": gap.missed,
                "reason": gap.reason,
            }
        )
    open_ = {str(row["shipment"]) for row in rows}
    between = timedelta(minutes=float(poll_minutes(call)))
    waiting = Shipment.objects.filter(cancelled=None).exclude(dispatched=None)
    for row in waiting.exclude(number__in=open_).order_by("id"):
        before = row.polled or row.dispatched
        if before is None or ended(row.status, row.sub_status):
            continue
        missed = _missed(call.now - before, between)
        if missed:
            about = {"shipment": row.number, "since": written(before), "missed": missed}
            rows.append({**about, "reason": "not asked"})
    return {"gaps": rows}


# -- codes --------------------------------------------------------------------------------------


def unmapped(call: Call) -> Mapping[str, Any]:
    """`shipping.unmapped`: codes nobody has said the meaning of."""
    rows = UnmappedStatus.objects.order_by("first", "id")
    if call.text("carrier", ""):
        rows = rows.filter(carrier=call.text("carrier"))
    return {
        "unmapped": [
            {
                "carrier": row.carrier,
                "code": row.code,
                "times": row.times,
                "first": written(row.first),
                "last": written(row.last),
                "text": row.text,
            }
            for row in rows
        ]
    }


def map_status(call: Call) -> Mapping[str, Any]:
    """`shipping.map`: say what a code means; events that waited for it get their status."""
    name, code = call.text("carrier"), call.text("code", longest=100)
    carrier_of(call, name)
    asked = [call.values.get("status")]
    if call.text("sub_status", ""):
        asked.append(call.text("sub_status"))
    means = meaning(asked)
    if means is None:
        raise refused("status-unknown", "status", "a status of the vocabulary", asked)
    return {
        "mapped": {"carrier": name, "code": code, "status": means[0], "sub_status": means[1]},
        "applied": keep_meaning(call, name, code, means),
    }


def keep_meaning(call: Call, carrier: str, code: str, means: Meaning) -> int:
    """Keep what a code means; how many events got their status by it."""
    status, sub_status = means
    with writing():
        StatusMapping.objects.update_or_create(
            carrier=carrier, code=code,
            defaults={
                "status": status, "sub_status": sub_status, "by": call.text("by", "", 200),
                "at": call.now,
            },
        )  # fmt: skip
        UnmappedStatus.objects.filter(carrier=carrier, code=code).delete()
        waiting = Event.objects.filter(carrier=carrier, code=code, status="")
        shipments = sorted(set(waiting.values_list("shipment_id", flat=True)))
        applied = waiting.update(status=status, sub_status=sub_status)
        for number in shipments:
            row = Shipment.objects.select_for_update().get(pk=number)
            _settle(row)
            row.save(update_fields=["status", "sub_status", "last_movement"])
    return applied

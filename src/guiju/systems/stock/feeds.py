"""Events of other channels, and how late they are (STK-01)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from guiju.systems.call import LARGEST, Call, Values, moment, refused, seconds, whole, written
from guiju.systems.stock import demand
from guiju.systems.stock.catalogue import meaning, queue
from guiju.systems.stock.figures import margin
from guiju.systems.stock.models import CODE, Feed, FeedEvent, FeedItem, Item, Shelf
from guiju.systems.stock.receiving import Row, adjusted
from guiju.systems.stock.shelves import STOCK, change, hold, parts
from guiju.systems.stock.taking import open_oversell
from guiju.systems.writing import writing

KINDS: Final = ("sold", "returned", "received", "adjusted", "level", "heartbeat")
LIMIT: Final = 300


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as it came."""

    id: str
    kind: str
    code: str
    location: str
    quantity: int
    at: datetime


def read_event(call: Call, event: Values) -> Heard:
    """An event, checked.

    Raises:
        BusinessError: `event-invalid`, with the event's id and the field.
    """
    id_ = event.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= 200:
        raise refused("event-invalid", "id", "a text of up to 200 characters", id_)
    kind = event.get("kind")
    if kind not in KINDS:
        raise refused("event-invalid", f"{id_}.kind", ", ".join(KINDS), kind)
    at = moment(event.get("at"), f"{id_}.at", "event-invalid")
    if kind == "heartbeat":
        return Heard(id_, kind, "", "", 0, at)
    code = event.get("item") or event.get("code")
    if not isinstance(code, str) or len(code) > 100:
        raise refused("event-invalid", f"{id_}.item", "an item or a code", code)
    least = {"adjusted": -LARGEST, "level": 0}.get(kind, 1)
    quantity = whole(event.get("quantity"), f"{id_}.quantity", "event-invalid", least)
    location = str(event.get("location") or "")
    if len(location) > CODE:
        expected = f"a code of up to {CODE} characters"
        raise refused("event-invalid", f"{id_}.location", expected, location)
    return Heard(id_, kind, code, location, quantity, at)


def sync(call: Call) -> Mapping[str, Any]:
    """`stock.sync`: take over what a source tells; each event once, in the order of its time."""
    source = call.text("source", longest=60)
    events = sorted(
        (read_event(call, each) for each in call.items("events")), key=lambda each: each.at
    )
    Feed.objects.get_or_create(source=source)
    counts = {"applied": 0, "repeated": 0, "outdated": 0, "unmapped": 0}
    opened: list[dict[str, Any]] = []
    for event in events:
        with writing():
            result, lost = _heard(call, source, event)
        counts[result] += 1
        opened += lost
    feed = _measure(call, source, max((each.at for each in events), default=None))
    limit = limit_of(call)
    about = {"lag_seconds": feed.lag, "limit_seconds": limit, "alarm": feed.alarm}
    heard = FeedEvent.objects.filter(feed_id=source, event__in=[each.id for each in events])
    items = sorted(set(heard.exclude(item="").values_list("item", flat=True)))
    return {**counts, **about, "items": items, "oversold": opened}


def _heard(call: Call, source: str, event: Heard) -> tuple[str, list[dict[str, Any]]]:
    item = meaning(source, event.code) if event.code else None
    row = FeedEvent(
        feed_id=source, event=event.id, kind=event.kind, code=event.code,
        location=event.location, quantity=event.quantity, at=event.at, heard=call.now,
        item=item.code if item else "", result="applied",
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return "repeated", []
    lost: list[dict[str, Any]] = []
    if event.kind != "heartbeat":
        if item is None:
            queue(call, source, event.code)
            row.result = "unmapped"
        else:
            row.result, lost = _applied(call, source, item.code, event)
        FeedEvent.objects.filter(pk=row.pk).update(result=row.result)
    return row.result, lost


def _applied(call: Call, source: str, code: str, event: Heard) -> tuple[str, list[dict[str, Any]]]:
    item = hold(code)
    told, _ = FeedItem.objects.get_or_create(feed_id=source, item=item)
    if event.kind == "level":
        if told.level_at is not None and told.level_at >= event.at:
            return "outdated", []
        FeedItem.objects.filter(pk=told.pk).update(level_at=event.at)
        return "applied", _set_level(call, source, code, event)
    if event.kind == "sold":
        return "applied", _sold(call, source, item, event)
    location = event.location or _usual_location(code)
    row = Row(code, location, "", None, event.quantity)
    if event.kind == "adjusted" and event.quantity < 0:
        there = Shelf.objects.filter(item_id=code, location=location, lot="").first()
        on_hand = there.on_hand if there else 0
        missing = max(0, -event.quantity - on_hand)
        lost = [open_oversell(call, code, missing, source, [])] if missing else []
        if on_hand:
            row = row._replace(quantity=max(event.quantity, -on_hand))
            lost += adjusted(call, row, "synced", source)
        return "applied", lost
    return "applied", adjusted(call, row, "synced", f"{source} {event.kind}")


def _set_level(call: Call, source: str, code: str, event: Heard) -> list[dict[str, Any]]:
    location = event.location or _usual_location(code)
    shelf = Shelf.objects.filter(item_id=code, location=location, lot="").first()
    difference = event.quantity - (shelf.on_hand if shelf else 0)
    if not difference:
        return []
    return adjusted(call, Row(code, location, "", None, difference), "synced", source)


def _sold(call: Call, source: str, item: Item, event: Heard) -> list[dict[str, Any]]:
    """What a channel sold goes off; what was not there is an oversell."""
    gone = 0
    for part in parts(item.code, event.quantity, call.now.date()):
        change(call, part.shelf, "sold", on_hand=-part.quantity, reason=f"{source} {event.id}")
        gone += part.quantity
    demand.add(item.code, event.at.date(), event.quantity)
    missing = event.quantity - gone
    return [open_oversell(call, item.code, missing, source, [])] if missing else []


def _usual_location(code: str) -> str:
    first = Shelf.objects.filter(item_id=code, lot="").order_by("id").first()
    return first.location if first else STOCK


# -- lag ----------------------------------------------------------------------------------------


def limit_of(call: Call) -> int:
    """Seconds a source may be late."""
    return int(call.figure("lag_limit_seconds", LIMIT, 0))


def lag(call: Call) -> Mapping[str, Any]:
    """`stock.lag`: how late each source is now; margins follow."""
    feeds = Feed.objects.order_by("source")
    if call.has("source"):
        feeds = feeds.filter(source=call.text("source", longest=60))
    rows = [_measure(call, feed.source, None) for feed in feeds]
    limit = limit_of(call)
    return {
        "sources": [
            {
                "source": row.source, "lag_seconds": row.lag, "limit_seconds": limit,
                "alarm": row.alarm, "last_event": written(row.last_event),
            }
            for row in rows
        ],
        "alarm": any(row.alarm for row in rows),
    }  # fmt: skip


def _measure(call: Call, source: str, newest: datetime | None) -> Feed:
    """Measure how late a source is, and set the margins of its items.

    Args:
        newest: time of the latest event that just came; None where none did.
    """
    silent_after = int(call.figure("heartbeat_seconds", 0))
    with writing():
        feed = Feed.objects.select_for_update().get(source=source)
        if newest is not None:
            feed.last_event = max(newest, feed.last_event or newest)
            feed.last_heard = call.now
        late = feed.lag
        if newest is not None and feed.last_event is not None:
            late = seconds(call.now - feed.last_event)
        if newest is None and feed.last_event is not None:
            heard = feed.last_heard or feed.last_event
            late = seconds(heard - feed.last_event)
            silence = seconds(call.now - heard)
            if silent_after and silence > silent_after:
                late = max(late, silence)
        feed.lag = late
        feed.alarm = late > limit_of(call)
        feed.save()
        _set_margins(call, feed, FeedItem.objects.filter(feed=feed).order_by("item_id"))
    return feed


def _set_margins(call: Call, feed: Feed, rows: Iterable[FeedItem]) -> None:
    factor = float(call.figure("margin_factor", 2, 0, 1000))
    least = int(call.figure("least_margin", 1, 0))
    for row in rows:
        item = hold(row.item_id)
        wanted = 0
        if feed.alarm:
            mean = demand.mean(row.item_id, call.now.date())
            wanted = margin(mean, feed.lag, factor, least, item.on_hand - item.reserved)
        FeedItem.objects.filter(pk=row.pk).update(margin=wanted)
        largest = FeedItem.objects.filter(item=item).aggregate(most=Max("margin"))["most"] or 0
        Item.objects.filter(pk=item.pk).update(margin=largest)

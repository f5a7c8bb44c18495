"""Tables of the stock. Quantities are whole numbers of the item's unit.

The database holds by constraints what must never be otherwise: nothing negative, no more reserved
than there is, one open proposal an item, one row a code.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

CODE = 60
"""Longest code of an item, a location or a lot."""


class Item(models.Model):
    """What is kept: its code, what it measures, and what is on hand and reserved in all.

    `on_hand` and `reserved` are the sums over the item's shelves; the one row makes a reservation
    one conditional update. `margin` is sold to nobody.
    """

    code = models.CharField(max_length=CODE, primary_key=True)
    name = models.CharField(max_length=200, default="")
    gtin: models.CharField[str | None, str | None] = models.CharField(
        max_length=14, null=True, unique=True
    )
    unit = models.CharField(max_length=20, default="piece")
    weight: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    size: models.JSONField[list[int] | None, list[int] | None] = models.JSONField(null=True)
    pack = models.IntegerField(default=1)
    fixed_line: models.IntegerField[int | None, int | None] = models.IntegerField(null=True)
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    margin = models.BigIntegerField(default=0)

    class Meta:
        app_label = "stock"
        constraints = (
            models.UniqueConstraint(Upper("code"), name="stock_item_code_any_case"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(on_hand__gte=F("reserved")),
                name="stock_item_never_negative",
            ),
            models.CheckConstraint(condition=Q(margin__gte=0), name="stock_item_margin"),
            models.CheckConstraint(condition=Q(pack__gte=1), name="stock_item_pack"),
        )


class Shelf(models.Model):
    """One lot of an item at one location."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="shelves")
    item_id: str
    location = models.CharField(max_length=CODE)
    lot = models.CharField(max_length=CODE, default="")
    expires: models.DateField[date | None, date | None] = models.DateField(null=True)
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)

    class Meta:
        app_label = "stock"
        constraints = (
            models.UniqueConstraint(fields=["item", "location", "lot"], name="stock_shelf_one"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0) & Q(on_hand__gte=F("reserved")),
                name="stock_shelf_never_negative",
            ),
        )


class Reservation(models.Model):
    """What is held for somebody."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200, unique=True)
    order = models.CharField(max_length=200, default="")
    case = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=10, default="held", db_index=True)
    made = models.DateTimeField()
    until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True, db_index=True
    )

    class Meta:
        app_label = "stock"


class Held(models.Model):
    """A line of a reservation: units of one shelf. `lost` went in an oversell."""

    id = models.BigAutoField(primary_key=True)
    reservation = models.ForeignKey(Reservation, models.PROTECT, related_name="lines")
    reservation_id: int
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    shelf = models.ForeignKey(Shelf, models.PROTECT, related_name="held")
    shelf_id: int
    quantity = models.BigIntegerField()
    lost = models.BigIntegerField(default=0)

    class Meta:
        app_label = "stock"
        constraints = (
            models.CheckConstraint(
                condition=Q(quantity__gte=0) & Q(lost__gte=0), name="stock_held_never_negative"
            ),
        )


class Movement(models.Model):
    """The journal: every change of a shelf. Rows are added, never changed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    location = models.CharField(max_length=CODE)
    lot = models.CharField(max_length=CODE, default="")
    on_hand = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    key = models.CharField(max_length=200, db_index=True)
    case = models.CharField(max_length=200, default="")
    order = models.CharField(max_length=200, default="", db_index=True)
    reason = models.TextField(default="")

    class Meta:
        app_label = "stock"


class CodeMapping(models.Model):
    """What a code of another house, or of another department, means here."""

    id = models.BigAutoField(primary_key=True)
    scheme = models.CharField(max_length=60)
    code = models.CharField(max_length=100)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    by = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        app_label = "stock"
        constraints = (
            models.UniqueConstraint(fields=["scheme", "code"], name="stock_mapping_one"),
        )  # fmt: skip


class UnmappedCode(models.Model):
    """The data steward's queue: codes nobody has said the meaning of."""

    id = models.BigAutoField(primary_key=True)
    scheme = models.CharField(max_length=60)
    code = models.CharField(max_length=100)
    times = models.IntegerField(default=1)
    first = models.DateTimeField()
    last = models.DateTimeField()

    class Meta:
        app_label = "stock"
        constraints = (
            models.UniqueConstraint(fields=["scheme", "code"], name="stock_unmapped_one"),
        )  # fmt: skip


class Demand(models.Model):
    """What was asked of an item on a day."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    day = models.DateField()
    quantity = models.BigIntegerField(default=0)

    class Meta:
        app_label = "stock"
        constraints = (models.UniqueConstraint(fields=["item", "day"], name="stock_demand_one"),)


class WarningLine(models.Model):
    """At or under which quantity an item is to be ordered, and where the figure is from."""

    item = models.OneToOneField(Item, models.PROTECT, primary_key=True, related_name="line")
    item_id: str
    value = models.BigIntegerField()
    method = models.CharField(max_length=10)
    reason = models.TextField(default="")
    by = models.CharField(max_length=200, default="")
    at = models.DateTimeField()
    until: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    mean = models.FloatField(default=0.0)
    deviation = models.FloatField(default=0.0)
    days = models.IntegerField(default=0)

    class Meta:
        app_label = "stock"


class Proposal(models.Model):
    """A proposal to order an item: `open`, `ordered`, `received` or `dismissed`."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    quantity = models.BigIntegerField()
    state = models.CharField(max_length=10, default="open")
    line = models.BigIntegerField()
    available = models.BigIntegerField()
    reason = models.TextField(default="")
    at = models.DateTimeField()
    settled: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )

    class Meta:
        app_label = "stock"
        constraints = (
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="open"), name="stock_one_open_proposal"
            ),
        )


class Feed(models.Model):
    """A source of events and how late it is."""

    source = models.CharField(max_length=60, primary_key=True)
    last_event: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    last_heard: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    lag = models.BigIntegerField(default=0)
    alarm = models.BooleanField(default=False)

    class Meta:
        app_label = "stock"


class FeedItem(models.Model):
    """An item that a source tells about, the margin its lag costs, and its newest level."""

    id = models.BigAutoField(primary_key=True)
    feed = models.ForeignKey(Feed, models.PROTECT, related_name="items")
    feed_id: str
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    level_at: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    margin = models.BigIntegerField(default=0)

    class Meta:
        app_label = "stock"
        constraints = (models.UniqueConstraint(fields=["feed", "item"], name="stock_feed_item"),)


class FeedEvent(models.Model):
    """An event that was heard, once."""

    id = models.BigAutoField(primary_key=True)
    feed = models.ForeignKey(Feed, models.PROTECT, related_name="events")
    feed_id: str
    event = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    item = models.CharField(max_length=CODE, default="")
    code = models.CharField(max_length=100, default="")
    location = models.CharField(max_length=CODE, default="")
    quantity = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    heard = models.DateTimeField()
    result = models.CharField(max_length=10)

    class Meta:
        app_label = "stock"
        constraints = (models.UniqueConstraint(fields=["feed", "event"], name="stock_event_once"),)


class Oversell(models.Model):
    """Units of an item that were promised and are not there."""

    id = models.BigAutoField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    missing = models.BigIntegerField()
    source = models.CharField(max_length=200)
    lost: models.JSONField[list[dict[str, object]], list[dict[str, object]]] = models.JSONField(
        default=list
    )
    at = models.DateTimeField()
    choice = models.CharField(max_length=12, default="")
    cost = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    settled: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )

    class Meta:
        app_label = "stock"


class Counting(models.Model):
    """One row of a cycle count."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200)
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    item_id: str
    location = models.CharField(max_length=CODE)
    lot = models.CharField(max_length=CODE, default="")
    counted = models.BigIntegerField()
    expected = models.BigIntegerField()
    booked = models.BooleanField()
    by = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        app_label = "stock"

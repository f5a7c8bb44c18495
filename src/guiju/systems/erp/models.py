"""Tables of the ERP connector and the order intake."""

from __future__ import annotations

from django.db import models

from guiju.systems.fields import ExactJSON


class Letter(models.Model):
    """Something on its way to the ERP.

    Attributes:
        key: under which the ERP is asked for it; the same for ever.
        what: name of the outgoing mapping.
        state: waiting, sent, dead.
        tries: how often it was begun; a letter that was begun is asked for before it is sent.
    """

    key = models.CharField(max_length=64, unique=True)
    what = models.CharField(max_length=64)
    case = models.CharField(max_length=200, blank=True, db_index=True)
    values = ExactJSON(default=dict)
    state = models.CharField(max_length=16, default="waiting", db_index=True)
    erp_id = models.CharField(max_length=200, blank=True)
    tries = models.IntegerField(default=0)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    next_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)


class Taken(models.Model):
    """An order that was taken in; there is one for an origin and an order id.

    Attributes:
        digest: of the order, to tell the same from another under the same id.
        started: whether its case was started for certain.
    """

    origin = models.CharField(max_length=64)
    order_id = models.CharField(max_length=64)
    process = models.CharField(max_length=100)
    case = models.CharField(max_length=240)
    digest = models.CharField(max_length=64)
    order = ExactJSON()
    channel = models.CharField(max_length=16)
    entry = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    started = models.BooleanField(default=False, db_index=True)
    reason = models.TextField(blank=True)

    class Meta:
        """An order is taken once."""

        constraints = (
            models.UniqueConstraint(fields=("origin", "order_id"), name="guiju_one_order"),
        )


class Intake(models.Model):
    """The intake log: everything that came in, and what became of it.

    Attributes:
        state: taken, twice, differs, refused.
        text: as it came, at most the first 100,000 characters.
    """

    channel = models.CharField(max_length=16)
    origin = models.CharField(max_length=64)
    order_id = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=16, db_index=True)
    case = models.CharField(max_length=240, blank=True)
    problems = ExactJSON(default=list)
    text = models.TextField(blank=True)
    at = models.DateTimeField()


class Cursor(models.Model):
    """How far something of the ERP was read."""

    name = models.CharField(max_length=200, primary_key=True)
    value = models.CharField(max_length=64, blank=True)


class House(models.Model):
    """The embedded ERP's own switch: whether it answers."""

    name = models.CharField(max_length=16, primary_key=True)
    away = models.BooleanField(default=False)


class Document(models.Model):
    """What the embedded ERP was sent: to-dos, shipments and whatever else is mapped."""

    what = models.CharField(max_length=64)
    key = models.CharField(max_length=64, unique=True)
    values = ExactJSON(default=dict)
    at = models.DateTimeField()


class Waiting(models.Model):
    """An order that waits in the embedded ERP to be fetched."""

    order_id = models.CharField(max_length=64, unique=True)
    order = ExactJSON()


class Level(models.Model):
    """A stock level of the embedded ERP."""

    item = models.CharField(max_length=64)
    location = models.CharField(max_length=64, blank=True)
    quantity = models.DecimalField(max_digits=20, decimal_places=6)
    at = models.DateTimeField()

    class Meta:
        """One level for an item at a location."""

        constraints = (
            models.UniqueConstraint(fields=("item", "location"), name="guiju_one_level"),
        )

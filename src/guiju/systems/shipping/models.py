"""Tables of the shipping."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from guiju.systems.fields import ExactJSON


class Shipment(models.Model):
    """A parcel's way to somebody."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200, unique=True)
    number = models.CharField(max_length=40, unique=True)
    order = models.CharField(max_length=200, db_index=True)
    case = models.CharField(max_length=200, default="")
    carrier = models.CharField(max_length=60)
    waybill = models.CharField(max_length=100)
    service = models.CharField(max_length=60)
    address: Any = ExactJSON()
    parcels: Any = ExactJSON()
    enclosed: Any = ExactJSON(default=list)
    booked = models.DateTimeField()
    promised: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    dispatched: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    cancelled: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    status = models.CharField(max_length=30, default="pending")
    sub_status = models.CharField(max_length=30, default="")
    last_movement: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(
        null=True
    )
    polled: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        app_label = "shipping"
        constraints = (
            models.UniqueConstraint(fields=["carrier", "waybill"], name="shipping_waybill_once"),
        )


class Paper(models.Model):
    """A version of a paper of a shipment, as XML and PDF."""

    id = models.BigAutoField(primary_key=True)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="+")
    shipment_id: int
    name = models.CharField(max_length=40)
    version = models.IntegerField()
    number = models.CharField(max_length=100)
    language = models.CharField(max_length=10)
    xml = models.BinaryField()
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        app_label = "shipping"
        constraints = (
            models.UniqueConstraint(
                fields=["shipment", "name", "version"], name="shipping_paper_version"
            ),
        )


class Event(models.Model):
    """What a carrier told of a parcel, once."""

    id = models.BigAutoField(primary_key=True)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="+")
    shipment_id: int
    carrier = models.CharField(max_length=60)
    event = models.CharField(max_length=200)
    code = models.CharField(max_length=100)
    status = models.CharField(max_length=30, default="")
    sub_status = models.CharField(max_length=30, default="")
    text = models.TextField(default="")
    place = models.CharField(max_length=200, default="")
    at = models.DateTimeField()
    heard = models.DateTimeField()

    class Meta:
        app_label = "shipping"
        constraints = (
            models.UniqueConstraint(fields=["carrier", "event"], name="shipping_event_once"),
        )


class StatusMapping(models.Model):
    """What a code of a carrier means, beside what its own table says."""

    id = models.BigAutoField(primary_key=True)
    carrier = models.CharField(max_length=60)
    code = models.CharField(max_length=100)
    status = models.CharField(max_length=30)
    sub_status = models.CharField(max_length=30, default="")
    by = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        app_label = "shipping"
        constraints = (
            models.UniqueConstraint(fields=["carrier", "code"], name="shipping_mapping_one"),
        )


class UnmappedStatus(models.Model):
    """Codes of carriers that nobody has said the meaning of."""

    id = models.BigAutoField(primary_key=True)
    carrier = models.CharField(max_length=60)
    code = models.CharField(max_length=100)
    text = models.TextField(default="")
    times = models.IntegerField(default=1)
    first = models.DateTimeField()
    last = models.DateTimeField()

    class Meta:
        app_label = "shipping"
        constraints = (
            models.UniqueConstraint(fields=["carrier", "code"], name="shipping_unmapped_one"),
        )


class Gap(models.Model):
    """A time in which nobody asked the carrier, or it did not answer."""

    id = models.BigAutoField(primary_key=True)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="+")
    shipment_id: int
    since = models.DateTimeField()
    missed = models.IntegerField(default=1)
    reason = models.TextField(default="")
    closed: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)

    class Meta:
        app_label = "shipping"
        constraints = (
            models.UniqueConstraint(
                fields=["shipment"],
                condition=models.Q(closed=None),
                name="shipping_one_open_gap",
            ),
        )


class SimulatedParcel(models.Model):
    """What the simulated carrier took over: its fate is thrown from the waybill's number."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200, unique=True)
    waybill: models.CharField[str | None, str | None] = models.CharField(
        max_length=20, unique=True, null=True
    )
    order = models.CharField(max_length=200)
    at = models.DateTimeField()
    taken: models.DateTimeField[datetime | None, datetime | None] = models.DateTimeField(null=True)
    cancelled = models.BooleanField(default=False)

    class Meta:
        app_label = "shipping"


class ChosenFate(models.Model):
    """What a described world says will happen to the simulated parcels of an order."""

    order = models.CharField(max_length=200, primary_key=True)
    fate = models.CharField(max_length=20)

    class Meta:
        app_label = "shipping"

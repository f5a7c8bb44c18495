"""Tables of the warehouse."""

from __future__ import annotations

from typing import Any

from django.db import models

from guiju.systems.fields import ExactJSON

CODE = 60


class SavedLayout(models.Model):
    """A layout as it was given."""

    name = models.CharField(max_length=100, primary_key=True)
    values: Any = ExactJSON()
    at = models.DateTimeField()

    class Meta:
        app_label = "warehouse"


class BlockedLocation(models.Model):
    """A location from which nothing can be taken, and why."""

    code = models.CharField(max_length=CODE, primary_key=True)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "warehouse"


class PickList(models.Model):
    """What one picker walks for. `waits_for` is the line a wrong scan has blocked the list at."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200, unique=True)
    case = models.CharField(max_length=200, default="")
    picker = models.CharField(max_length=200, default="")
    waits_for: models.BigIntegerField[int | None, int | None] = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "warehouse"


class PickLine(models.Model):
    """One item at one stop."""

    id = models.BigAutoField(primary_key=True)
    picklist = models.ForeignKey(PickList, models.PROTECT, related_name="+")
    picklist_id: int
    no = models.IntegerField()
    stop = models.IntegerField()
    item = models.CharField(max_length=CODE)
    location = models.CharField(max_length=CODE)
    zone = models.CharField(max_length=CODE, default="")
    order = models.CharField(max_length=200, default="")
    quantity = models.BigIntegerField()
    picked = models.BigIntegerField(default=0)
    errors = models.IntegerField(default=0)

    class Meta:
        app_label = "warehouse"
        constraints = (
            models.UniqueConstraint(fields=["picklist", "no"], name="warehouse_line_once"),
            models.CheckConstraint(
                condition=models.Q(picked__gte=0) & models.Q(picked__lte=models.F("quantity")),
                name="warehouse_line_not_over",
            ),
        )


class ScanEntry(models.Model):
    """What the handheld read, once, and what it was taken for."""

    id = models.BigAutoField(primary_key=True)
    picklist = models.ForeignKey(PickList, models.PROTECT, related_name="+")
    picklist_id: int
    key = models.CharField(max_length=200)
    line: models.ForeignKey[PickLine | None, PickLine | None] = models.ForeignKey(
        PickLine, models.PROTECT, null=True, related_name="+"
    )
    location = models.CharField(max_length=CODE)
    code = models.CharField(max_length=200)
    quantity = models.BigIntegerField()
    at = models.DateTimeField()
    heard = models.DateTimeField()
    by = models.CharField(max_length=200, default="")
    manual = models.BooleanField(default=False)
    reason = models.TextField(default="")
    result = models.CharField(max_length=20)

    class Meta:
        app_label = "warehouse"
        constraints = (
            models.UniqueConstraint(fields=["picklist", "key"], name="warehouse_scan_once"),
        )


class Box(models.Model):
    """A standard box: inner edges in mm, greatest weight and own weight in g."""

    code = models.CharField(max_length=CODE, primary_key=True)
    rank = models.IntegerField()
    inner: models.JSONField[list[int], list[int]] = models.JSONField()
    most = models.IntegerField()
    tare = models.IntegerField(default=0)

    class Meta:
        app_label = "warehouse"


class ParcelCheck(models.Model):
    """A weighing, or a comparison of a parcel with its list."""

    id = models.BigAutoField(primary_key=True)
    parcel = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=10)
    good = models.BooleanField()
    details: Any = ExactJSON()
    by = models.CharField(max_length=200, default="")
    at = models.DateTimeField()

    class Meta:
        app_label = "warehouse"

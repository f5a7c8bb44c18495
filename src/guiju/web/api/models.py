"""Systems that are told of what happens, and what their events mean here."""

from __future__ import annotations

from django.db import models


class Webhook(models.Model):
    """A system that is told; `secrets` are what letters are signed with, two while one changes."""

    name = models.SlugField(max_length=64, unique=True)
    url = models.CharField(max_length=500)
    secrets = models.JSONField(default=list)
    events = models.JSONField(default=list)
    values = models.BooleanField(default=False)
    made = models.DateTimeField()
    made_by = models.CharField(max_length=64)


class EventRoute(models.Model):
    """What CloudEvents of a type mean; the first by `order` that fits counts.

    `what` is start, message or signal, `name` of what; `correlation` and `data` are FEEL with "="
    in front, or empty.
    """

    order = models.IntegerField(default=0)
    type = models.CharField(max_length=200)
    source = models.CharField(max_length=300, default="*")
    what = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    correlation = models.CharField(max_length=500, blank=True)
    data = models.CharField(max_length=500, blank=True)
    made = models.DateTimeField()
    made_by = models.CharField(max_length=64)

"""Tables of the directory."""

from __future__ import annotations

from django.db import models

from guiju.systems.fields import ExactJSON


class Department(models.Model):
    """A department; `head` empty is a vacancy, `above` empty the top."""

    code = models.CharField(max_length=64, primary_key=True)
    title = models.CharField(max_length=200)
    above = models.CharField(max_length=64, blank=True)
    head = models.CharField(max_length=64, blank=True)


class Person(models.Model):
    """A person of the house; `code` is the id of the engine's actor."""

    code = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=200)
    department = models.CharField(max_length=64, blank=True, db_index=True)
    superior = models.CharField(max_length=64, blank=True)
    mail = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    chat = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=16, blank=True)
    roles = ExactJSON(default=list)
    channels = ExactJSON(default=list)
    deputies = ExactJSON(default=list)
    left = models.BooleanField(default=False)


class Absence(models.Model):
    """A person is away from `since` up to, not including, `until`."""

    key = models.CharField(max_length=400, unique=True)
    person = models.CharField(max_length=64, db_index=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=400, blank=True)
    deputies = ExactJSON(default=list)


class Limit(models.Model):
    """What a role may decide about a subject alone; `up_to` null is without limit."""

    role = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, db_index=True)
    up_to = models.DecimalField(max_digits=30, decimal_places=6, null=True)

    class Meta:
        """One limit for a role and a subject."""

        constraints = (models.UniqueConstraint(fields=("role", "subject"), name="guiju_one_limit"),)


class Rota(models.Model):
    """A duty rota; `alarm` are the people told when nobody is on duty."""

    code = models.CharField(max_length=64, primary_key=True)
    alarm = ExactJSON(default=list)


class Turn(models.Model):
    """Who is on duty from `since` up to, not including, `until`; the lowest `order` first."""

    rota = models.CharField(max_length=64, db_index=True)
    person = models.CharField(max_length=64)
    since = models.DateTimeField()
    until = models.DateTimeField()
    order = models.IntegerField(default=1)

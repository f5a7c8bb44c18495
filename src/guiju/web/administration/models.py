"""Tokens of programs, and connections to the outside."""

from __future__ import annotations

from django.db import models


class ApiToken(models.Model):
    """A token by which a program acts; only its digest is kept."""

    name = models.CharField(max_length=100)
    person = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    made = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    until = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)


class Connection(models.Model):
    """A way to the outside: mail, an inbox, a chat robot, texts.

    `kind` is mail, inbox, chat or text; `address` is what the system messages takes for it.
    """

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=64)
    address = models.CharField(max_length=500)
    active = models.BooleanField(default=True)
    changed = models.DateTimeField()
    changed_by = models.CharField(max_length=64)

    class Meta:
        """One connection of a name for a kind."""

        constraints = (
            models.UniqueConstraint(fields=("kind", "name"), name="guiju_one_connection"),
        )


class Change(models.Model):
    """Something an administrator changed, for whoever asks later."""

    at = models.DateTimeField()
    person = models.CharField(max_length=64)
    what = models.CharField(max_length=64)
    thing = models.CharField(max_length=200)
    detail = models.TextField(blank=True)

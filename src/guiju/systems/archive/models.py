"""Tables of the archive."""

from __future__ import annotations

from django.db import models

from guiju.systems.fields import ExactJSON


class Archive(models.Model):
    """A set that was archived; `location` is empty while it is being made."""

    key = models.CharField(max_length=300, unique=True)
    case = models.CharField(max_length=200, db_index=True, blank=True)
    title = models.TextField()
    store = models.CharField(max_length=16)
    location = models.CharField(max_length=1000, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    files = ExactJSON(default=list)
    at = models.DateTimeField()
    kept_until = models.DateTimeField(null=True)


class Content(models.Model):
    """The bytes of an archive that is kept in the database."""

    location = models.CharField(max_length=1000, primary_key=True)
    content = models.BinaryField()

"""What belongs to tasks beside the engine: files, and notes between people."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """A file that was uploaded for a case; its bytes lie in the folder of uploads by digest."""

    token = models.CharField(max_length=43, unique=True)
    case = models.CharField(max_length=200, db_index=True)
    task = models.IntegerField(default=0)
    element = models.CharField(max_length=200, blank=True)
    person = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    @property
    def reference(self) -> str:
        """What a form keeps of it."""
        return f"files::{self.token}"


class Note(models.Model):
    """A word from one person to another about a task.

    `kind` is question, answer or signature (asked for); `done` is when it was answered or given.
    """

    case = models.CharField(max_length=200, db_index=True)
    task = models.IntegerField(default=0)
    element = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=16)
    author = models.CharField(max_length=64)
    to = models.CharField(max_length=64, db_index=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    done = models.DateTimeField(null=True)
    about = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")

"""The one table of what was asked and answered."""

from __future__ import annotations

from django.db import models


class Asked(models.Model):
    """Something that was asked with a key, and its answer."""

    id = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    answer = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        app_label = "once"
        constraints = (
            models.UniqueConstraint(fields=["topic", "key"], name="once_topic_key"),
        )  # fmt: skip

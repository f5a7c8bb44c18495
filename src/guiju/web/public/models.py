"""Links for people without an account."""

from __future__ import annotations

from django.db import models


class Link(models.Model):
    """An unguessable address; only its digest is kept.

    Attributes:
        kind: tracking, questionnaire or complaint.
        case: what is tracked, or asked about.
        process: what a complaint starts; `form` what is filled in, of that process or case;
            empty for the form of the process's start, or a questionnaire's own two questions.
        message: what an answer is sent as to the case; `correlation` its key.
        once: it takes one answer.
        used: when it was answered, or looked at, last.
        ended: when it was revoked.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    case = models.CharField(max_length=200, blank=True, db_index=True)
    process = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=200, blank=True)
    correlation = models.CharField(max_length=200, blank=True)
    once = models.BooleanField(default=False)
    made = models.DateTimeField()
    made_by = models.CharField(max_length=64, blank=True)
    until = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)

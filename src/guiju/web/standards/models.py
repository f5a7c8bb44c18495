"""Standards and their versions as the library holds them; the engine holds what is deployed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standard(models.Model):
    """One standard; its pack's name is its own.

    `line` is the line of business it belongs to, `title` and `about` are texts by language.
    """

    name = models.SlugField(max_length=80, unique=True)
    line = models.CharField(max_length=80, blank=True)
    title = models.JSONField(default=dict)
    about = models.JSONField(default=dict)

    if TYPE_CHECKING:
        versions: Any

    def __str__(self) -> str:
        """Its name."""
        return str(self.name)


class Version(models.Model):
    """One version of a standard: the texts of its pack, and where it is in its life.

    Attributes:
        files: text by path inside the pack.
        values: parameters that differ from the pack's defaults, by id.
        revision: grows with every saved change; a save names the one it was made from.
        code: SHA-256 of all the above once the version is handed in; the check code is its head.
        case: the case of the approval standard that carries it.
        deployed: numbers of the engine's standards that run it.
    """

    class State(models.TextChoices):
        """Where a version is in its life."""

        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        APPROVAL = "approval", _("waits for approval")
        APPROVED = "approved", _("approved")
        FORCE = "force", _("in force")
        RETIRED = "retired", _("retired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    standard = models.ForeignKey(Standard, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    files = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    author = models.CharField(max_length=150, blank=True)
    note = models.TextField(blank=True)
    made = models.DateTimeField()
    code = models.CharField(max_length=64, blank=True)
    case = models.CharField(max_length=120, blank=True)
    effective = models.DateTimeField(null=True, blank=True)
    retired = models.DateTimeField(null=True, blank=True)
    deployed = models.JSONField(default=list)

    if TYPE_CHECKING:
        get_state_display: Callable[[], str]

    class Meta:
        """A number is given once in a standard."""

        ordering: ClassVar = ["standard", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["standard", "number"], name="version_number_once")
        ]

    def __str__(self) -> str:
        """Standard and number."""
        return f"{self.standard.name} {self.number}"

    @property
    def editable(self) -> bool:
        """Whether its texts may still change."""
        return bool(self.state == self.State.DRAFT)

    @property
    def check_code(self) -> str:
        """The short code that a printed manual bears."""
        return str(self.code)[:12].upper()

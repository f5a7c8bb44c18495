"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Sealed sets of cases."""

    name = "guiju.systems.archive"
    label = "guiju_archive"

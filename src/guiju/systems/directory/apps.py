"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Who is who."""

    name = "guiju.systems.directory"
    label = "guiju_directory"

"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """The tables of this area."""

    name = "guiju.web.work"
    label = "guiju_work"

"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The tables of this area."""

    name = "guiju.web.api"
    label = "guiju_api"

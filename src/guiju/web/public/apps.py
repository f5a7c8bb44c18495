"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """The tables of this area."""

    name = "guiju.web.public"
    label = "guiju_public"

"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """The tables of this area."""

    name = "guiju.web.administration"
    label = "guiju_administration"

"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The tables of this area."""

    name = "guiju.web.cases"
    label = "guiju_cases"

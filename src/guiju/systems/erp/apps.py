"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class ErpConfig(AppConfig):
    """The ERP beside the house, and the order intake."""

    name = "guiju.systems.erp"
    label = "guiju_erp"

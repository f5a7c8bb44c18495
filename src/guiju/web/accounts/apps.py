"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may come in."""

    name = "guiju.web.accounts"
    label = "guiju_accounts"

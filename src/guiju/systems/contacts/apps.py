"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Customers and what was said with them."""

    name = "guiju.systems.contacts"
    label = "guiju_contacts"

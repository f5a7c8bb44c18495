"""Names the app."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """What was said to whom."""

    name = "guiju.systems.messages"
    label = "guiju_messages"

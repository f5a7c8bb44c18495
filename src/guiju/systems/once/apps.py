"""The Django app of what was asked."""

from django.apps import AppConfig


class OnceConfig(AppConfig):
    """What was asked with a key, and what was answered."""

    name = "guiju.systems.once"
    label = "once"

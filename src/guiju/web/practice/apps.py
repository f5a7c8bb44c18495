"""The Django app of the practice pages."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Deviations and indicators."""

    name = "guiju.web.practice"
    label = "practice"

"""The Django app of the standards' pages."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """Standards and their versions."""

    name = "guiju.web.standards"
    label = "standards"
    default_auto_field = "django.db.models.BigAutoField"

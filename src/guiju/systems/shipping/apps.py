"""The Django app of the shipping."""

from django.apps import AppConfig


class ShippingConfig(AppConfig):
    """Shipments, papers, what carriers tell."""

    name = "guiju.systems.shipping"
    label = "shipping"

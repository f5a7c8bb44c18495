"""The Django app of the warehouse."""

from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    """Layouts, pick lists, scans, boxes, checks of parcels."""

    name = "guiju.systems.warehouse"
    label = "warehouse"

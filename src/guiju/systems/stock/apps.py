"""The Django app of the stock."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    """Items, shelves, reservations, feeds, proposals."""

    name = "guiju.systems.stock"
    label = "stock"

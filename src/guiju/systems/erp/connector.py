"""What every ERP is asked, whichever it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Fetched:
    """Orders that were read, and how far the reading came."""

    orders: Sequence[Mapping[str, Any]]
    cursor: str


@dataclass(frozen=True, slots=True)
class Level:
    """How much of an item there is; `at` is the ERP's own time, where it tells it."""

    item: str
    quantity: Decimal
    location: str = ""
    at: datetime | None = None


class ErpAway(Exception):
    """The ERP was not reached or could not answer; later it may.

    Attributes:
        unsure: what was sent may have arrived all the same.
    """

    def __init__(self, reason: str, unsure: bool = False) -> None:
        super().__init__(reason)
        self.unsure = unsure


class ErpRefused(Exception):
    """The ERP answered that it will never take this."""


class MappingUnknown(Exception):
    """No mapping has this name."""


class Erp(Protocol):
    """An ERP; every method may raise ErpAway, ErpRefused or MappingUnknown."""

    def find(self, what: str, key: str, values: Mapping[str, Any]) -> str | None:
        """The id under which the ERP has what was sent with this key, or None."""
        ...

    def send(self, what: str, key: str, values: Mapping[str, Any]) -> str:
        """Send something; returns its id there."""
        ...

    def orders(self, since: str) -> Fetched:
        """Orders that are new or changed since a cursor; empty: all."""
        ...

    def stock(self, items: Sequence[str]) -> Sequence[Level]:
        """Stock levels of items, of all where none is named."""
        ...

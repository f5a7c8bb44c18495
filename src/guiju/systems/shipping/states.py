"""One vocabulary of where a parcel is (ORD-16). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

STATUSES: Final = (
    "pending",
    "info received",
    "in transit",
    "out for delivery",
    "attempt failed",
    "available for pickup",
    "delivered",
    "exception",
    "expired",
)
SUB_STATUSES: Final = (
    "delayed",
    "customs",
    "damaged",
    "refused",
    "address",
    "returning",
    "returned",
    "lost",
    "destroyed",
    "locker",
    "neighbour",
    "signed",
)

_LAST: Final = frozenset({"returned", "lost", "destroyed"})

Meaning = tuple[str, str]
"""A status and a sub-status, which may be empty."""


def ended(status: str, sub_status: str) -> bool:
    """Whether nothing more is to come."""
    return status in ("delivered", "expired") or (status == "exception" and sub_status in _LAST)


def meaning(found: Any) -> Meaning | None:
    """A status, or [status, sub-status], as settings write it; None where it is neither."""
    if isinstance(found, str):
        found = [found]
    if not isinstance(found, list | tuple) or not 1 <= len(found) <= 2:
        return None
    status, sub_status = found[0], found[1] if len(found) == 2 else ""
    if status not in STATUSES or (sub_status and sub_status not in SUB_STATUSES):
        return None
    return status, sub_status


def meanings(found: Mapping[str, Any]) -> dict[str, Meaning]:
    """A table of codes; codes whose meaning is none are left out."""
    read = {code: meaning(each) for code, each in found.items()}
    return {code: each for code, each in read.items() if each is not None}

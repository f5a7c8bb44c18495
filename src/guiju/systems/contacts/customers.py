"""Customers, by id or as they are described."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems import asked
from guiju.systems.contacts.models import Customer

TEXTS = ("name", "mail", "phone", "chat", "webhook", "address", "language")


def take_customer(given: Any) -> Customer:
    """The customer that is meant; one that is described is kept, what is new of it added.

    Raises:
        BusinessError: `customer-missing`.
    """
    if isinstance(given, Mapping):
        return _described(given)
    code = str(given or "").strip()
    if not code:
        raise BusinessError("customer-missing", {"field": "customer"})
    return Customer.objects.get_or_create(code=code[:64])[0]


def described(code: str) -> Mapping[str, Any] | None:
    """A customer as `to` of a message may hold one; None where nobody has this id."""
    row = Customer.objects.filter(code=code).first()
    return None if row is None else {"id": code, **{name: getattr(row, name) for name in TEXTS}}


def _described(given: Mapping[str, Any]) -> Customer:
    known = {name: asked.text(given, name) for name in TEXTS}
    code = asked.text(given, "id") or known["mail"] or known["phone"] or known["name"]
    if not code:
        raise BusinessError("customer-missing", {"field": "customer"})
    row, _ = Customer.objects.get_or_create(code=code[:64])
    for name, value in known.items():
        if value:
            setattr(row, name, value)
    row.more = {**row.more, **{k: v for k, v in given.items() if k not in (*TEXTS, "id")}}
    row.save()
    return row


def load(customers: Mapping[str, Any]) -> None:
    """Take over customers by id.

    Raises:
        ValueError: one is no object.
    """
    for code, values in customers.items():
        if not isinstance(values, Mapping):
            raise ValueError(f"contacts.customers.{code}: expected an object, found {values}")
        _described({**values, "id": code})

"""Orders as they come in: read from any form, and what makes one no order at all (ORD-01)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any, Final

from guiju.journal.store import Inexact, exact
from guiju.run.outside.exact import write_json

LONGEST: Final = 64
LARGEST: Final = 1 << 20
MANY: Final = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that makes it no order: `field`, a code, what was expected, what was found."""

    field: str
    code: str
    expected: str
    found: str

    def told(self) -> dict[str, str]:
        """As answers and the intake log hold it."""
        return {
            "field": self.field,
            "code": self.code,
            "expected": self.expected,
            "found": self.found,
        }


@dataclass(frozen=True, slots=True)
class Read:
    """What one piece turned out to be: an order, or the faults that make it none.

    Attributes:
        order: exact values, `order_id` a text and `lines` with exact numbers.
        order_id: as far as it could be read, for the log.
    """

    order: Mapping[str, Any] | None
    faults: tuple[Fault, ...] = ()
    order_id: str = ""

    @property
    def digest(self) -> str:
        """The same for the same order, however its keys stand."""
        return sha256(write_json(_sorted(self.order)).encode()).hexdigest()


def read_order(found: Any) -> Read:
    """One order from an object."""
    try:
        given = exact(found)
    except Inexact as error:
        return Read(None, (Fault("", "not-readable", "plain values", str(error)[:200]),))
    if not isinstance(given, dict):
        return Read(None, (_fault("", "not-an-object", "an object", given),))
    faults: list[Fault] = []
    order_id = _order_id(given.get("order_id"), faults)
    customer = _customer(given.get("customer"), faults)
    lines = _lines(given.get("lines"), faults)
    if faults:
        return Read(None, tuple(faults), order_id)
    return Read({**given, "order_id": order_id, "customer": customer, "lines": lines}, (), order_id)


def _order_id(found: Any, faults: list[Fault]) -> str:
    whole = isinstance(found, (int, Decimal)) and not isinstance(found, bool)
    written = str(found).strip() if isinstance(found, str) or whole else ""
    if not written or len(written) > LONGEST or not written.isprintable():
        expected = f"an id of at most {LONGEST} characters"
        faults.append(_fault("order_id", "order-id-missing", expected, found))
    return written[:LONGEST] if written.isprintable() else ""


def _customer(found: Any, faults: list[Fault]) -> Any:
    if isinstance(found, str) and found.strip():
        return {"id": found.strip()}
    if isinstance(found, dict) and any(str(v).strip() for v in found.values() if v is not None):
        return found
    faults.append(_fault("customer", "customer-missing", "a customer", found))
    return None


def _lines(found: Any, faults: list[Fault]) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not found or len(found) > MANY:
        faults.append(_fault("lines", "lines-missing", f"1 to {MANY} lines", found))
        return []
    return [_line(f"lines[{n}]", each, faults) for n, each in enumerate(found)]


def _line(place: str, found: Any, faults: list[Fault]) -> dict[str, Any]:
    if not isinstance(found, dict):
        faults.append(_fault(place, "line-malformed", "an object", found))
        return {}
    line = dict(found)
    item = found.get("item")
    if item is None or isinstance(item, (dict, list, bool)) or not str(item).strip():
        faults.append(_fault(f"{place}.item", "item-missing", "a code of an item", item))
    else:
        line["item"] = str(item).strip()
    quantity = _number(found.get("quantity"))
    if quantity is None or quantity <= 0:
        where = f"{place}.quantity"
        faults.append(_fault(where, "quantity-invalid", "a number above 0", found.get("quantity")))
    line["quantity"] = quantity
    if found.get("price") is not None:
        line["price"] = _number(found["price"])
        if line["price"] is None:
            faults.append(_fault(f"{place}.price", "price-invalid", "a number", found["price"]))
    return line


def _number(found: Any) -> Decimal | int | None:
    if isinstance(found, bool) or not isinstance(found, (int, Decimal, str)):
        return None
    try:
        read = Decimal(str(found).strip())
    except InvalidOperation:
        return None
    if not read.is_finite() or abs(read) > 10**12:
        return None
    return int(read) if read == read.to_integral_value() else read.normalize()


def read_text(text: str, kind: str = "") -> list[Read]:
    """Orders from a text: JSON (one or a list), CSV (a row a line), or lines `name: value`.

    Args:
        kind: json, csv or lines; found out where it is empty.
    """
    if len(text) > LARGEST:
        return [Read(None, (Fault("", "too-large", f"at most {LARGEST} characters", ""),))]
    stripped = text.strip().removeprefix("\ufeff")
    kind = kind or _kind(stripped)
    if kind == "json":
        return _from_json(stripped)
    if kind == "csv":
        return _from_csv(stripped)
    return [_from_lines(stripped)]


def _kind(text: str) -> str:
    if text.startswith(("{", "[")):
        return "json"
    first = text.partition("\n")[0]
    return "csv" if "order_id" in first and ("," in first or ";" in first) else "lines"


def _from_json(text: str) -> list[Read]:
    try:
        found = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        return [Read(None, (Fault("", "not-json", "JSON", str(error)[:200]),))]
    many = found if isinstance(found, list) else [found]
    if not many or len(many) > MANY:
        return [Read(None, (_fault("", "orders-missing", f"1 to {MANY} orders", found),))]
    return [read_order(each) for each in many]


def _from_csv(text: str) -> list[Read]:
    """Rows of one order stand under one `order_id`; `a.b` is the member b of a."""
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    orders: dict[str, dict[str, Any]] = {}
    try:
        for row in csv.DictReader(io.StringIO(text), delimiter=mark):
            known = {k.strip(): v for k, v in row.items() if k and isinstance(v, str) and v}
            line = {n: known.pop(n) for n in ("item", "quantity", "price") if n in known}
            order = orders.setdefault(known.get("order_id", ""), {"lines": []})
            for name, value in known.items():
                _put(order, name, value)
            order["lines"].append(line)
    except csv.Error as error:
        return [Read(None, (Fault("", "not-csv", "CSV", str(error)[:200]),))]
    if not orders:
        return [Read(None, (Fault("", "orders-missing", "at least one row", "none"),))]
    return [read_order(order) for order in orders.values()]


def _from_lines(text: str) -> Read:
    """A mail as people write it: `order id: SO-1`, and `line: ITEM x 2 @ 12.50` for each line."""
    order: dict[str, Any] = {"lines": []}
    for row in text.splitlines():
        name, colon, value = row.replace("：", ":").partition(":")
        name, value = name.strip().lower().replace(" ", "_"), value.strip()
        if not colon or not value or " " in name or len(name) > 40:
            continue
        if name in ("line", "item"):
            order["lines"].append(_written_line(value))
        else:
            _put(order, name, value)
    return read_order(order)


def _written_line(text: str) -> dict[str, Any]:
    rest, _, price = text.partition("@")
    item, _, quantity = rest.replace("×", " x ").rpartition(" x ")
    line: dict[str, Any] = {"item": item.strip(), "quantity": quantity.strip()}
    return {**line, "price": price.strip()} if price.strip() else line


def _put(order: dict[str, Any], name: str, value: str) -> None:
    outer, dot, inner = name.partition(".")
    if not dot:
        order.setdefault(name, value)
    elif isinstance(order.setdefault(outer, {}), dict):
        order[outer].setdefault(inner, value)


def _sorted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _sorted(value[name]) for name in sorted(value)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_sorted(each) for each in value]
    if isinstance(value, Decimal):
        return value.normalize()
    return value


def _fault(field: str, code: str, expected: str, found: Any) -> Fault:
    return Fault(field, code, expected, "nothing" if found is None else str(found)[:120])

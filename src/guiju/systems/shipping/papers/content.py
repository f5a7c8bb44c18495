"""What papers are made of, checked and added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from guiju.systems.call import figure, moment, refused, whole

Values = Mapping[str, Any]

PLACES: Final = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0, "BHD": 3, "IQD": 3,
    "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
"""Decimal places of currencies that have not two (ISO 4217)."""

_ADDRESS: Final = ("name", "street", "city", "country")
_LISTED: Final = ("name", "street", "city", "postcode", "country", "tax_id")
"""What the members of a party mean that is a list, as the lists of a pack are."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells, buys or carries."""

    name: str
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    tax_id: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Units of an item; money in the document's currency, tax in per cent, weight in g."""

    item: str
    name: str
    quantity: int
    unit: str
    price: Decimal
    tax: Decimal
    net: Decimal
    weight: int | None
    gtin: str


@dataclass(frozen=True, slots=True)
class Sums:
    """What an invoice adds up to.

    Attributes:
        rates: by tax rate, what is taxed and the tax on it.
    """

    net: Decimal
    freight: Decimal
    rates: Mapping[Decimal, tuple[Decimal, Decimal]]
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Document:
    """What all papers of a parcel are made of."""

    order: str
    ordered: date
    issued: date
    currency: str
    seller: Party
    buyer: Party
    lines: Sequence[Line]
    sums: Sums
    parcels: Sequence[Values]
    shipment: str
    waybill: str
    carrier: str
    promised: date | None

    @property
    def grams(self) -> int:
        """Of all parcels as weighed, else of the goods."""
        weighed = [each.get("weight") for each in self.parcels]
        if weighed and all(isinstance(each, int | Decimal) for each in weighed):
            return int(sum(Decimal(str(each)) for each in weighed))
        return sum((line.weight or 0) * line.quantity for line in self.lines)


def party(found: Any, field: str, code: str = "document-invalid") -> Party:
    """A party with an address: an object, or a list of name, street, city, postcode, country.

    Raises:
        BusinessError: with that code: a part is missing or no text.
    """
    if isinstance(found, list | tuple) and len(found) <= len(_LISTED):
        found = dict(zip(_LISTED, found, strict=False))
    if not isinstance(found, Mapping):
        raise refused(code, field, "an object with name, street, city and country", found)
    for name in _ADDRESS:
        each = found.get(name)
        if not isinstance(each, str) or not 0 < len(each.strip()) <= 300:
            raise refused(code, f"{field}.{name}", "a text of up to 300 characters", each)
    country = str(found["country"]).strip()
    if len(country) != 2 or not (country.isascii() and country.isalpha() and country.isupper()):
        expected = "a code of two letters (ISO 3166-1)"
        raise refused(code, f"{field}.country", expected, country)
    names = ("name", "street", "city", "postcode", "country", "tax_id", "contact", "phone")
    texts = {name: str(found.get(name) or "").strip() for name in names}
    for name, text in texts.items():
        if not text.isprintable():
            raise refused(code, f"{field}.{name}", "a text without control characters", text)
    return Party(**texts)


def lines_of(found: Any, places: int) -> list[Line]:
    """The lines of a document.

    Raises:
        BusinessError: `document-invalid`, with the field.
    """
    if not isinstance(found, list | tuple) or not found:
        raise refused("document-invalid", "lines", "at least one line", found)
    return [_line(each, f"lines[{number}]", places) for number, each in enumerate(found, 1)]


def _line(found: Any, where: str, places: int) -> Line:
    code = "document-invalid"
    if not isinstance(found, Mapping):
        raise refused(code, where, "an object", found)
    for name in ("item", "name"):
        each = found.get(name)
        if not isinstance(each, str) or not each.strip() or not each.isprintable():
            raise refused(code, f"{where}.{name}", "a text without control characters", each)
    price = figure(found.get("price"), f"{where}.price", code=code)
    quantity = whole(found.get("quantity"), f"{where}.quantity", code)
    weight = found.get("weight")
    return Line(
        item=found["item"].strip(),
        name=found["name"].strip(),
        quantity=quantity,
        unit=str(found.get("unit") or "piece"),
        price=price,
        tax=figure(found.get("tax") or 0, f"{where}.tax", 0, 100, code),
        net=money(price * quantity, places),
        weight=None if weight is None else whole(weight, f"{where}.weight", code),
        gtin=str(found.get("gtin") or ""),
    )


def money(amount: Decimal, places: int) -> Decimal:
    """An amount in the places of its currency, half up."""
    return amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def added_up(lines: Sequence[Line], freight: Decimal, places: int) -> Sums:
    """What lines and freight add up to; freight is taxed at the lines' highest rate."""
    taxed: dict[Decimal, Decimal] = {}
    for line in lines:
        rate = line.tax.normalize() + 0
        taxed[rate] = taxed.get(rate, Decimal(0)) + line.net
    net = sum((line.net for line in lines), Decimal(0))
    if freight:
        highest = max(taxed)
        taxed[highest] += freight
    rates = {rate: (base, money(base * rate / 100, places)) for rate, base in sorted(taxed.items())}
    tax = sum((each for _, each in rates.values()), money(Decimal(0), places))
    return Sums(net, freight, rates, tax, net + freight + tax)


def read_document(
    found: Any,
    issued: date,
    parcels: Sequence[Values],
    about: Mapping[str, Any],
) -> Document:
    """The content of a shipment's papers.

    Args:
        found: as the model gives it (docs/systems/shipping.md).
        about: shipment, waybill, carrier, promised.

    Raises:
        BusinessError: `document-invalid`, with the field.
    """
    code = "document-invalid"
    if not isinstance(found, Mapping):
        raise refused(code, "document", "an object", found)
    order = found.get("order")
    if not isinstance(order, str) or not order.strip() or not order.isprintable():
        raise refused(code, "order", "the number of the order", order)
    currency = str(found.get("currency") or "")
    if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
        raise refused(code, "currency", "a code of three letters (ISO 4217)", currency)
    places = PLACES.get(currency, 2)
    lines = lines_of(found.get("lines"), places)
    freight = money(figure(found.get("freight") or 0, "freight", code=code), places)
    own = found.get("parcels")
    return Document(
        order=order.strip(),
        ordered=moment(found.get("ordered") or issued.isoformat(), "ordered", code).date(),
        issued=issued,
        currency=currency,
        seller=party(found.get("seller"), "seller"),
        buyer=party(found.get("buyer"), "buyer"),
        lines=lines,
        sums=added_up(lines, freight, places),
        parcels=[each for each in own if isinstance(each, Mapping)]
        if isinstance(own, list)
        else parcels,
        **about,
    )

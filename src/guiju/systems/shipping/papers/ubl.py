"""Papers as UBL 2.1, checked against its schemas.

Source: OASIS Universal Business Language Version 2.1 (4 November 2013): Packing List, Waybill,
Invoice.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any, Final

from lxml import etree

from guiju.systems.shipping.papers.content import Document, Line, Party

CAC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CBC: Final = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
ROOT: Final = "urn:oasis:names:specification:ubl:schema:xsd:{}-2"

UNITS: Final = {
    "piece": "C62", "gram": "GRM", "g": "GRM", "kilogram": "KGM", "kg": "KGM", "metre": "MTR",
    "litre": "LTR", "box": "BX", "pair": "PR", "set": "SET",
}  # fmt: skip
"""Codes of UN/ECE Recommendation 20; what is not here counts as pieces."""

INVOICE: Final = "380"
"""Code of UNTDID 1001: commercial invoice."""


class NotValid(Exception):
    """What was written is not what the schema asks for; the text names line and finding."""


class Writer:
    """Writes elements under one another."""

    def __init__(self, name: str, number: str) -> None:
        root = ROOT.format(name)
        names: dict[Any, str] = {None: root, "cac": CAC, "cbc": CBC}
        self.root = etree.Element(f"{{{root}}}{name}", nsmap=names)
        self.here = self.root
        self.text("UBLVersionID", "2.1").text("ID", number)

    def text(self, name: str, value: Any, **attributes: str) -> Writer:
        """A basic component; nothing where the value is empty."""
        if value not in (None, ""):
            child = etree.SubElement(self.here, f"{{{CBC}}}{name}", attributes)
            child.text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return self

    def part(self, name: str, write: Callable[[], object]) -> Writer:
        """An aggregate component."""
        above = self.here
        self.here = etree.SubElement(above, f"{{{CAC}}}{name}")
        write()
        self.here = above
        return self

    def money(self, name: str, amount: Decimal, currency: str) -> Writer:
        """An amount."""
        return self.text(name, amount, currencyID=currency)

    def written(self) -> bytes:
        """The document, checked against its schema.

        Raises:
            NotValid: it is not valid.
        """
        name = etree.QName(self.root).localname
        found = schema(name)
        if not found.validate(self.root):
            log: Any = found.error_log
            error = log[0]
            raise NotValid(f"UBL {name}, line {error.line}: {error.message}")
        written: bytes = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", pretty_print=True
        )
        return written


@lru_cache(maxsize=3)
def schema(name: str) -> etree.XMLSchema:
    """The schema of a document, read from the schemas that UBL publishes."""
    folder = files("guiju.systems.shipping") / "schemas" / "ubl-2.1.zip"
    with folder.open("rb") as file, zipfile.ZipFile(file) as archive:
        texts = {each: archive.read(each) for each in archive.namelist()}
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Inside(texts))
    main = f"maindoc/UBL-{name}-2.1.xsd"
    return etree.XMLSchema(etree.fromstring(texts[main], parser, base_url=f"ubl:///{main}"))


class _Inside(etree.Resolver):
    """Finds imported schemas in the archive alone."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        super().__init__()
        self.texts = {name.rpartition("/")[2]: text for name, text in texts.items()}

    def resolve(  # type: ignore[override]
        self, system_url: str, public_id: str, context: Any
    ) -> Any:
        """What an import names."""
        name = (system_url or "").rpartition("/")[2]
        found = self.texts.get(name, b"")
        return self.resolve_string(found, context, base_url=f"ubl:///common/{name}")


# -- documents ----------------------------------------------------------------------------------


def packing_list(document: Document, number: str) -> bytes:
    """What lies in the parcels."""
    to = Writer("PackingList", number)
    to.text("IssueDate", document.issued).text("Note", f"Order {document.order}")
    to.part("ConsignorParty", lambda: _party(to, document.seller))
    to.part("CarrierParty", lambda: _party(to, Party(document.carrier)))
    to.part("Shipment", lambda: _shipment(to, document))
    to.part("DocumentReference", lambda: to.text("ID", document.order))
    return to.written()


def waybill(document: Document, number: str) -> bytes:
    """What the carrier carries, from whom to whom."""
    to = Writer("Waybill", number)
    to.text("CarrierAssignedID", document.waybill).text("IssueDate", document.issued)
    to.text("ShippingOrderID", document.order)
    to.part("ConsignorParty", lambda: _party(to, document.seller))
    to.part("CarrierParty", lambda: _party(to, Party(document.carrier)))
    to.part("Shipment", lambda: _shipment(to, document))
    return to.written()


def invoice(document: Document, number: str, paid: bool = False) -> bytes:
    """What the buyer owes, or has paid."""
    to, sums, currency = Writer("Invoice", number), document.sums, document.currency
    to.text("IssueDate", document.issued).text("InvoiceTypeCode", INVOICE)
    to.text("Note", "Paid" if paid else "").text("DocumentCurrencyCode", currency)
    to.text("LineCountNumeric", len(document.lines))
    to.part("OrderReference", lambda: to.text("ID", document.order))
    to.part(
        "AccountingSupplierParty",
        lambda: to.part("Party", lambda: _party(to, document.seller)),
    )
    to.part(
        "AccountingCustomerParty",
        lambda: to.part("Party", lambda: _party(to, document.buyer)),
    )
    if sums.freight:
        to.part("AllowanceCharge", lambda: _freight(to, document))
    to.part("TaxTotal", lambda: _taxes(to, document))
    to.part("LegalMonetaryTotal", lambda: _totals(to, document, paid))
    for n, line in enumerate(document.lines, 1):
        to.part("InvoiceLine", partial(_line, to, n, line, currency))
    return to.written()


def receipt(document: Document, number: str) -> bytes:
    """The invoice, marked as paid."""
    return invoice(document, number, paid=True)


WRITERS: Final[Mapping[str, Callable[[Document, str], bytes]]] = {
    "packing list": packing_list,
    "waybill": waybill,
    "invoice": invoice,
    "receipt": receipt,
}


# -- parts --------------------------------------------------------------------------------------


def _party(to: Writer, party: Party) -> None:
    to.part("PartyName", lambda: to.text("Name", party.name))
    if party.street:
        to.part("PostalAddress", lambda: _address(to, party))
    if party.tax_id:
        to.part(
            "PartyTaxScheme",
            lambda: to.text("CompanyID", party.tax_id).part("TaxScheme", lambda: _vat(to)),
        )
    if party.contact or party.phone:
        to.part("Contact", lambda: to.text("Name", party.contact).text("Telephone", party.phone))


def _vat(to: Writer) -> None:
    to.text("ID", "VAT")


def _address(to: Writer, party: Party) -> None:
    to.text("StreetName", party.street).text("CityName", party.city)
    to.text("PostalZone", party.postcode)
    to.part("Country", lambda: to.text("IdentificationCode", party.country))


def _shipment(to: Writer, document: Document) -> None:
    to.text("ID", document.shipment)
    if document.grams:
        to.text("GrossWeightMeasure", document.grams, unitCode="GRM")
    to.text("TotalGoodsItemQuantity", sum(line.quantity for line in document.lines))
    to.part("Consignment", lambda: _consignment(to, document))
    for number, line in enumerate(document.lines, 1):
        to.part("GoodsItem", partial(_goods, to, number, line))
    to.part("Delivery", lambda: _delivery(to, document))
    for number, parcel in enumerate(document.parcels, 1):
        to.part(
            "TransportHandlingUnit",
            partial(_parcel, to, number, parcel),
        )


def _consignment(to: Writer, document: Document) -> None:
    to.text("ID", document.waybill)
    to.part("ConsigneeParty", lambda: _party(to, document.buyer))
    to.part("ConsignorParty", lambda: _party(to, document.seller))


def _delivery(to: Writer, document: Document) -> None:
    to.text("LatestDeliveryDate", document.promised).text("TrackingID", document.waybill)
    to.part("DeliveryAddress", lambda: _address(to, document.buyer))


def _parcel(to: Writer, number: int, parcel: Mapping[str, Any]) -> None:
    to.text("ID", number)
    box = parcel.get("box")
    if box:
        to.part("ActualPackage", lambda: to.text("ID", number).text("PackingMaterial", str(box)))


def _goods(to: Writer, number: int, line: Line) -> None:
    to.text("ID", number)
    if line.weight is not None:
        to.text("NetWeightMeasure", line.weight * line.quantity, unitCode="GRM")
    to.text("Quantity", line.quantity, unitCode=UNITS.get(line.unit, "C62"))
    to.part("Item", lambda: _item(to, line))


def _item(to: Writer, line: Line, taxed: bool = False) -> None:
    to.text("Name", line.name)
    to.part("SellersItemIdentification", lambda: to.text("ID", line.item))
    if line.gtin:
        to.part("StandardItemIdentification", lambda: to.text("ID", line.gtin, schemeID="0160"))
    if taxed:
        _category(to, "ClassifiedTaxCategory", line.tax)


def _line(to: Writer, number: int, line: Line, currency: str) -> None:
    to.text("ID", number)
    to.text("InvoicedQuantity", line.quantity, unitCode=UNITS.get(line.unit, "C62"))
    to.money("LineExtensionAmount", line.net, currency)
    to.part("Item", partial(_item, to, line, taxed=True))
    to.part("Price", lambda: to.money("PriceAmount", line.price, currency))


def _category(to: Writer, name: str, rate: Decimal) -> None:
    def write() -> None:
        to.text("ID", "S" if rate else "Z").text("Percent", rate)
        to.part("TaxScheme", lambda: _vat(to))

    to.part(name, write)


def _freight(to: Writer, document: Document) -> None:
    to.text("ChargeIndicator", "true").text("AllowanceChargeReason", "Freight")
    to.money("Amount", document.sums.freight, document.currency)
    _category(to, "TaxCategory", max(document.sums.rates))


def _taxes(to: Writer, document: Document) -> None:
    to.money("TaxAmount", document.sums.tax, document.currency)

    def subtotal(rate: Decimal, base: Decimal, tax: Decimal) -> None:
        to.money("TaxableAmount", base, document.currency)
        to.money("TaxAmount", tax, document.currency)
        _category(to, "TaxCategory", rate)

    for rate, (base, tax) in document.sums.rates.items():
        to.part("TaxSubtotal", partial(subtotal, rate, base, tax))


def _totals(to: Writer, document: Document, paid: bool) -> None:
    sums, currency = document.sums, document.currency
    to.money("LineExtensionAmount", sums.net, currency)
    to.money("TaxExclusiveAmount", sums.net + sums.freight, currency)
    to.money("TaxInclusiveAmount", sums.total, currency)
    if sums.freight:
        to.money("ChargeTotalAmount", sums.freight, currency)
    if paid:
        to.money("PrepaidAmount", sums.total, currency)
    to.money("PayableAmount", sums.total - sums.total if paid else sums.total, currency)

"""The three documents: UBL 2.1 that its schemas accept, PDF, completeness (ORD-11)."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from guiju.run.jobs import BusinessError
from guiju.systems.shipping import paper
from guiju.systems.shipping.papers.content import read_document
from guiju.systems.shipping.papers.ubl import CBC, WRITERS, NotValid, Writer, schema
from guiju.systems.shipping.papers.words import WORDS
from tests.systems.house import House

ADDRESS = {
    "name": "Mei Lin", "street": "Nanjing Road 1", "city": "上海", "postcode": "200001", "country": "CN"
}  # fmt: skip
DOCUMENT = {
    "order": "W-1",
    "ordered": "2026-03-01",
    "currency": "CNY",
    "seller": {**ADDRESS, "name": "圓方貿易 #let <b>", "tax_id": "91310000"},
    "buyer": {**ADDRESS, "contact": "Mei Lin"},
    "lines": [
        {"item": "A-100", "name": "杯子 *Cup*", "quantity": 3, "price": Decimal("19.99"), "tax": 13,
         "weight": 320, "gtin": "04006381333931"},
        {"item": "B-1", "name": "Pen", "quantity": 1, "price": Decimal("0.335"), "tax": 6},
    ],
    "freight": Decimal("8.00"),
}  # fmt: skip
ABOUT = {"shipment": "SH1", "waybill": "SIM1", "carrier": "simulated", "promised": date(2026, 3, 5)}


def booked(house: House, order: str = "W-1", **more) -> str:
    return str(house("shipping.book", order=order, address=ADDRESS, **more)["shipment"])


def refusal(house: House, topic: str, **values) -> BusinessError:
    with pytest.raises(BusinessError) as error:
        house(topic, **values)
    assert "problem" in error.value.values
    return error.value


def test_the_three_documents_are_made_and_valid_ubl_ord_11(house: House) -> None:
    shipment = booked(house)
    made = house("shipping.papers", shipment=shipment, document=DOCUMENT, language="zh-Hant")
    assert [each["name"] for each in made["papers"]] == ["packing list", "waybill", "invoice"]
    assert made["missing"] == ["packing list", "waybill", "invoice"] and not made["complete"]
    for each, root in zip(made["papers"], ("PackingList", "Waybill", "Invoice"), strict=True):
        xml, pdf = paper(shipment, each["name"], "xml"), paper(shipment, each["name"])
        assert xml is not None and pdf is not None and pdf.startswith(b"%PDF")
        assert hashlib.sha256(xml + pdf).hexdigest() == each["sha256"]
        tree = etree.fromstring(xml)
        assert etree.QName(tree).localname == root and schema(root).validate(tree)
        assert tree.findtext(f"{{{CBC}}}ID") == each["number"]
    assert (
        house("shipping.papers", shipment=shipment, document=DOCUMENT, language="zh-Hant") == made
    )


def test_sums_are_rounded_line_by_line_and_tax_rate_by_rate_ord_11() -> None:
    document = read_document(DOCUMENT, date(2026, 3, 2), [], ABOUT)
    sums = document.sums
    assert [line.net for line in document.lines] == [Decimal("59.97"), Decimal("0.34")]
    assert sums.rates == {
        6: (Decimal("0.34"), Decimal("0.02")),
        13: (Decimal("67.97"), Decimal("8.84")),
    }
    assert (sums.net, sums.tax, sums.total) == (Decimal("60.31"), Decimal("8.86"), Decimal("77.17"))
    yen = read_document({**DOCUMENT, "currency": "JPY"}, date(2026, 3, 2), [], ABOUT)
    assert [line.net for line in yen.lines] == [60, 0]
    assert document.grams == 960


def test_a_party_may_be_a_list_as_packs_have_them() -> None:
    listed = {**DOCUMENT, "seller": ["Guiju", "1 Compass Road", "Shanghai", "200000", "CN"]}
    document = read_document(listed, date(2026, 3, 2), [], ABOUT)
    assert (document.seller.city, document.seller.country) == ("Shanghai", "CN")


def test_an_enclosed_paper_is_made_anew_and_must_be_enclosed_again_ord_11(house: House) -> None:
    shipment = booked(house)
    house("shipping.papers", shipment=shipment, document=DOCUMENT)
    names = ["packing list", "waybill", "invoice"]
    part = house("shipping.enclose", shipment=shipment, papers=names[:2])
    assert part["missing"] == ["invoice"]
    missing = refusal(house, "shipping.complete", shipment=shipment)
    assert (missing.code, missing.values["missing"]) == ("papers-missing", ["invoice"])
    house("shipping.enclose", shipment=shipment, papers=["invoice"])
    assert house("shipping.complete", shipment=shipment)["complete"]
    other = {**DOCUMENT, "freight": 0}
    again = house("shipping.papers", shipment=shipment, document=other, required=["invoice"])
    assert again["papers"][0]["number"].endswith("-2") and again["missing"] == ["invoice"]


def test_outbound_is_blocked_while_a_document_is_missing_ord_11(house: House) -> None:
    shipment = booked(house)
    blocked = refusal(house, "shipping.dispatch", shipment=shipment)
    assert blocked.code == "papers-missing" and len(blocked.values["missing"]) == 3
    house("shipping.papers", shipment=shipment, document=DOCUMENT, required=["receipt"])
    house("shipping.enclose", shipment=shipment, papers=["receipt"])
    sent = house("shipping.dispatch", job=8, shipment=shipment, required=["receipt"])
    assert sent["dispatched"] and house("shipping.dispatch", job=8, shipment=shipment) == sent
    twice = refusal(house, "shipping.dispatch", shipment=shipment, required=["receipt"])
    assert twice.code == "already-dispatched"


def test_a_paper_that_was_not_made_cannot_be_enclosed_ord_11(house: House) -> None:
    shipment = booked(house)
    found = house("shipping.enclose", shipment=shipment, papers=["invoice"])
    assert found["enclosed"] == [] and "invoice" in found["missing"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lines": []}, "lines"),
        ({"lines": [{**DOCUMENT["lines"][0], "price": "much"}]}, "lines[1].price"),
        ({"lines": [{**DOCUMENT["lines"][0], "quantity": 0}]}, "lines[1].quantity"),
        ({"lines": [{**DOCUMENT["lines"][0], "name": "a\0b"}]}, "lines[1].name"),
        ({"lines": [{**DOCUMENT["lines"][0], "tax": 130}]}, "lines[1].tax"),
        ({"currency": "yuan"}, "currency"),
        ({"buyer": {"name": "x"}}, "buyer.street"),
        ({"buyer": {**ADDRESS, "country": "China"}}, "buyer.country"),
        ({"seller": None}, "seller"),
        ({"order": ""}, "order"),
        ({"ordered": "yesterday"}, "ordered"),
    ],
)
def test_a_wrong_document_is_refused_by_its_field_ord_11(sqlite: str, wrong, field) -> None:
    house = House()
    document = {**DOCUMENT, **wrong}
    error = refusal(house, "shipping.papers", shipment=booked(house), document=document)
    assert (error.code, error.values["problem"]["field"]) == ("document-invalid", field)


def test_unknown_papers_languages_and_shipments_are_refused(sqlite: str) -> None:
    house = House()
    about = {"shipment": booked(house), "document": DOCUMENT}
    assert refusal(house, "shipping.papers", **about, required=["map"]).code == "document-unknown"
    assert refusal(house, "shipping.papers", **about, language="de").code == "document-invalid"
    assert refusal(house, "shipping.complete", shipment="SH9").code == "shipment-unknown"
    assert refusal(house, "shipping.book", order="W", address={}).code == "address-invalid"
    away = {"order": "W", "address": ADDRESS, "carrier": "acme"}
    assert refusal(house, "shipping.book", **away).code == "carrier-unknown"
    slow = {"order": "W", "address": ADDRESS, "service": "donkey"}
    assert refusal(house, "shipping.book", **slow).code == "carrier-refused"


TEXT = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() and text.isprintable())


@settings(max_examples=60)
@given(
    name=TEXT, street=TEXT, quantity=st.integers(1, 10**6),
    price=st.decimals(0, 10**6, places=4), tax=st.sampled_from([0, 6, 13, Decimal("7.5")]),
)  # fmt: skip
def test_whatever_the_names_and_figures_are_the_papers_are_valid(
    name, street, quantity, price, tax
) -> None:
    buyer = {**ADDRESS, "name": name, "street": street}
    lines = [{"item": "A", "name": name, "quantity": quantity, "price": price, "tax": tax}]
    document = read_document(
        {**DOCUMENT, "buyer": buyer, "lines": lines}, date(2026, 3, 2), [{"box": "S"}], ABOUT
    )
    sums = document.sums
    assert sums.total == sums.net + sums.freight + sums.tax
    for write in WRITERS.values():
        assert street.strip() in etree.tostring(
            etree.fromstring(write(document, "N-1")), encoding=str, method="text"
        )


def test_the_schema_refuses_what_is_not_ubl() -> None:
    with pytest.raises(NotValid, match="UBL Invoice"):
        Writer("Invoice", "1").written()
    with pytest.raises(NotValid, match="UBL Waybill"):
        Writer("Waybill", "1").text("Nonsense", "x").written()


def test_the_words_on_papers_are_complete_in_three_languages() -> None:
    english = WORDS["en"]
    for language, words in WORDS.items():
        assert words.keys() == english.keys()
        assert all(words.values())
        assert language == "en" or words["waybill"] != english["waybill"]

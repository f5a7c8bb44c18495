"""The shipped mappings are FEEL throughout, and make orders of what their ERPs answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from guiju.standard import Problem
from guiju.standard.feel import compile_expression
from guiju.systems.erp.mappings import MAPPINGS
from guiju.systems.erp.orders import read_order
from guiju.systems.erp.templates import NAMES, TemplateWrong, address, filled, worked_out


def texts(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        for each in found.values():
            yield from texts(each)
    elif isinstance(found, list):
        for each in found:
            yield from texts(each)
    elif isinstance(found, str):
        yield found


@pytest.mark.parametrize("name", MAPPINGS)
def test_every_expression_of_a_shipped_mapping_is_feel(name: str) -> None:
    expressions = [each for each in texts(MAPPINGS[name]) if each.startswith("=") and each != "="]
    assert len(expressions) > 10
    wrong = [e for e in expressions if isinstance(compile_expression(e, NAMES), Problem)]
    assert wrong == []


def orders(name: str, answer: Any) -> list[dict[str, Any]]:
    part = MAPPINGS[name]["in"]["orders"]
    each = worked_out(part.get("each", "=answer"), {"answer": answer})
    cursors = [worked_out(part["cursor"], {"answer": answer, "item": item}) for item in each]
    assert all(isinstance(cursor, str) and cursor for cursor in cursors)
    return [filled(part["order"], {"answer": answer, "item": item}) for item in each]


def test_lines_of_odoo_become_orders() -> None:
    def line(order: int, product: str, quantity: int) -> dict[str, Any]:
        return {"id": 7, "order_id": [order, f"S{order:05}"], "product_id": [9, product],
                "product_uom_qty": quantity, "price_unit": Decimal("12.5"),
                "order_partner_id": [4, "Mei Lin"], "write_date": "2026-03-02 01:00:00"}  # fmt: skip

    found = orders("odoo", [line(1, "A", 2), line(2, "B", 1), line(1, "C", 3)])
    assert [each["order_id"] for each in found] == ["S00001", "S00002"]
    assert [each["quantity"] for each in found[0]["lines"]] == [2, 3]
    assert all(read_order(each).order for each in found)


def test_rows_of_erpnext_become_orders() -> None:
    def row(name: str, item: str) -> dict[str, Any]:
        return {"name": name, "po_no": None, "customer": "C-4", "customer_name": "Mei Lin",
                "currency": "CNY", "modified": "2026-03-02 01:00:00", "item_code": item, "qty": 2,
                "rate": Decimal("12.5")}  # fmt: skip

    found = orders("erpnext", {"data": [row("SO-1", "A"), row("SO-1", "B"), row("SO-2", "A")]})
    assert [(each["order_id"], len(each["lines"])) for each in found] == [("SO-1", 2), ("SO-2", 1)]
    assert all(read_order(each).order for each in found)


def test_a_moment_and_a_decimal_are_written_as_the_codec_has_it() -> None:
    from guiju.systems.erp.codecs import CODECS

    template = {"at": {"$datetime": "=since"}, "price": {"$decimal": "=values.p"}}
    scope = {"since": "2026-03-02T09:00:00+08:00", "values": {"p": Decimal("12.50")}}
    tryton = filled(template, scope, CODECS["tryton"].encoders)
    assert (tryton["at"]["hour"], tryton["price"]["decimal"]) == (1, "12.5")
    assert CODECS["tryton"].decode(tryton["at"]) == "2026-03-02T01:00:00.000000Z"
    assert CODECS["tryton"].decode(tryton["price"]) == Decimal("12.50")
    assert filled(template, scope, CODECS["odoo"].encoders)["at"] == "2026-03-02 01:00:00"


def test_what_stands_in_a_path_cannot_lead_elsewhere() -> None:
    scope = {"database": "../x?y=1#z", "now": datetime(2026, 3, 2, tzinfo=UTC)}
    assert address("/{database}/rpc/", scope) == "/..%2Fx%3Fy%3D1%23z/rpc/"
    with pytest.raises(TemplateWrong, match="expected FEEL"):
        worked_out("=1 +", {})

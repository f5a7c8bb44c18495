"""Tables as sheets: out and back, as people write them, and hostile files."""

import datetime
import zipfile
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from guiju.standard import dmn
from guiju.standard.dmn.expressions import DecisionTable
from guiju.standard.model.problem import Problem
from tests.dmn.models import table_model

HEAD: list[list[object]] = [
    ["Decision", "Discount"],
    ["Hit policy", "F"],
    ["Kind", "input", "input", "output", "annotation"],
    ["Name", "Order amount", "kind", "rate", "why"],
    ["Type", "number", "string", "number"],
    ["Allowed values", "", '"a", "b"'],
]


def sheet(*rows: list[Any], head: list[list[object]] = HEAD) -> bytes:
    book = Workbook()
    page: Any = book.active
    for row in [*head, *rows]:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in dmn.from_xlsx(data).problems]


def table_of(model: dmn.Model) -> DecisionTable:
    table = model.definitions.decisions[0].expression
    assert isinstance(table, DecisionTable)
    return table


def test_a_sheet_as_people_write_it_decides() -> None:
    loaded = dmn.from_xlsx(
        sheet([1, ">= 100", '"a"', 0.1, "big"], [2, "-", None, 0, ""], [None, None, None, None])
    )
    assert loaded.model is not None
    assert [str(problem) for problem in loaded.problems] == []
    decided = dmn.decide(loaded.model, "Discount", {"Order amount": 100, "kind": "a"})
    assert float(decided.value) == 0.1
    assert dmn.decide(loaded.model, "Discount", {"Order amount": 1, "kind": "b"}).value == 0
    assert table_of(loaded.model).rules[0].annotations == ("big",)


def test_numbers_dates_and_truth_values_of_a_spreadsheet_become_feel() -> None:
    loaded = dmn.from_xlsx(
        sheet(
            [1, datetime.date(2026, 1, 31), True, 2.0],
            head=[
                ["Hit policy", "UNIQUE"],
                ["Kind", "input", "input", "output"],
                ["Name", "day", "yes", "n"],
            ],
        )
    )
    assert loaded.model is not None
    rule = table_of(loaded.model).rules[0]
    assert [cell.text for cell in rule.inputs] == ['@"2026-01-31"', "true"]
    assert rule.outputs[0].text == "2"


def test_out_and_back_gives_the_same_table() -> None:
    model = table_model(
        {"age": "number", "vip": "boolean"},
        [(["< 18", "-"], ['"=1+1"', "1"]), ([">= 18", "true"], ['"x"', "2"])],
        outputs=("a", "b"),
        policy="COLLECT",
        output_values=['"=1+1", "x"', "1, 2"],
        defaults=['"x"', "1"],
    )
    first = dmn.to_xlsx(model, "D")
    assert isinstance(first, bytes)
    back = dmn.from_xlsx(first).model
    assert back is not None
    again = dmn.to_xlsx(back, "D")
    assert isinstance(again, bytes)
    assert texts(again) == texts(first)
    assert table_of(back).hit_policy == "COLLECT"
    inputs = {"age": 20, "vip": True}
    assert dmn.decide(back, "D", inputs).value == dmn.decide(model, "D", inputs).value


def texts(data: bytes) -> list[list[Any]]:
    page: Any = load_workbook(BytesIO(data)).active
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_no_cell_is_ever_a_formula() -> None:
    model = table_model({"age": "number"}, [(["= 1"], ["-1"]), (["= 2"], ["-2"])])
    data = dmn.to_xlsx(model, "D")
    assert isinstance(data, bytes)
    page: Any = load_workbook(BytesIO(data)).active
    kinds = {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_what_is_no_table_is_said() -> None:
    model = table_model({"age": "number"}, [(["-"], ["1"])])
    found = dmn.to_xlsx(model, "nothing")
    assert isinstance(found, Problem)
    assert found.code == "xlsx-no-table"
    assert codes(sheet(head=[["anything"]])) == ["xlsx-no-table"]


def test_mistakes_name_the_sheet() -> None:
    bad = [["Hit policy", "Z"], ["Kind", "input"], ["Name", "a b"]]
    assert codes(sheet([1, "<"], head=bad))[:2] == ["xlsx-no-output", "table-hit-policy"]


def test_a_formula_is_refused() -> None:
    assert codes(sheet([1, "=1+1", "-", 1])) == ["xlsx-formula"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<xml/>", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_one_problem(data: bytes) -> None:
    assert codes(data) == ["xlsx-malformed"]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 100_000_001)
    assert codes(out.getvalue()) == ["xlsx-limit"]


def test_a_document_type_inside_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<!DOCTYPE a><a/>")
    assert codes(out.getvalue()) == ["xml-doctype"]


@given(place=st.integers(0, 4000), byte=st.integers(0, 255))
def test_a_damaged_workbook_never_raises(place: int, byte: int) -> None:
    data = bytearray(GOOD)
    data[place % len(data)] = byte
    assert isinstance(dmn.from_xlsx(bytes(data)), dmn.Loaded)


GOOD = sheet([1, ">= 100", '"a"', 0.1, "big"])

"""A decision sees the parameters and lists of its pack by their names."""

from __future__ import annotations

from decimal import Decimal

from guiju.packs import files_of
from guiju.standard import dmn
from guiju.standard.pack import deployments, read_pack
from guiju.standard.pack.tables import with_names

TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<d:definitions xmlns:d="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="m" namespace="m">
  <d:inputData id="in" name="score"><d:variable name="score"/></d:inputData>
  <d:decision id="low" name="Low">
    <d:variable name="Low"/>
    <d:informationRequirement><d:requiredInput href="#in"/></d:informationRequirement>
    <d:literalExpression><d:text>score &lt; low_score or score in exceptions</d:text></d:literalExpression>
  </d:decision>
  <d:decision id="plain" name="Plain"><d:literalExpression><d:text>not_low_score</d:text></d:literalExpression></d:decision>
</d:definitions>"""


def test_a_decision_sees_what_it_names_of_the_pack_and_nothing_else_is_changed() -> None:
    table = with_names(TABLE, ["low_score", "exceptions", "other"])
    assert table.count(b"\n") == TABLE.count(b"\n"), "problems keep their lines"
    assert b"other" not in table
    assert table.count(b"requiredInput") == TABLE.count(b"requiredInput") + 2
    loaded = dmn.load(table)
    assert loaded.problems == ()
    assert loaded.model is not None
    for score, low in ((3, True), (6, False), (9, True)):
        values = {"score": Decimal(score), "low_score": Decimal(5), "exceptions": [Decimal(9)]}
        decided = dmn.decide(loaded.model, "low", values)
        assert (decided.value, decided.warnings) == (low, ())


def test_what_names_nothing_or_is_no_text_stays_as_it_is() -> None:
    assert with_names(TABLE, ["unused"]) == TABLE
    assert with_names(b"\xff\xfe", ["low_score"]) == b"\xff\xfe"
    once = with_names(TABLE, ["low_score"])
    assert with_names(once, ["low_score"]) == once


def test_a_pack_is_deployed_with_decisions_that_see_its_parameters() -> None:
    files = dict(files_of("order-fulfilment"))
    table = files["decisions/orders.dmn"].decode()
    files["decisions/orders.dmn"] = table.replace(
        "l.quantity &gt; 0", "l.quantity &gt; 0 and low_score &gt; 0"
    ).encode()
    pack, problems = read_pack(files)
    assert pack is not None, problems
    (deployed,) = [each for each in deployments(pack) if each.file == "processes/order.bpmn"]
    model = dmn.load(deployed.tables["decisions/orders.dmn"]).model
    assert model is not None
    order = {"lines": [{"item": "A", "quantity": Decimal(1), "price": Decimal(1)}]}
    found = dmn.decide(model, "Field results", {"order": order, "low_score": Decimal(6)}).value
    assert {each["field"]: each["ok"] for each in found}["items"] is True

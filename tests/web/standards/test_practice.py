"""Practice: where cases leave the standard, and the cases behind each figure."""

from __future__ import annotations

from datetime import timedelta

import pytest

from guiju.web.practice import figures
from guiju.web.practice.looking import by_version, latest_cases, look, versions_of
from tests.web.standards.house import House, texts
from tests.web.standards.test_life import receipt


@pytest.fixture
def practised(house: House) -> House:
    """Two paid refunds and a refused one on version 1; version 2 asks for one step more."""
    house.put_in_force(house.bring_in())
    for case, amount in (("a", 20), ("b", 90), ("c", 150)):
        house.engine.start("refund", {}, case, actor=house.actor("mia"))
        house.moment[0] += timedelta(hours=1)
        house.do(case, "write", "mia", amount=amount, reason="broken")
        if amount <= 100:
            house.moment[0] += timedelta(hours=3)
            house.do(case, "pay", "carl")
    changed = receipt(texts()["processes/refund.bpmn"])
    house.put_in_force(house.bring_in(**{"processes/refund.bpmn": changed}))
    return house


def test_cases_fit_the_version_they_ran_on_and_show_what_a_new_one_asks(practised: House) -> None:
    new, old = (no for no, _ in versions_of(practised.engine, "refund"))
    before, after = (look(practised.engine, "refund", no) for no in (old, new))
    assert before.result is not None and before.result.fitting_cases == 3
    assert after.result is not None and after.result.fitting_cases == 1
    assert [(one.kind, one.element, one.cases) for one in after.result.deviations] == [
        ("skipped", "receipt", 2)
    ]


def test_times_are_taken_from_when_a_step_was_open(practised: House) -> None:
    cases = latest_cases(practised.engine, "refund")
    told = {one.element: one for one in figures.step_times(cases, {})}
    assert told["pay"].median == 3 * 3600 and told["pay"].count == 2
    assert told["write"].p90 == 3600


def test_pages_lead_from_figures_to_cases(practised: House) -> None:
    client = practised.client("otto", "zh-hans")
    page = client.get("/practice/refund/").content.decode()
    assert "漏做" in page and '"badge": "2"' in page and 'id="row-receipt"' in page
    behind = client.get("/practice/refund/deviation/0/").content.decode()
    assert "/cases/case/a" in behind and "/cases/case/c" not in behind
    longest = client.get("/practice/refund/step/pay/").content.decode()
    assert "/cases/case/b" in longest
    assert client.get("/practice/refund/deviation/9/").status_code == 404
    assert client.get("/practice/nothing/").status_code == 404


def test_practice_is_for_owners_and_auditors(practised: House) -> None:
    seen = {
        name: practised.client(name).get("/practice/refund/").status_code
        for name in ("mia", "otto", "carl", "rob")
    }
    assert seen == {"mia": 200, "otto": 200, "carl": 403, "rob": 403}


INDICATORS = """
pay-time:
  title: {en: Time to pay, zh-Hans: 付款用时, zh-Hant: 付款用時}
  clause: REF-2.1
  element: pay
  measure: time
  unit: hours
  target: 2
  direction: at most
amount:
  title: {en: Amount, zh-Hans: 金额, zh-Hant: 金額}
  clause: REF-1.2
  element: write
  measure: value
  of: amount
  unit: number
  target: =small_amount
  direction: at most
"""


def test_indicators_are_measured_against_their_targets(house: House) -> None:
    house.put_in_force(house.bring_in(**{"indicators.yaml": INDICATORS}))
    for case, amount in (("a", 20), ("b", 90)):
        house.engine.start("refund", {}, case, actor=house.actor("mia"))
        house.do(case, "write", "mia", amount=amount, reason="broken")
        house.moment[0] += timedelta(hours=3)
        house.do(case, "pay", "carl")
    from guiju.web.standards.library import pack_of
    from guiju.web.standards.models import Version

    pack = pack_of(Version.objects.get())
    assert pack is not None
    told = {one.indicator.id: one for one in figures.measured(
        house.engine, house.engine.standards.newest("refund").no, pack, {"pay", "write"},
        latest_cases(house.engine, "refund"))}  # fmt: skip
    assert (told["pay-time"].value, told["pay-time"].met) == (3.0, False)
    assert (told["amount"].value, told["amount"].target, told["amount"].met) == (55.0, 100.0, True)
    assert [case for case, _ in told["amount"].cases] == ["b", "a"]
    page = house.client("mia").get("/practice/refund/indicator/amount/")
    assert page.status_code == 200 and b"90.0" in page.content


def test_each_version_is_held_against_its_own_cases(practised: House) -> None:
    new, old = (no for no, _ in versions_of(practised.engine, "refund"))
    practised.engine.start("refund", {}, "d", actor=practised.actor("mia"))
    practised.do("d", "write", "mia", amount=20, reason="broken")
    practised.do("d", "pay", "carl")
    practised.do("d", "receipt", "carl")
    told = [(one.no, one.cases, one.fitting) for one in by_version(practised.engine, "refund")]
    assert told == [(new, 1, 1), (old, 3, 3)]
    page = practised.client("mia").get("/practice/refund/").content.decode()
    assert "Each version by its own cases" in page

"""Superiors, deputies, authority and duty, asked as models ask (APR-03, APR-05, SEV-02, INC-01)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guiju.run.jobs import BusinessError
from tests.systems.house import House

WORLD = {
    "departments": {
        "company": {"title": "Company", "head": "gus"},
        "sales": {"title": "Sales", "above": "company", "head": "dora"},
        "legal": {"title": "Legal", "above": "company"},
        "round": {"title": "Round", "above": "round"},
    },
    "people": {
        "ann": {"name": "Ann Li", "department": "sales", "mail": "ann@example.com"},
        "bob": {"name": "Bob Wu", "department": "sales", "superior": "ann"},
        "dora": {"name": "Dora Xu", "department": "sales", "roles": ["sales-head"],
                 "deputies": ["zed", "ann"]},
        "gus": {"name": "Gus He", "department": "company", "roles": ["director"]},
        "lea": {"name": "Lea", "department": "legal", "superior": "zed"},
        "orb": {"name": "Orb", "department": "round"},
        "zed": {"name": "Zed", "department": "sales", "left": True},
    },
    "limits": [
        {"role": "sales-head", "subject": "budget", "up_to": 50000},
        {"role": "director", "subject": "budget"},
        {"role": "sales-head", "subject": "compensation", "up_to": "500.50"},
    ],
    "rotas": {
        "it": {
            "alarm": ["dora", "gus"],
            "turns": [
                {"person": "ann", "from": "2026-03-02T00:00:00+08:00",
                 "until": "2026-03-03T00:00:00+08:00"},
                {"person": "bob", "from": "2026-03-02T00:00:00+08:00",
                 "until": "2026-03-03T00:00:00+08:00"},
            ],
        }
    },
}  # fmt: skip
AWAY = {"person": "dora", "from": "2026-03-01T00:00:00+08:00", "until": "2026-03-09T00:00:00+08:00"}


@pytest.fixture
def asked(house: House) -> House:
    house.give(directory=WORLD)
    return house


def test_the_superior_is_the_one_named_else_the_head_of_the_department(asked: House) -> None:
    assert asked("directory.superior", person="bob")["superior"] == "ann"
    found = asked("directory.superior", person="ann")
    assert (found["superior"], found["passed_over"], found["path"]) == ("dora", False, [])


def test_apr_03_who_is_the_own_superior_goes_one_level_up_and_that_is_recorded(asked) -> None:
    found = asked("directory.superior", person="dora")
    assert found["superior"] == "gus"
    assert found["path"] == [{"post": "sales", "person": "dora", "reason": "self"}]


def test_apr_03_a_vacant_post_is_passed_over_and_recorded(asked: House) -> None:
    found = asked("directory.superior", person="lea")
    assert found["superior"] == "gus"
    assert [each["reason"] for each in found["path"]] == ["vacant", "vacant"]


def test_apr_03_at_the_top_there_is_no_superior_and_nobody_approves_for_himself(asked) -> None:
    with pytest.raises(BusinessError) as error:
        asked("directory.superior", person="gus")
    assert error.value.code == "no-superior"
    assert error.value.values["path"] == [{"post": "company", "person": "gus", "reason": "self"}]


def test_a_deputy_stands_in_for_who_is_absent_but_never_for_himself(asked: House) -> None:
    asked.give(directory={"absences": [AWAY]})
    of_ann = asked("directory.superior", person="ann")  # her deputyship does not count for her
    assert of_ann["superior"] == "gus"
    assert of_ann["path"] == [{"post": "sales", "person": "dora", "reason": "absent"}]
    heads = asked("directory.heads", departments=["sales"])["heads"]
    assert (heads[0]["person"], heads[0]["instead_of"]) == ("ann", "dora")


def test_after_the_absence_the_head_is_asked_again(asked: House) -> None:
    asked.give(directory={"absences": [AWAY]})
    asked.go_to("2026-03-09T00:00:00+08:00")
    assert asked("directory.heads", departments=["sales"])["head_ids"] == ["dora"]


def test_a_missing_head_is_an_error_that_names_the_department(asked: House) -> None:
    with pytest.raises(BusinessError) as error:
        asked("directory.heads", departments=["sales", "legal"])
    assert (error.value.code, error.value.values["missing"]) == ("head-missing", ["legal"])
    found = asked("directory.heads", departments=["sales", "legal"], must=False)
    assert (found["head_ids"], found["missing"]) == (["dora"], ["legal"])
    with pytest.raises(BusinessError, match="department-unknown"):
        asked("directory.heads", departments=["nowhere"])


def test_apr_05_an_amount_over_the_authority_routes_up(asked: House) -> None:
    within = asked("directory.authority", person="dora", subject="budget", amount=50000)
    assert (within["within"], within["approver"], within["routed_up"]) == (True, "dora", 0)
    over = asked("directory.authority", person="dora", subject="budget", amount=Decimal("50000.01"))
    assert (over["within"], over["approver"], over["approver_limit"]) == (False, "gus", None)
    with pytest.raises(BusinessError, match="no-authority"):
        asked("directory.authority", person="dora", subject="compensation", amount=501)
    with pytest.raises(BusinessError, match="amount-malformed"):
        asked("directory.authority", person="dora", subject="budget", amount="much")


def test_a_deputy_decides_within_the_authority_of_the_absent(asked: House) -> None:
    asked.give(directory={"absences": [AWAY]})
    found = asked("directory.authority", person="dora", subject="budget", amount=10)
    assert (found["approver"], found["approver_contact"]["instead_of"]) == ("ann", "dora")


def test_inc_01_who_does_not_answer_is_skipped_and_nobody_on_duty_names_whom_to_alarm(asked):
    first = asked("directory.duty", rota="it")
    assert (first["on_duty"], first["next"]) == ("ann", ["bob"])
    assert asked("directory.duty", rota="it", skip=["ann"])["on_duty"] == "bob"
    with pytest.raises(BusinessError) as error:
        asked("directory.duty", rota="it", skip=["ann", "bob"])
    assert (error.value.code, error.value.values["alarm"]) == ("nobody-on-duty", ["dora", "gus"])
    asked.go_to("2026-03-03T00:00:00+08:00")
    with pytest.raises(BusinessError, match="nobody-on-duty"):
        asked("directory.duty", rota="it")


def test_an_absence_entered_twice_by_one_job_is_one(asked: House) -> None:
    values = {"person": "dora", "until": "2026-03-09T00:00:00+08:00"}
    first = asked("directory.absence", key="a-1", **values)
    assert asked("directory.absence", key="a-1", **values) == first
    assert asked("directory.person", person="dora")["stand_in"] == "ann"
    with pytest.raises(BusinessError, match="period-malformed"):
        asked("directory.absence", person="dora", until="2026-01-01T00:00:00Z")


def test_departments_that_go_round_end(asked: House) -> None:
    with pytest.raises(BusinessError, match="no-superior"):
        asked("directory.superior", person="orb")


def test_a_world_that_says_what_nobody_knows_is_refused_with_its_place(house: House) -> None:
    with pytest.raises(ValueError, match=r"directory\.people\.ann: expected .* found nick"):
        house.give(directory={"people": {"ann": {"nick": "A"}}})
    with pytest.raises(ValueError, match=r"absences\[0\]\.until"):
        house.give(directory={"absences": [{**AWAY, "until": "2026-03-09"}]})

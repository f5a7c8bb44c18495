"""Cases by the API."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from tests.web.api.conftest import Caller
from tests.web.office import Office


def problem(answer: Any) -> Any:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    told = json.loads(answer.content)
    assert told["status"] == answer.status_code
    return told


def test_a_case_is_started_once_however_often_it_is_asked_for(office: Office, call: Any) -> None:
    dee = call("dee")
    body = {"process": "refund"}
    first = dee("POST", "/cases", body, Idempotency_Key="k1")
    assert first.status_code == 201, first.content
    second = dee("POST", "/cases", body, Idempotency_Key="k1")
    one, two = json.loads(first.content), json.loads(second.content)
    assert one["case"] == two["case"] and two["repeated"] and not one["repeated"]
    other = dee("POST", "/cases", body, Idempotency_Key="k2")
    assert json.loads(other.content)["case"] != one["case"]


def test_a_case_is_read_with_its_entries_and_a_tag(office: Office, call: Any) -> None:
    office.written()
    dee = call("dee")
    answer = dee("GET", "/cases/R-1")
    told = json.loads(answer.content, parse_float=Decimal)
    assert told["status"] == "active" and told["variables"]["amount"] == 20
    assert told["tasks"] == [] and told["process"] == "refund"
    assert call("carl").ok("GET", "/cases/R-1")["tasks"] == [office.task("R-1")]
    tag = answer.headers["ETag"]
    assert dee("GET", "/cases/R-1", If_None_Match=tag).status_code == 304
    kinds = [each["kind"] for each in dee.ok("GET", "/cases/R-1/entries")["items"]]
    assert kinds[0] == "CaseStarted" and "TaskCompleted" in kinds
    assert isinstance(dee.ok("GET", "/cases/R-1/deadlines"), list)


def test_who_has_no_hand_in_a_case_sees_no_data_and_strangers_see_nothing(
    office: Office, call: Any
) -> None:
    office.written()
    assert call("cleo").ok("GET", "/cases/R-1")["variables"] is None
    assert call("cleo")("GET", "/cases/R-1/variables").status_code == 403
    assert call("fay")("GET", "/cases/R-1").status_code == 404
    assert call("fay").ok("GET", "/cases")["items"] == []


def test_pages_of_cases_follow_each_other_without_gap_or_repetition(
    office: Office, call: Any
) -> None:
    for number in range(7):
        office.start(f"R-{number}")
    seen: list[str] = []
    cursor = ""
    while True:
        page = call("dee").ok("GET", f"/cases?limit=3&cursor={cursor}")
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert sorted(seen) == [f"R-{number}" for number in range(7)] and seen[0] == "R-6"
    assert problem(call("dee")("GET", "/cases?cursor=abc"))["code"] == "cursor-unknown"


def test_an_owner_steers_a_case_and_nobody_else(office: Office, call: Any) -> None:
    office.start()
    reason = {"reason": "stock is counted"}
    assert call("dee")("POST", "/cases/R-1/suspend", reason).status_code == 403
    mia = call("mia")
    tag = mia("GET", "/cases/R-1").headers["ETag"]
    assert mia.ok("POST", "/cases/R-1/suspend", reason, If_Match=tag)["kind"] == "CaseSuspended"
    stale = mia("POST", "/cases/R-1/resume", If_Match=tag)
    assert problem(stale)["status"] == 412
    assert mia.ok("POST", "/cases/R-1/resume")["kind"] == "CaseResumed"
    assert problem(mia("POST", "/cases/R-1/suspend", {}))["status"] == 422
    assert mia.ok("POST", "/cases/R-1/cancel", reason)["status"] == "cancelled"


def test_every_error_is_a_problem(office: Office, call: Any) -> None:
    dee = call("dee")
    assert problem(dee("GET", "/nothing/here"))["code"] == "not-found"
    assert problem(dee("DELETE", "/cases"))["status"] == 405
    assert problem(dee("POST", "/cases", {"process": "none"}))["code"] == "process-unknown"
    assert problem(dee("POST", "/cases", {"process": 7, "x": 1}))["errors"]
    broken = dee.client.generic(
        "POST", "/api/v1/cases", "{", "application/json",
        headers={"Authorization": f"Bearer {dee.token}"},
    )  # fmt: skip
    assert problem(broken)["status"] == 400
    assert problem(Caller("")("GET", "/cases"))["code"] == "token-missing"
    assert problem(Caller("guiju_wrong")("GET", "/cases"))["code"] == "token-unknown"
    assert problem(call("dee", "tasks")("GET", "/cases"))["code"] == "scope-missing"


def test_a_token_ends_by_time_by_hand_and_with_its_person(office: Office, call: Any) -> None:
    from guiju.systems.directory.models import Person
    from guiju.web.administration.models import ApiToken

    dee, don = call("dee"), call("don")
    assert dee("GET", "/cases").status_code == 200
    ApiToken.objects.filter(person="dee").update(ended=office.clock())
    assert dee("GET", "/cases").status_code == 401
    Person.objects.filter(code="don").update(left=True)
    assert don("GET", "/cases").status_code == 401
    ed = call("ed")
    office.clock.move(days=31)
    assert ed("GET", "/cases").status_code == 401
    assert dee.token not in str(list(ApiToken.objects.values()))


def test_whoever_tries_tokens_is_slowed_down(office: Office) -> None:
    seen = {Caller("guiju_wrong")("GET", "/cases").status_code for _ in range(40)}
    assert seen == {401, 429}

"""Tasks by the API."""

from __future__ import annotations

from typing import Any

from tests.web.api.test_cases import problem
from tests.web.office import Office

GOOD = {"values": {"amount": 20, "reason": "broken"}}


def test_a_clerk_does_a_task_from_list_to_end(office: Office, call: Any) -> None:
    id_ = office.start()
    dee = call("dee")
    (row,) = dee.ok("GET", "/tasks?whose=offered")["items"]
    assert row["id"] == id_ and row["name"]
    told = dee.ok("GET", f"/tasks/{id_}")
    assert told["form"]["components"] and "claim" in told["may"]
    assert dee.ok("POST", f"/tasks/{id_}/claim")["kind"] == "TaskClaimed"
    draft = dee.ok("POST", f"/tasks/{id_}/draft", {"values": {"amount": 7}})
    assert draft["kind"] == "DraftSaved"
    assert dee.ok("GET", f"/tasks/{id_}")["draft"] == {"amount": 7}
    wrong = dee("POST", f"/tasks/{id_}/complete", {"values": {"amount": "much"}})
    assert problem(wrong)["code"] == "form-invalid" and problem(wrong)["errors"]
    assert dee.ok("POST", f"/tasks/{id_}/complete", GOOD)["kind"] == "TaskCompleted"
    assert problem(dee("GET", f"/tasks/{id_}"))["status"] == 404


def test_a_task_is_completed_once_under_a_key(office: Office, call: Any) -> None:
    id_ = office.start()
    dee = call("dee")
    first = dee.ok("POST", f"/tasks/{id_}/complete", GOOD, Idempotency_Key="once")
    again = dee.ok("POST", f"/tasks/{id_}/complete", GOOD, Idempotency_Key="once")
    assert again == {**first, "repeated": True}
    other = dee("POST", f"/tasks/{id_}/complete", GOOD, Idempotency_Key="twice")
    assert problem(other)["status"] == 404


def test_strangers_do_not_find_a_task(office: Office, call: Any) -> None:
    id_ = office.start()
    fay = call("fay")
    assert fay("GET", f"/tasks/{id_}").status_code == 404
    for act in ("claim", "unclaim"):
        assert fay("POST", f"/tasks/{id_}/{act}").status_code == 404
    assert fay("POST", f"/tasks/{id_}/complete", GOOD).status_code == 404
    assert call("otto")("POST", f"/tasks/{id_}/complete", GOOD).status_code == 403


def test_a_task_is_passed_on_assigned_and_signed(office: Office, call: Any) -> None:
    id_ = office.start()
    dee = call("dee")
    dee.ok("POST", f"/tasks/{id_}/claim")
    nobody = dee("POST", f"/tasks/{id_}/forward", {"to": "nobody"})
    assert problem(nobody)["code"] == "person-unknown"
    assert dee.ok("POST", f"/tasks/{id_}/forward", {"to": "don"})["kind"] == "TaskForwarded"
    assert dee("POST", f"/tasks/{id_}/unclaim").status_code == 403
    mia = call("mia")
    assert mia.ok("POST", f"/tasks/{id_}/assign", {"to": "dee"})["kind"] == "TaskAssigned"
    signed = dee.ok("POST", f"/tasks/{id_}/add-signer", {"to": "don"})
    assert signed["kind"] == "SignerAdded"
    waits = dee("POST", f"/tasks/{id_}/complete", GOOD)
    assert problem(waits)["code"] == "signatures-missing"
    assert call("don").ok("POST", f"/tasks/{id_}/complete", {"values": {}})["kind"] == "TaskSigned"


def test_two_programs_race_for_one_task_and_one_has_it(office: Office, call: Any) -> None:
    id_ = office.start()
    tag = call("don")("GET", f"/tasks/{id_}").headers["ETag"]
    assert call("dee")("POST", f"/tasks/{id_}/claim").status_code == 200
    late = call("don")("POST", f"/tasks/{id_}/claim", If_Match=tag)
    assert late.status_code in (403, 409, 412)

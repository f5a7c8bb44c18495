"""People, organisation, figures, connections, tokens, copies and what was changed, by the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.web.api.test_cases import problem
from tests.web.calling import Caller
from tests.web.office import Office


def test_a_person_is_added_invited_changed_and_leaves(office: Office, call: Any) -> None:
    ada = call("ada", "administration")
    made = ada.ok("POST", "/people", {"id": "gus", "name": "Gus", "roles": ["desk"]})
    assert (made["roles"], made["duties"], made["left"]) == (["desk"], None, False)
    again = ada("POST", "/people", {"id": "gus", "name": "Other"})
    assert [each["path"] for each in problem(again)["errors"]] == ["code"]
    link = ada.ok("POST", "/people/gus/invite", {"duties": ["auditor"]})["link"]
    assert office.client().get(link.removeprefix("http://localhost")).status_code == 200
    told = ada.ok("PATCH", "/people/gus", {"department": "shop", "deputies": ["dee"]})
    assert told["duties"] == ["auditor"] and told["roles"] == ["desk"]
    wrong = ada("PATCH", "/people/gus", {"superior": "nobody"})
    assert problem(wrong)["code"] == "form-invalid"
    program = call("gus", "administration")
    assert program("GET", "/people").status_code == 200
    assert ada.ok("PATCH", "/people/gus", {"left": True})["left"]
    assert program("GET", "/people").status_code == 401


def test_nobody_locks_the_house_by_taking_their_own_key_away(office: Office, call: Any) -> None:
    ada = call("ada", "administration")
    told = ada.ok("PATCH", "/people/ada", {"left": True, "duties": []})
    assert told["duties"] == ["administrator"] and not told["left"]
    assert ada("GET", "/people").status_code == 200


def test_a_person_that_changed_meanwhile_is_not_overwritten(office: Office, call: Any) -> None:
    ada = call("ada", "administration")
    tag = ada("GET", "/people/dee").headers["ETag"]
    ada.ok("PATCH", "/people/dee", {"phone": "1"}, If_Match=tag)
    assert ada("PATCH", "/people/dee", {"phone": "2"}, If_Match=tag).status_code == 412


def test_departments_absences_and_limits_are_kept(office: Office, call: Any) -> None:
    ada = call("ada", "administration")
    ada.ok("POST", "/organisation", {"id": "desk", "title": "Desk", "above": "shop"})
    round_ = ada("PATCH", "/organisation/shop", {"above": "desk"})
    assert problem(round_)["errors"][0]["path"] == "above"
    assert ada.ok("PATCH", "/organisation/desk", {"head": "dee"})["title"] == "Desk"
    away = {"person": "carl", "since": "2026-03-01T00:00:00Z", "until": "2026-03-09T00:00:00Z"}
    for deputies in (["don"], ["cleo"]):
        ada.ok("POST", "/absences", {**away, "deputies": deputies})
    (told,) = ada.ok("GET", "/absences")
    assert told["deputies"] == ["cleo"]
    back = ada("POST", "/absences", {**away, "until": "2026-02-01T00:00:00Z"})
    assert problem(back)["errors"][0]["path"] == "until"
    ada.ok("PUT", "/limits", {"role": "cashier", "subject": "refund", "up_to": 500})
    ada.ok("PUT", "/limits", {"role": "cashier", "subject": "refund", "up_to": None})
    assert ada.ok("GET", "/limits") == [{"role": "cashier", "subject": "refund", "up_to": None}]
    assert {each["id"]: each["holders"] for each in ada.ok("GET", "/roles")}["desk"]


def test_a_parameter_stays_in_its_bounds_and_is_changed_by_whom_the_standard_says(
    office: Office, call: Any
) -> None:
    mia, otto = call("mia", "administration"), call("otto", "administration")
    (one,) = (each for each in mia.ok("GET", "/parameters") if each["id"] == "P-01")
    assert one["least"] <= one["value"] <= one["most"] and one["may_change"]
    assert not otto.ok("GET", "/parameters")[0]["may_change"]
    path = "/parameters/refund/P-01"
    assert otto("PUT", path, {"value": 50}).status_code == 403
    beyond = mia("PUT", path, {"value": float(one["most"]) + 1})
    assert problem(beyond)["code"] == "value-wrong"
    told = mia.ok("PUT", path, {"value": 50})
    assert (told["value"], told["version"]) == (50, one["version"] + 1)
    (change,) = otto.ok("GET", "/parameters/changes")
    assert change["person"] == "mia" and change["detail"].endswith("→ 50")
    assert mia.ok("GET", "/calendars") is not None


def test_a_connection_never_shows_its_secret(office: Office, call: Any) -> None:
    ed = call("ed", "administration")
    address = "smtp://me:hush@mail.example.com:587"
    told = ed("PUT", "/connections/mail/house", {"address": address})
    assert told.status_code == 200 and b"hush" not in told.content
    assert ed("PUT", "/connections/mail/house", {"address": "http://x"}).status_code == 422
    assert b"hush" not in ed("GET", "/connections").content
    assert ed("DELETE", "/connections/mail/house").status_code == 204
    assert ed.ok("GET", "/connections") == []


def test_a_token_is_shown_once_gives_no_more_than_it_has_and_ends(
    office: Office, call: Any
) -> None:
    ed = call("ed", "administration", "cases")
    more = ed("POST", "/tokens", {"name": "x", "scopes": ["cases", "jobs"]})
    assert problem(more)["code"] == "scope-missing"
    made = ed.ok("POST", "/tokens", {"name": "report", "scopes": ["cases"], "days": 7})
    assert made["person"] == "ed" and made["token"].startswith("guiju_")
    program = Caller(made["token"])
    assert program("GET", "/cases").status_code == 200
    listed = {each["id"]: each for each in ed.ok("GET", "/tokens")}
    assert listed[made["id"]]["token"] is None
    foreign = ed("POST", "/tokens", {"name": "x", "person": "mia", "scopes": ["cases"]})
    assert foreign.status_code == 403
    fay = call("fay", "administration")
    assert fay("DELETE", f"/tokens/{made['id']}").status_code == 404
    assert {each["person"] for each in fay.ok("GET", "/tokens")} == {"fay"}
    assert ed("DELETE", f"/tokens/{made['id']}").status_code == 204
    assert program("GET", "/cases").status_code == 401


def test_a_copy_is_taken_read_back_and_brought_away(office: Office, call: Any) -> None:
    from guiju.web.administration import copies

    office.written()
    ada = call("ada", "administration")
    made = ada.ok("POST", "/backups")
    path = f"/backups/{made['name']}"
    assert made["name"].endswith(".db") and made in ada.ok("GET", "/backups")
    told = ada.ok("POST", f"{path}/verify")
    assert told["whole"] and told["entries"] > 0
    answer = ada("GET", path)
    assert b"".join(answer.streaming_content).startswith(b"SQLite format 3")
    assert problem(ada("POST", "/backups"))["code"] == "no-copy"
    copy: Path = copies.folder() / made["name"]
    copy.write_bytes(copy.read_bytes()[:5000])
    assert not ada.ok("POST", f"{path}/verify")["whole"]
    copy.unlink()


def test_what_was_changed_by_hand_is_listed_page_by_page(office: Office, call: Any) -> None:
    ada = call("ada", "administration")
    for name in ("a", "b", "c"):
        ada.ok("POST", "/people", {"id": name, "name": name})
    first = ada.ok("GET", "/audit/changes?limit=2")
    rest = ada.ok("GET", f"/audit/changes?limit=2&cursor={first['next']}")
    assert [each["thing"] for each in first["items"] + rest["items"]] == ["c", "b", "a"]
    assert ada.ok("GET", "/audit")["entries"] >= 0

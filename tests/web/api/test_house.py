"""Standards, people, audit, events and webhooks by the API."""

from __future__ import annotations

import json
from typing import Any

from tests.web.api.test_cases import problem
from tests.web.office import Office

SCOPES = ("standards", "standards.write", "administration", "events", "cases")


def test_a_version_goes_from_draft_to_review_with_saves_that_see_each_other(
    office: Office, call: Any
) -> None:
    mia = call("mia", *SCOPES)
    draft = mia.ok("POST", "/standards/refund/1/draft")
    number = draft["number"]
    assert draft["state"] == "draft" and "pack.yaml" in draft["files"]
    path = f"/standards/refund/{number}/files/scripts/refused.md"
    answer = mia("GET", path)
    text, tag = json.loads(answer.content)["text"], answer.headers["ETag"]
    assert problem(mia("PUT", path, {"text": text}))["status"] == 428
    assert mia.ok("PUT", path, {"text": text + "\n"}, If_Match=tag)["revision"] == 2
    assert problem(mia("PUT", path, {"text": text}, If_Match=tag))["status"] == 412
    told = mia.ok("POST", f"/standards/refund/{number}/lint/processes/refund.bpmn", {"text": "<x"})
    assert told["stops"] and told["own"]
    handed = mia.ok("POST", f"/standards/refund/{number}/step", {"do": "submit"})
    assert handed["kind"] == "TaskCompleted"
    assert mia.ok("GET", f"/standards/refund/{number}")["state"] == "review"
    late = mia("PUT", path, {"text": text}, If_Match=tag)
    assert problem(late)["code"] == "not-a-draft"


def test_a_version_is_brought_away_and_compared(office: Office, call: Any) -> None:
    mia = call("mia", *SCOPES)
    number = mia.ok("POST", "/standards/refund/1/draft")["number"]
    path = f"/standards/refund/{number}/files/scripts/refused.md"
    answer = mia("GET", path)
    text = json.loads(answer.content)["text"] + "\nOne line more.\n"
    mia.ok("PUT", path, {"text": text}, If_Match=answer.headers["ETag"])
    (change,) = mia.ok("GET", f"/standards/refund/compare/1/{number}")
    assert (change["path"], change["how"]) == ("scripts/refused.md", "changed")
    assert ["+", "One line more."] in change["lines"]
    assert mia("GET", "/standards/refund/1/pack.zip").content.startswith(b"PK")
    assert mia("GET", "/standards/refund/1/manual.pdf").content.startswith(b"%PDF")


def test_practice_tells_times_and_indicators(office: Office, call: Any) -> None:
    mia = call("mia", *SCOPES)
    task = office.written()
    office.clock.move(hours=2)
    call("carl", "tasks").ok("POST", f"/tasks/{task}/complete", {"values": {"paid": True}})
    assert mia.ok("GET", "/practice") == ["refund"]
    times = {each["element"]: each for each in mia.ok("GET", "/practice/refund/steps")}
    assert mia.ok("GET", "/practice/refund/indicators") == []
    assert times["pay"]["median"] == 7200 and mia.ok("GET", "/practice/refund")["cases"] == 1
    assert mia("GET", "/practice/nothing/steps").status_code == 404


def test_a_wrong_pack_is_refused_with_its_places(office: Office, call: Any) -> None:
    answer = call("mia", *SCOPES)("POST", "/standards", {"files": {"pack.yaml": "name: x"}})
    assert problem(answer)["code"] == "pack-wrong" and problem(answer)["errors"]
    broken = call("mia", *SCOPES)("POST", "/standards", {"zip": "AAAA"})
    assert problem(broken)["code"] == "zip-wrong"


def test_the_house_is_read_and_its_journal_verified(office: Office, call: Any) -> None:
    office.written()
    otto = call("otto", *SCOPES)
    first = otto.ok("GET", "/people?limit=4")
    rest = otto.ok("GET", f"/people?limit=100&after={first['next']}")
    assert len(first["items"]) == 4 and len(first["items"]) + len(rest["items"]) == 9
    assert otto.ok("GET", "/people/dee")["roles"] == ["desk"]
    assert otto.ok("GET", "/organisation")[0]["id"] == "shop"
    verdict = otto.ok("POST", "/audit/verify")
    assert verdict["whole"] and verdict["entries"] > 0
    told = otto.ok("GET", "/practice/refund")
    assert told["process"] == "refund" and told["cases"] == 0


def test_an_event_of_another_system_starts_a_case_once(office: Office, call: Any) -> None:
    ed = call("ed", *SCOPES)
    route = {"type": "com.example.asked", "what": "start", "name": "refund", "data": "=data"}
    made = ed.ok("POST", "/event-routes", route)
    event = {
        "specversion": "1.0", "id": "e1", "source": "/shop", "type": "com.example.asked",
        "data": {"note": "x"},
    }  # fmt: skip
    sent = [
        ed.client.generic(
            "POST", "/api/v1/events", json.dumps(event), "application/cloudevents+json",
            headers={"Authorization": f"Bearer {ed.token}"},
        )
        for _ in range(2)
    ]  # fmt: skip
    (one,), (two,) = (json.loads(each.content) for each in sent)
    assert one["accepted"] and one["case"] == two["case"]
    assert len(call("mia").ok("GET", "/cases")["items"]) == 1
    assert ed("DELETE", f"/event-routes/{made['id']}").status_code == 204


def test_a_listener_goes_on_where_it_stopped_also_in_a_stream(office: Office, call: Any) -> None:
    from guiju.web.api import stream

    otto = call("otto", *SCOPES)
    begin = otto.ok("GET", "/events")["next"]
    office.start("R-1")
    office.start("R-2")
    first = otto.ok("GET", f"/events?cursor={begin}&limit=1")
    assert [each["entry"]["case"] for each in first["items"]] == ["R-1"]
    second = otto.ok("GET", f"/events?cursor={first['next']}")
    assert [each["entry"]["case"] for each in second["items"]] == ["R-2"]
    answer = otto("GET", "/events/stream", Last_Event_ID=first["next"])
    chunks = iter(answer.streaming_content)
    head, event = next(chunks).decode(), next(chunks).decode()
    assert head.startswith("retry:") and event.startswith("event: case.started") and "R-2" in event
    answer.close()
    taken = [stream.STREAMS.acquire(blocking=False) for _ in range(4)]
    assert all(taken)
    assert otto("GET", "/events/stream").status_code == 503
    for _ in taken:
        stream.STREAMS.release()


def test_the_reference_needs_no_login_and_nothing_from_elsewhere(office: Office) -> None:
    client = office.client()
    text = client.get("/api/v1/docs").content.decode()
    assert "/api/v1/cases/{case}" in text
    assert 'src="http' not in text and 'href="http' not in text
    document = json.loads(client.get("/api/v1/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    seen = {client.get("/api/v1/openapi.json").status_code for _ in range(70)}
    assert seen == {200, 429}

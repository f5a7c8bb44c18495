"""Links for people without an account: made, shown once, used and revoked where their case is."""

from __future__ import annotations

import re
from typing import Any

from tests.web.api.test_cases import problem
from tests.web.office import Office

ASKS = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gj="https://guiju.org/schema/2026" id="d" targetNamespace="t"><message id="m" name="Answered"/><process id="sale" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="answered"/><intermediateCatchEvent id="answered" name="The customer answered"><messageEventDefinition id="md" messageRef="m" gj:correlation="=number"/></intermediateCatchEvent><sequenceFlow id="f2" sourceRef="answered" targetRef="u"/><userTask id="u" gj:role="desk"/><sequenceFlow id="f3" sourceRef="u" targetRef="e"/><endEvent id="e"/></process></definitions>"""


def shared(office: Office, who: str, case: str, offer: str) -> Any:
    return office.client(who).post(f"/cases/share/{case}", {"act": "make", "offer": offer})


def address_in(page: Any) -> str:
    copied = re.compile(r"data-copy=\"http://localhost(/public/[^\"]+)\"")
    (found,) = set(copied.findall(page.content.decode()))
    return found


def test_a_link_is_made_shown_once_used_and_revoked_on_the_page_of_its_case(
    office: Office,
) -> None:
    office.written()
    path = address_in(shared(office, "dee", "R-1", "tracking"))
    assert office.client().get(path).status_code == 200
    dee = office.client("dee")
    page = dee.get("/cases/case/R-1").content.decode()
    assert "Order tracking" in page and "Dee Ding" in page and path not in page
    assert "2026" in page.split("Last used")[2]
    key = re.findall(r"name=\"pk\" value=\"(\d+)\"", page)[0]
    foreign = office.client("cleo").post("/cases/share/R-1", {"act": "end", "pk": key})
    assert foreign.status_code == 403
    dee.post("/cases/share/R-1", {"act": "end", "pk": key})
    assert office.client().get(path).status_code == 404
    assert "Nobody outside has a link" in dee.get("/cases/case/R-1").content.decode()


def test_a_questionnaire_asks_what_the_case_waits_for_and_takes_one_answer(
    office: Office,
) -> None:
    deployed, problems = office.engine.deploy(ASKS)
    assert deployed is not None, problems
    office.engine.start("sale", {"number": "SO-7"}, "sale-1", actor=office.actor("dee"))
    path = address_in(shared(office, "dee", "sale-1", "questionnaire:Answered"))
    visitor = office.client()
    assert "How satisfied are you" in visitor.get(path).content.decode()
    assert visitor.post(path, {"f.score": "11", "key": "a"}).status_code == 422
    visitor.post(path, {"f.score": "9", "f.remark": "Faster", "key": "a"})
    variables = office.engine.record("sale-1").state.variables
    assert (variables["score"], variables["remark"]) == (9, "Faster")
    assert "Thank you" in visitor.get(path).content.decode()
    gone = shared(office, "dee", "sale-1", "questionnaire:Answered")
    assert gone.status_code == 404


def test_a_program_gives_and_takes_back_the_same_links(office: Office, call: Any) -> None:
    office.written()
    dee, ed = call("dee", "cases"), call("ed", "administration")
    offers = {each["id"] for each in dee.ok("GET", "/cases/R-1/links")["offers"]}
    assert offers == {"tracking"}
    made = dee.ok("POST", "/cases/R-1/links", {"offer": "tracking", "days": 5})
    path = made["address"].removeprefix("http://localhost")
    assert office.client().get(path).status_code == 200
    (told,) = dee.ok("GET", "/cases/R-1/links")["items"]
    assert told["address"] is None and told["used"] and told["made_by"] == "dee"
    assert ed.ok("GET", "/links")[0]["id"] == made["id"]
    assert dee("DELETE", f"/cases/R-1/links/{made['id']}").status_code == 204
    assert dee("DELETE", f"/cases/R-1/links/{made['id']}").status_code == 404
    assert office.client().get(path).status_code == 404
    whole = ed.ok("POST", "/links", {"kind": "complaint", "process": "refund", "form": "refund"})
    assert office.client().get(whole["address"][len("http://localhost") :]).status_code == 200
    wrong = ed("POST", "/links", {"kind": "questionnaire", "case": "R-1"})
    assert problem(wrong)["errors"][0]["path"] == "message"
    assert ed("DELETE", f"/links/{whole['id']}").status_code == 204

"""Today: what somebody did against the standard, and the certificates their steps ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.web.office import Office

TIMED = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gj="https://guiju.org/schema/2026" id="d" targetNamespace="t"><process id="lift" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="u"/><userTask id="u" name="Lift the pallet" gj:role="desk" gj:certificate="forklift" gj:deadline="quick"/><sequenceFlow id="f2" sourceRef="u" targetRef="e"/><endEvent id="e"/></process></definitions>"""
QUICK = b"""calendars: {always: {zone: UTC, always: true}}
deadlines: {quick: {calendar: always, amount: 1 h}}
"""


class Book:
    """Only dee may lift."""

    def holds(self, person: str, certificate: str, now: Any) -> bool:
        return (person, certificate) == ("dee", "forklift")


def lifted(office: Office, hours: float) -> None:
    from guiju.run.answer import Accepted
    from guiju.run.commands import CompleteTask

    case = f"L-{hours}"
    office.engine.start("lift", {}, case, actor=office.actor("dee"))
    number = int(office.task(case).rpartition(":")[2])
    office.clock.move(hours=hours)
    command = CompleteTask(case=case, task=number, actor=office.actor("dee"), values={})
    assert isinstance(office.engine.do(command), Accepted)


def prepare(office: Office) -> None:
    from guiju.run import Rules

    deployed, problems = office.engine.deploy(TIMED, timing=QUICK)
    assert deployed is not None, problems
    office.engine.rules = Rules(certificates=Book())


def test_my_lead_times_and_my_share_of_breaches_are_worked_out_from_entries(
    office: Office,
) -> None:
    from guiju.web.today.figures import figures_of

    prepare(office)
    for hours in (0.25, 0.5, 3):
        lifted(office, hours)
    found = figures_of(office.engine, "dee", office.clock())
    (step,) = [each for each in found.steps if each.element == "u"]
    assert (step.done, step.timed, step.late) == (3, 3, 1)
    assert step.lead == timedelta(minutes=30) and found.share == 33
    page = office.client("dee").get("/").content.decode()
    assert "1 / 3 (33 %)" in page and "Lift the pallet" in page
    other = figures_of(office.engine, "don", office.clock())
    assert other.steps == () and other.share is None


def test_my_certificates_are_those_my_steps_ask_for(office: Office, call: Any) -> None:
    prepare(office)
    answers = [
        call(who).ok("GET", "/me/certificates") for who in ("dee", "don", "carl")
    ]  # fmt: skip
    told = [{each["name"]: each["valid"] for each in answer} for answer in answers]
    assert told == [{"forklift": True}, {"forklift": False}, {}]
    assert "valid" in office.client("dee").get("/").content.decode()
    assert "No step of your roles" in office.client("carl").get("/").content.decode()


def test_where_nobody_answers_for_certificates_the_page_says_so(office: Office) -> None:
    from guiju.run import Rules

    prepare(office)
    office.engine.rules = Rules()
    assert "nobody here can tell" in office.client("dee").get("/").content.decode()


def test_figures_are_told_to_programs_too(office: Office, call: Any) -> None:
    prepare(office)
    lifted(office, 3)
    told = call("dee").ok("GET", "/me/figures")
    assert told["late"] == told["timed"] == 1 and told["steps"][0]["lead_seconds"] == 10800

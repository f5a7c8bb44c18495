"""What a check says of an engine's deadlines is what the engine itself said of them."""

from datetime import timedelta

import pytest

from guiju import front
from guiju.check import by_version
from guiju.check.rules import MissedDeadline
from guiju.run.answer import Accepted
from guiju.run.commands import Actor, CompleteTask, PauseClock, ResumeClock
from guiju.run.engine import Engine
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.models import END, START, line

ANN = Actor("ann", frozenset({"clerk"}))
TIMING = b"""
calendars:
  office: {zone: UTC, week: {mon-fri: ["09:00-17:00"]}}
deadlines:
  day: {calendar: office, amount: 8 h, warn: [50], escalate: [{after: 4 h, to: superior}]}
"""
TASK = '<userTask id="check" guiju:deadline="day" guiju:role="clerk" guiju:clause="4.2"/>'
OTHER = '<userTask id="look" guiju:deadline="day" guiju:role="clerk"/>'


def deploy(engine: Engine, task: str) -> None:
    deployed, problems = engine.deploy(line(START, task, END), timing=TIMING)
    assert deployed is not None, problems


def run(engine: Engine, clock: Clock, case: str, hours: int, paused: int = 0) -> None:
    """A case whose one task takes so many hours, its clock paused for the first of them."""
    assert isinstance(engine.start("p", {}, case=case), Accepted)
    if paused:
        assert isinstance(engine.do(PauseClock(case=case, clock="day", reason="asked")), Accepted)
        forward(engine, clock, paused)
        assert isinstance(engine.do(ResumeClock(case=case, clock="day")), Accepted)
    forward(engine, clock, hours - paused)
    assert isinstance(engine.do(CompleteTask(case=case, task=1, actor=ANN)), Accepted)


def forward(engine: Engine, clock: Clock, hours: int) -> None:
    worker = Worker(engine, "w", senders={"notice": lambda row: True})
    for _ in range(hours):
        clock.forward(hours=1)
        worker.settle()


@pytest.fixture
def practice(engine: Engine, clock: Clock) -> Engine:
    """In time; late; as late but for a pause; over a weekend; late on another version."""
    deploy(engine, TASK)
    run(engine, clock, "in time", 6)
    run(engine, clock, "late", 40)
    run(engine, clock, "paused", 40, paused=36)
    clock.forward(days=3)
    run(engine, clock, "weekend", 66)
    deploy(engine, OTHER)
    run(engine, clock, "other", 72)
    return engine


def said(engine: Engine, kind: str) -> set[str]:
    """The cases with such an entry of the engine."""
    cases = ("in time", "late", "paused", "weekend", "other")
    return {c for c in cases if any(each.kind == kind for each in engine.entries(c))}


def test_breaches_are_those_the_engine_told_and_name_the_clause(practice: Engine) -> None:
    log = front.practised(practice, "p")
    breaches = MissedDeadline(front.clocked(practice, "p")).check(log)
    assert {"late", "other"} <= said(practice, "DeadlineBreached") != {"in time"}
    assert set(breaches.case_ids(log)) == said(practice, "DeadlineBreached")
    assert breaches.by_reason()["day at check, clause 4.2"] >= 1
    assert breaches.by_reason()["day at look"] == 1
    assert (breaches.activations, breaches.unknown) == (5, 0)
    where = zip(breaches.case.tolist(), breaches.row.tolist(), strict=True)
    done = {log.case_id(case): log.activity.text(row) for case, row in where}
    assert (done["late"], done["other"]) == ("check", "look")


def test_pauses_and_told_marks_are_those_of_the_engine(practice: Engine) -> None:
    clocks = {each.case: each for each in front.clocked(practice, "p")}
    assert clocks["paused"].breached is None
    assert clocks["paused"].paused > timedelta(0)
    for mark, kind in (("breach", "DeadlineBreached"), ("warning 50", "DeadlineWarned")):
        assert {c for c, each in clocks.items() if mark in each.told} == said(practice, kind)


def test_each_case_is_checked_against_the_version_it_ran_on(practice: Engine) -> None:
    first, second = front.practised_by_version(practice, "p").values()
    assert (first.fitting_cases, first.cases_total) == (4, 4)
    assert (second.fitting_cases, second.cases_total) == (1, 1)
    assert second.cases["version"].to_pylist() == [2]


def test_figures_of_one_check_are_told_for_each_version(practice: Engine) -> None:
    standard = practice.standards.by_no(1).standard
    found = front.check(standard, front.practised(practice, "p"))
    table = by_version(found)
    assert table["version"].to_pylist() == [1, 2]
    assert table["cases"].to_pylist() == [4, 1]
    assert table["fitting"].to_pylist() == [4, 0]
    assert table["cost_total"].to_pylist() == [0, 2]

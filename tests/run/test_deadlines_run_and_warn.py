"""Deadlines: clocks that run with the case, warn, breach and escalate, and decide nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from guiju.journal.store import unpack
from guiju.run.answer import Accepted
from guiju.run.commands import (
    Actor,
    Cancel,
    Claim,
    CompleteTask,
    FireDeadline,
    Migrate,
    PauseClock,
    Resume,
    ResumeClock,
    Suspend,
)
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from guiju.run.times import micros
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.invariants import check
from tests.run.models import END, START, in_line, line, model
from tests.run.walking import open_tasks

ANN = Actor("ann", frozenset({"clerk"}))
TIMING = b"""
calendars:
  always: {zone: UTC, always: true}
  office: {zone: UTC, week: {mon-fri: ["09:00-17:00"]}}
deadlines:
  hour: {calendar: always, amount: 1 h, warn: [50], escalate: [{after: 1 h, to: superior}]}
  asked: {calendar: "=region", amount: "=time_allowed", warn: [50]}
  day: {calendar: office, amount: 8 h, warn: [50]}
"""
TASK = '<userTask id="check" guiju:deadline="hour" guiju:role="clerk"/>'
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def started(engine: Engine, data: bytes = line(START, TASK, END), **values: Any) -> None:
    deployed, problems = engine.deploy(data, timing=TIMING)
    assert deployed is not None, problems
    assert isinstance(engine.start("p", values, case="c"), Accepted)


def kinds(engine: Engine, case: str = "c") -> list[str]:
    return [each.kind for each in engine.entries(case)]


def code(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def replays(engine: Engine, case: str = "c") -> bool:
    return engine.replayed(case) == engine.record(case)


def forward(engine: Engine, clock: Clock, minutes: int, notices: list[Any] | None = None) -> None:
    """Let time pass, with a worker that looks once a minute."""

    def send(row: Any) -> bool:
        if notices is not None:
            notices.append(unpack(row.body))
        return True

    worker = Worker(engine, "w", senders={"notice": send})
    for _ in range(minutes):
        clock.forward(minutes=1)
        worker.settle()


def test_a_clock_starts_with_its_task_and_the_task_is_due(engine: Engine) -> None:
    started(engine)
    [found] = engine.deadlines("c")
    assert (found.element, found.deadline, found.instance) == ("check", "hour", 1)
    assert found.reading.due == MONDAY + timedelta(hours=1)
    row = engine.reader().case("c")
    assert row is not None
    assert [t.due for t in engine.reader().tasks_of(row.no)] == [micros(MONDAY) + 3_600_000_000]
    assert replays(engine)


def test_it_warns_breaches_and_escalates_each_once_at_its_time(
    engine: Engine, clock: Clock
) -> None:
    started(engine)
    notices: list[Any] = []
    forward(engine, clock, 29, notices)
    assert kinds(engine) == ["CaseStarted"]
    forward(engine, clock, 1, notices)
    assert kinds(engine)[1:] == ["DeadlineWarned"]
    forward(engine, clock, 30, notices)
    assert kinds(engine)[2:] == ["DeadlineBreached"]
    forward(engine, clock, 180, notices)
    assert kinds(engine)[3:] == ["DeadlineEscalated"]
    assert replays(engine)
    warned, breached, escalated = engine.entries("c")[1:]
    due = (MONDAY + timedelta(hours=1)).isoformat()
    assert warned.values == {
        "deadline": "hour", "due": due, "provisional": False, "mark": 50,
        "at": (MONDAY + timedelta(minutes=30)).isoformat(),
        "told": {"roles": ["clerk"], "persons": []},
    }  # fmt: skip
    assert (breached.values["at"], breached.element) == (due, "check")
    assert escalated.values["to"] == "superior"
    assert [(each["kind"], each["to"]) for each in notices] == [
        ("warning", ["clerk"]), ("breach", ["clerk"]), ("escalation", ["superior"]),
    ]  # fmt: skip
    assert {(each["case"], each["element"], each["about"]) for each in notices} == {
        ("c", "check", "hour")
    }
    assert engine.reader().counts()["timers"] == 0


def test_what_is_overdue_is_neither_completed_nor_closed(engine: Engine, clock: Clock) -> None:
    started(engine)
    forward(engine, clock, 300)
    assert list(open_tasks(engine, "c")) == ["check"]
    assert engine.deadlines("c")[0].reading.state == "breached"


def test_marks_that_were_missed_are_all_told_in_order(engine: Engine, clock: Clock) -> None:
    started(engine)
    clock.forward(days=1)
    Worker(engine, "w").settle()
    assert kinds(engine)[1:] == ["DeadlineWarned", "DeadlineBreached", "DeadlineEscalated"]
    assert replays(engine)


def test_who_has_the_task_is_told(engine: Engine, clock: Clock) -> None:
    started(engine)
    assert isinstance(engine.do(Claim(case="c", task=1, actor=ANN)), Accepted)
    notices: list[Any] = []
    forward(engine, clock, 30, notices)
    assert [each["to"] for each in notices] == [["ann"]]


def test_a_clock_stops_when_its_element_is_left(engine: Engine, clock: Clock) -> None:
    started(engine)
    clock.forward(minutes=10)
    done = engine.do(CompleteTask(case="c", task=1, actor=ANN))
    assert isinstance(done, Accepted)
    assert engine.deadlines("c") == ()
    assert engine.reader().counts()["timers"] == 0
    clock.forward(days=1)
    [past] = engine.deadlines("c", past=True)
    assert (past.reading.state, past.reading.used) == ("stopped", timedelta(minutes=10))
    assert past.reading.breached_at is None
    assert replays(engine)


def test_a_pause_moves_the_deadline_and_keeps_its_reason(engine: Engine, clock: Clock) -> None:
    started(engine)
    forward(engine, clock, 10)
    pause = PauseClock(case="c", clock="hour", reason="waiting for the customer", actor=ANN)
    assert isinstance(engine.do(pause), Accepted)
    assert code(engine.do(pause)) == "already-paused"
    forward(engine, clock, 600)
    assert kinds(engine)[1:] == ["ClockPaused"]
    reading = engine.deadlines("c")[0].reading
    assert (reading.state, reading.pause_reason) == ("paused", "waiting for the customer")
    assert isinstance(engine.do(ResumeClock(case="c", clock="hour", actor=ANN)), Accepted)
    assert code(engine.do(ResumeClock(case="c", clock="check"))) == "not-paused"
    reading = engine.deadlines("c")[0].reading
    assert reading.due == MONDAY + timedelta(minutes=660)
    assert reading.used == timedelta(minutes=10)
    forward(engine, clock, 20)
    assert kinds(engine)[3:] == ["DeadlineWarned"]
    assert engine.entries("c")[1].values["reason"] == "waiting for the customer"
    assert replays(engine)


def test_pauses_in_the_wrong_order_or_without_reason_are_refused(engine: Engine) -> None:
    started(engine)
    assert code(engine.do(PauseClock(case="c", clock="hour", reason=" "))) == "reason-missing"
    assert code(engine.do(ResumeClock(case="c", clock="hour"))) == "not-paused"
    engine.do(CompleteTask(case="c", task=1, actor=ANN))
    started_again = engine.start("p", {}, case="d")
    assert isinstance(started_again, Accepted)
    assert kinds(engine, "d") == ["CaseStarted"]


def test_a_deadline_that_does_not_run_cannot_be_paused(engine: Engine) -> None:
    started(engine, line(START, '<userTask id="first"/>', TASK, END))
    assert code(engine.do(PauseClock(case="c", clock="hour", reason="x"))) == "clock-not-running"


def test_an_old_or_early_mark_does_nothing(engine: Engine, clock: Clock) -> None:
    started(engine)
    first = micros(MONDAY + timedelta(minutes=30))
    fire = FireDeadline(case="c", instance=1, due=first)
    assert code(engine.do(fire)) == "deadline-early"
    clock.forward(minutes=31)
    assert isinstance(engine.do(fire), Accepted)
    assert code(engine.do(fire)) == "deadline-gone"
    assert code(engine.do(FireDeadline(case="c", instance=9, due=first))) == "deadline-gone"
    engine.do(CompleteTask(case="c", task=1, actor=ANN))
    assert code(engine.do(fire)) == "case-not-active"
    assert replays(engine)


def test_amount_and_calendar_are_asked_once_when_the_clock_starts(
    engine: Engine, clock: Clock
) -> None:
    task = '<userTask id="check" guiju:deadline="asked"/>'
    constants = (
        '<extensionElements><guiju:parameters><guiju:parameter name="time_allowed"'
        ' value="duration(&quot;PT2H&quot;)"/></guiju:parameters></extensionElements>'
    )
    started(engine, model(in_line(START, task, END), constants), region="office")
    reading = engine.deadlines("c")[0].reading
    assert reading.due == datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert replays(engine)
    engine.start("p", {"region": "nowhere"}, case="d")
    [found] = engine.deadlines("d")
    assert found.problem is not None
    assert "nowhere" in found.problem
    assert found.reading.due is None


def test_processes_sub_processes_and_catch_events_have_deadlines_too(
    engine: Engine, clock: Clock
) -> None:
    inside = in_line('<startEvent id="s"/>', '<userTask id="t"/>', '<endEvent id="e"/>')
    inside = inside.replace('id="f', 'id="g')
    sub = f'<subProcess id="sub" guiju:deadline="hour">{inside}</subProcess>'
    catch = (
        '<intermediateCatchEvent id="wait" guiju:deadline="day"><messageEventDefinition '
        'messageRef="m"/></intermediateCatchEvent>'
    )
    data = model(in_line(START, sub, catch, END), '<message id="m" name="M"/>')
    data = data.replace(b'<process id="p"', b'<process id="p" guiju:deadline="day"')
    started(engine, data)
    assert [(d.element, d.deadline) for d in engine.deadlines("c")] == [
        ("p", "day"), ("sub", "hour"),
    ]  # fmt: skip
    task = open_tasks(engine, "c")["t"]
    assert isinstance(engine.do(CompleteTask(case="c", task=task, actor=ANN)), Accepted)
    assert [(d.element, d.deadline) for d in engine.deadlines("c")] == [
        ("p", "day"), ("wait", "day"),
    ]  # fmt: skip
    assert replays(engine)
    assert isinstance(engine.do(Cancel(case="c")), Accepted)
    assert engine.deadlines("c") == ()
    assert engine.reader().counts()["timers"] == 0
    assert [d.element for d in engine.deadlines("c", past=True)] == ["sub", "p", "wait"]


def test_what_repeats_has_one_clock(engine: Engine) -> None:
    task = (
        '<userTask id="check" guiju:deadline="hour"><multiInstanceLoopCharacteristics>'
        "<loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>"
    )
    started(engine, line(START, task, END))
    assert len(engine.deadlines("c")) == 1


def test_no_mark_is_told_while_the_case_is_suspended(engine: Engine, clock: Clock) -> None:
    started(engine)
    engine.do(Suspend(case="c"))
    assert engine.reader().counts()["timers"] == 0
    forward(engine, clock, 45)
    engine.do(Resume(case="c"))
    assert engine.reader().counts()["timers"] == 1
    forward(engine, clock, 1)
    assert kinds(engine)[-1] == "DeadlineWarned"
    assert replays(engine)


def test_a_migrated_case_keeps_its_facts_under_the_new_amount(engine: Engine, clock: Clock) -> None:
    started(engine)
    forward(engine, clock, 40)
    longer = TIMING.replace(b"amount: 1 h", b"amount: 2 h")
    deployed, _ = engine.deploy(line(START, TASK, END), timing=longer)
    assert deployed is not None
    move = Migrate(case="c", standard=deployed.standard.digest)
    assert isinstance(engine.do(move), Accepted)
    reading = engine.deadlines("c")[0].reading
    assert (reading.due, reading.used) == (MONDAY + timedelta(hours=2), timedelta(minutes=40))
    assert replays(engine)
    forward(engine, clock, 90)
    assert kinds(engine)[-4:] == [
        "DeadlineWarned", "CaseMigrated", "DeadlineWarned", "DeadlineBreached",
    ]  # fmt: skip
    without, _ = engine.deploy(line(START, '<userTask id="check"/>', END))
    assert without is not None
    engine.do(Migrate(case="c", standard=without.standard.digest))
    assert engine.deadlines("c") == ()
    assert engine.reader().counts()["timers"] == 0
    assert replays(engine)


def test_two_workers_tell_each_mark_once(make_engine: Callable[..., Engine], clock: Clock) -> None:
    first, second = make_engine(), make_engine()
    started(first)
    clock.forward(hours=3)
    workers = [Worker(first, "a"), Worker(second, "b")]
    for _ in range(4):
        for each in workers:
            each.fire_timers()
    assert kinds(first)[1:] == ["DeadlineWarned", "DeadlineBreached", "DeadlineEscalated"]
    assert first.reader().counts()["outbox"] == 3


def test_stored_rows_are_those_of_the_replayed_case(
    make_engine: Callable[..., Engine], address: str, clock: Clock
) -> None:
    engine = make_engine()
    started(engine)
    forward(engine, clock, 35)
    engine.start("p", {}, case="d")
    engine.do(PauseClock(case="d", clock="check", reason="closed today"))
    engine.close()
    assert check(address, []) == 2

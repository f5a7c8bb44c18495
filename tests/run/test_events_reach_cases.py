"""Timers, messages and signals: each reaches whom it is for, once."""

from collections.abc import Callable

from guiju.run.answer import Accepted
from guiju.run.commands import FireTimer, Resume, SendMessage, SendSignal, Suspend
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.models import END, START, in_line, line, model
from tests.run.walking import open_tasks

ROOTS = '<message id="m" name="paid"/><signal id="s" name="closing"/>'
TIMER = (
    '<intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT2H</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)
PAID = (
    '<intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/>'
    "</intermediateCatchEvent>"
)
CLOSING = (
    '<intermediateCatchEvent id="closing"><signalEventDefinition signalRef="s"/>'
    "</intermediateCatchEvent>"
)
TASK = '<userTask id="then"/>'


def status(engine: Engine, case: str) -> str:
    record = engine.record(case)
    assert record is not None
    return record.state.status


def test_a_timer_fires_when_it_is_due_and_not_before(engine: Engine, clock: Clock) -> None:
    engine.deploy(line(START, TIMER, END))
    engine.start("p", {}, case="c")
    worker = Worker(engine, "w")
    clock.forward(hours=1, minutes=59)
    assert worker.turn() == 0
    clock.forward(minutes=1)
    assert worker.turn() == 1
    assert status(engine, "c") == "completed"
    assert worker.turn() == 0
    assert engine.replayed("c") == engine.record("c")


def test_a_timer_that_two_workers_fire_fires_once(
    make_engine: Callable[..., Engine], clock: Clock
) -> None:
    first, second = make_engine(), make_engine()
    first.deploy(line(START, TIMER, TASK, END))
    first.start("p", {}, case="c")
    clock.forward(hours=3)
    [row] = first.reader().due(tuple(range(first.store.shards)), 2**60, 10)
    command = FireTimer(case="c", wait=row.wait, due=row.due, key="t")
    answers = [engine.do(command) for engine in (first, second)]
    assert [isinstance(each, Accepted) and each.repeated for each in answers] == [False, True]
    assert len(first.entries("c")) == 2


def test_the_clock_may_jump_back_and_no_timer_is_lost_or_early(
    engine: Engine, clock: Clock
) -> None:
    engine.deploy(line(START, TIMER, END))
    engine.start("p", {}, case="c")
    worker = Worker(engine, "w")
    for days in (-1, 0.05, -30, 30):
        clock.forward(days=days)
        assert worker.turn() == 0
    clock.forward(days=2 * 365)
    assert worker.turn() == 1
    assert status(engine, "c") == "completed"


def test_a_suspended_case_sleeps_through_its_timers(engine: Engine, clock: Clock) -> None:
    engine.deploy(line(START, TIMER, END))
    engine.start("p", {}, case="c")
    engine.do(Suspend(case="c", reason="audit"))
    clock.forward(days=1)
    worker = Worker(engine, "w")
    assert worker.turn() == 0
    engine.do(Resume(case="c"))
    assert worker.turn() == 1
    assert status(engine, "c") == "completed"


def test_a_message_reaches_the_case_that_waits(engine: Engine) -> None:
    engine.deploy(model(in_line(START, PAID, END), ROOTS))
    engine.start("p", {}, case="c")
    answer = engine.do(SendMessage(name="paid", values={"amount": 7}, key="m1"))
    assert isinstance(answer, Accepted)
    Worker(engine, "w").settle()
    record = engine.record("c")
    assert record is not None
    assert (record.state.status, record.state.variables) == ("completed", {"amount": 7})


def test_a_message_waits_for_its_receiver(engine: Engine) -> None:
    engine.deploy(model(in_line(START, PAID, END), ROOTS))
    engine.do(SendMessage(name="paid", values={}, key="m1"))
    engine.start("p", {}, case="c")
    Worker(engine, "w").settle()
    assert status(engine, "c") == "completed"


def test_a_message_sent_twice_is_received_once(engine: Engine) -> None:
    engine.deploy(model(in_line(START, PAID, END), ROOTS))
    for case in ("a", "b"):
        engine.start("p", {}, case=case)
    for _ in range(3):
        engine.do(SendMessage(name="paid", values={}, key="m1"))
    Worker(engine, "w").settle()
    assert sorted([status(engine, "a"), status(engine, "b")]) == ["active", "completed"]
    other = engine.do(SendMessage(name="paid", values={"x": 1}, key="m1"))
    assert isinstance(other, Refusal)
    assert other.code == "key-reused"


def test_a_message_with_a_correlation_finds_its_own_case(engine: Engine) -> None:
    roots = (
        '<message id="m" name="paid"><extensionElements><zeebe:subscription '
        'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" correlationKey="=order"/>'
        "</extensionElements></message>"
    )
    deployed, problems = engine.deploy(model(in_line(START, PAID, END), roots))
    assert deployed is not None, problems
    for number in (1, 2, 3):
        engine.start("p", {"order": number}, case=f"c{number}")
    engine.do(SendMessage(name="paid", correlation=2, key="m1"))
    Worker(engine, "w").settle()
    assert [status(engine, f"c{n}") for n in (1, 2, 3)] == ["active", "completed", "active"]


def test_a_message_starts_a_case_where_a_process_begins_with_it(engine: Engine) -> None:
    begin = '<startEvent id="start"><messageEventDefinition messageRef="m"/></startEvent>'
    engine.deploy(model(in_line(begin, TASK, END), ROOTS))
    for _ in range(2):
        engine.do(SendMessage(name="paid", values={"x": 1}, key="m1"))
    Worker(engine, "w").settle()
    assert list(open_tasks(engine, "p-m1")) == ["then"]


def test_a_signal_reaches_everyone_who_listens_then(engine: Engine) -> None:
    engine.deploy(model(in_line(START, CLOSING, END), ROOTS))
    for case in ("a", "b", "c"):
        engine.start("p", {}, case=case)
    engine.do(SendSignal(name="closing", key="s1"))
    Worker(engine, "w").settle()
    engine.start("p", {}, case="late")
    Worker(engine, "w").settle()
    assert [status(engine, each) for each in ("a", "b", "c", "late")] == [
        "completed", "completed", "completed", "active"
    ]  # fmt: skip


def test_what_one_case_throws_another_catches(engine: Engine) -> None:
    throw = (
        '<intermediateThrowEvent id="tell"><messageEventDefinition messageRef="m"/>'
        "</intermediateThrowEvent>"
    )
    engine.deploy(model(in_line(START, PAID, END), ROOTS))
    engine.start("p", {}, case="catches")
    engine.deploy(model(in_line(START, throw, END), ROOTS))
    engine.start("p", {}, case="throws")
    Worker(engine, "w").settle()
    assert (status(engine, "throws"), status(engine, "catches")) == ("completed", "completed")
    assert engine.reader().counts()["outbox"] == 0


def test_what_comes_with_a_starting_message_gets_the_name_of_its_data_output(
    engine: Engine,
) -> None:
    start = (
        '<startEvent id="start"><dataOutput id="out" name="order"/>'
        '<dataOutputAssociation id="a"><sourceRef>out</sourceRef><targetRef>o</targetRef>'
        '</dataOutputAssociation><outputSet id="s"><dataOutputRefs>out</dataOutputRefs></outputSet>'
        '<messageEventDefinition messageRef="m"/></startEvent>'
    )
    data = '<dataObject id="obj"/><dataObjectReference id="o" name="kept" dataObjectRef="obj"/>'
    inside = in_line(start, '<userTask id="t"/>', END) + data
    deployed, problems = engine.deploy(model(inside, '<message id="m" name="M"/>'))
    assert deployed is not None, [str(each) for each in problems]
    answer = engine.do(SendMessage(name="M", values={"payload": 7}, key="k"))
    assert isinstance(answer, Accepted), answer
    Worker(engine, "w").settle()
    record = engine.record("p-k")
    assert record is not None
    assert 7 in [value for name, value in record.state.variables.items() if name != "payload"]
    assert engine.replayed("p-k") == record

"""A case is started, worked on and completed; every answer is durable."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from guiju.run.answer import Accepted
from guiju.run.commands import (
    Actor,
    Cancel,
    Claim,
    CompleteTask,
    Delegate,
    FailJob,
    Migrate,
    MoveToken,
    PauseClock,
    SendMessage,
    SendSignal,
    StartCase,
)
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from tests.run.models import ORDER
from tests.run.walking import ANN, open_jobs, open_tasks, walk

VALUES = {"order": "A-1001", "total": 123.45, "lines": [{"sku": "a", "qty": 2}]}


def test_an_order_goes_through_to_its_end(engine: Engine) -> None:
    engine.deploy(ORDER)
    started = engine.start("order", VALUES, key="k")
    assert started == Accepted("order-k", 1, "CaseStarted", "active")
    assert walk(engine, "order-k", lambda element: {"stock_ok": True}) == 5
    record = engine.record("order-k")
    assert record is not None
    assert record.state.status == "completed"
    assert record.state.variables["total"] == Decimal("123.45")


def test_replaying_the_entries_gives_the_stored_case_at_every_step(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", VALUES, case="c")
    compared = []

    def compare() -> None:
        compared.append(engine.replayed("c") == engine.record("c"))

    walk(engine, "c", lambda element: {"stock_ok": False, f"done_{element}": 1.5}, compare)
    assert compared == [True] * 6


def test_entries_are_numbered_without_gaps_and_say_what_was_done(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", VALUES, case="c")
    walk(engine, "c", lambda element: {"stock_ok": True})
    entries = engine.entries("c")
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[0].kind == "CaseStarted"
    assert {entry.element for entry in entries[1:]} == {
        "validate", "pick", "invoice", "weigh", "ship"
    }  # fmt: skip
    assert entries[-1].path[-1][0] == "completed"


def test_open_work_is_found_in_tables_of_its_own(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", VALUES, case="c")
    assert list(open_jobs(engine, "c")) == ["validate"]
    walk_one = open_jobs(engine, "c")["validate"]
    from guiju.run.commands import CompleteJob

    engine.do(CompleteJob(case="c", job=walk_one, values={"stock_ok": False}))
    assert list(open_tasks(engine, "c")) == ["review"]


def test_a_repeated_start_gives_the_first_answer_and_does_nothing(engine: Engine) -> None:
    engine.deploy(ORDER)
    first = engine.start("order", VALUES, key="k")
    again = engine.start("order", VALUES, key="k")
    assert isinstance(first, Accepted)
    assert isinstance(again, Accepted)
    assert (again.case, again.number, again.repeated) == (first.case, 1, True)
    assert len(engine.entries("order-k")) == 1


def test_the_same_key_with_another_command_is_refused(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", VALUES, key="k")
    answer = engine.start("order", {"order": "B"}, key="k")
    assert isinstance(answer, Refusal)
    assert answer.code == "key-reused"


def test_a_repeated_completion_after_the_end_is_still_known(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", VALUES, case="c")
    walk(engine, "c", lambda element: {"stock_ok": True})
    weigh = next(e for e in engine.entries("c") if e.element == "weigh")
    task = weigh.step[1]
    again = CompleteTask(case="c", task=task, key=f"t{task}", actor=ANN, values={"stock_ok": True})
    answer = engine.do(again)
    assert isinstance(answer, Accepted)
    assert (answer.number, answer.repeated) == (weigh.number, True)


def test_repetitions_within_one_group_are_done_once(engine: Engine) -> None:
    engine.deploy(ORDER)
    commands = [StartCase(process="order", case=f"c{n % 3}", key="k") for n in range(30)]
    answers = [ticket.wait() for ticket in [engine.submit(each) for each in commands]]
    assert all(isinstance(answer, Accepted) for answer in answers)
    assert sum(not answer.repeated for answer in answers) == 3


def test_cases_live_on_when_the_engine_is_opened_again(
    make_engine: Callable[..., Engine],
) -> None:
    first = make_engine()
    first.deploy(ORDER)
    first.start("order", VALUES, case="c")
    first.close()
    second = make_engine()
    walk(second, "c", lambda element: {"stock_ok": True})
    record = second.record("c")
    assert record is not None
    assert record.state.status == "completed"


def test_an_unknown_case_or_process_is_refused_by_name(engine: Engine) -> None:
    missing = engine.do(CompleteTask(case="nobody", task=1))
    assert isinstance(missing, Refusal)
    assert missing.code == "case-unknown"
    process = engine.start("nothing", {}, case="c")
    assert isinstance(process, Refusal)
    assert process.code == "standard-unknown"


def test_values_that_are_not_json_are_refused(engine: Engine) -> None:
    engine.deploy(ORDER)
    for wrong in (object(), float("nan"), "\0", "\ud800"):
        answer = engine.start("order", {"x": wrong}, case="c")
        assert isinstance(answer, Refusal)
        assert answer.code == "value-unknown"


@pytest.mark.parametrize("bad", ["\ud800", "a\0b"])
def test_names_that_are_no_text_are_refused_and_never_raised(engine: Engine, bad: str) -> None:
    engine.deploy(ORDER)
    engine.start("order", VALUES, case="c")
    ann, who = Actor("ann"), Actor(bad)
    commands = [
        StartCase(case=bad, process="order"), StartCase(case="", process=bad),
        StartCase(case="d", process="order", start=bad), Claim(case="c", task=1, actor=who),
        StartCase(case="d", process="order", subject=bad, personal=("x",)),
        CompleteTask(case="c", task=1, key=bad, actor=ann), Cancel(case="c", reason=bad),
        Claim(case="c", task=1, actor=Actor("ann", frozenset({bad}))),
        Delegate(case="c", task=1, to=bad, actor=ann), SendMessage(name=bad),
        SendSignal(name="x", key=bad), Migrate(case="c", standard="x", mapping={"a": bad}),
        PauseClock(case="c", clock=bad, reason="x"), SendMessage(name="x", correlation=bad),
        FailJob(case="c", job=1, reason=bad), MoveToken(case="c", instance=1, to=bad),
    ]  # fmt: skip
    codes = {getattr(engine.do(each), "code", each) for each in commands}
    assert codes == {"name-unreadable", "value-unknown"}
    assert engine.record(bad) is None
    assert engine.replayed(bad) is None
    assert (engine.entries(bad), engine.deadlines(bad)) == ((), ())
    assert len(engine.entries("c")) == 1

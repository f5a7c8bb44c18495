"""Several processes write to one store: none takes for granted what another has changed."""

from collections.abc import Callable

from guiju.journal.audit import verify
from guiju.run.answer import Accepted
from guiju.run.commands import CompleteJob, CompleteTask, SetVariables
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from tests.run.models import ORDER


def test_engines_take_turns_on_the_same_cases(make_engine: Callable[..., Engine]) -> None:
    engines = [make_engine(seed=number) for number in range(2)]
    engines[0].deploy(ORDER)
    cases = [f"c{number}" for number in range(8)]
    commands = [
        lambda case: CompleteJob(case=case, job=1, key="k1", values={"stock_ok": True}),
        lambda case: CompleteTask(case=case, task=2, key="k2", values={"picked": True}),
        lambda case: CompleteJob(case=case, job=3, key="k3", values={"invoice": "I-1"}),
        lambda case: CompleteTask(case=case, task=4, key="k4", values={}),
        lambda case: CompleteJob(case=case, job=5, key="k5", values={"shipped": True}),
    ]
    for case in cases:
        assert isinstance(engines[0].start("order", {"n": 1}, case=case, key="s"), Accepted)
    for number, command in enumerate(commands, 2):
        for at, case in enumerate(cases):
            answer = engines[(at + number) % 2].do(command(case))
            assert isinstance(answer, Accepted) and answer.number == number, answer
            again = engines[(at + number + 1) % 2].do(command(case))
            assert isinstance(again, Accepted) and again.repeated and again.number == number
    for case in cases:
        record = engines[1].record(case)
        assert record is not None and record.state.status == "completed"
        assert record.state.variables["shipped"] is True
    assert not verify(engines[0].reader()).breaks


def test_what_another_engine_wrote_is_seen_by_the_very_next_command(
    make_engine: Callable[..., Engine],
) -> None:
    one, other = make_engine(seed=1), make_engine(seed=2)
    one.deploy(ORDER)
    one.start("order", {"n": 0}, case="c", key="s")
    for number in range(1, 250):
        engine = one if number % 3 else other
        engine.do(SetVariables(case="c", key=f"k{number}", values={f"n{number % 7}": number}))
    record = other.record("c")
    assert record is not None and record.number == 250
    assert record == other.replayed("c") == one.record("c")
    assert not verify(one.reader()).breaks


def test_a_refusal_is_never_of_what_another_engine_has_changed_since(
    make_engine: Callable[..., Engine],
) -> None:
    one, other = make_engine(seed=1), make_engine(seed=2)
    one.deploy(ORDER)
    one.start("order", {"n": 0}, case="c", key="s")
    other.do(CompleteJob(case="c", job=1, key="k1", values={"stock_ok": True}))
    answer = one.do(CompleteTask(case="c", task=2, values={"picked": True}))
    assert isinstance(answer, Accepted) and answer.number == 3
    refused = other.do(CompleteTask(case="c", task=2, values={"picked": True}))
    assert isinstance(refused, Refusal) and refused.code == "task-not-open"

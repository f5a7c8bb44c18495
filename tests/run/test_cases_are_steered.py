"""Suspending, cancelling, moving, setting, pausing and migrating cases."""

from guiju.run.answer import Accepted
from guiju.run.commands import (
    Cancel,
    CompleteTask,
    Migrate,
    MoveToken,
    PauseClock,
    Resume,
    ResumeClock,
    SetVariables,
    Suspend,
)
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from tests.run.models import END, ORDER, START, line
from tests.run.walking import ANN, open_jobs, open_tasks, walk


def code(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def test_a_suspended_case_refuses_work_until_it_is_resumed(engine: Engine) -> None:
    engine.deploy(line(START, '<userTask id="one"/>', END))
    engine.start("p", {}, case="c")
    assert code(engine.do(Resume(case="c"))) == "not-suspended"
    assert isinstance(engine.do(Suspend(case="c")), Accepted)
    task = open_tasks(engine, "c")["one"]
    assert code(engine.do(CompleteTask(case="c", task=task, actor=ANN))) == "case-suspended"
    assert isinstance(engine.do(Resume(case="c")), Accepted)
    assert isinstance(engine.do(CompleteTask(case="c", task=task, actor=ANN)), Accepted)
    assert engine.replayed("c") == engine.record("c")


def test_a_cancelled_case_leaves_no_open_work(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", {}, case="c")
    assert isinstance(engine.do(Cancel(case="c", reason="withdrawn")), Accepted)
    counts = engine.reader().counts()
    assert [counts[name] for name in ("tasks", "jobs", "timers", "waits")] == [0, 0, 0, 0]
    assert engine.record("c").state.status == "cancelled"  # type: ignore[union-attr]
    assert engine.entries("c")[-1].values == {"reason": "withdrawn"}


def test_a_token_is_moved_within_its_scope(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", {}, case="c")
    job = open_jobs(engine, "c")["validate"]
    assert isinstance(engine.do(MoveToken(case="c", instance=job, to="weigh")), Accepted)
    assert list(open_tasks(engine, "c")) == ["weigh"]
    assert engine.replayed("c") == engine.record("c")
    task = open_tasks(engine, "c")["weigh"]
    assert code(engine.do(MoveToken(case="c", instance=task, to="gone"))) == "element-unknown"


def test_variables_are_set_with_exact_numbers(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", {}, case="c")
    values = {"a": 0.1, "b": 10**30, "c": [1, {"d": None}], "e": "\u00e9\u4e2d", "f": -0.0}
    assert isinstance(engine.do(SetVariables(case="c", values=values)), Accepted)
    record = engine.record("c")
    assert record is not None
    assert str(record.state.variables["a"]) == "0.1"
    assert record.state.variables["b"] == 10**30
    assert engine.replayed("c") == record


def test_a_clock_is_paused_for_a_reason(engine: Engine) -> None:
    engine.deploy(ORDER)
    engine.start("order", {}, case="c")
    assert code(engine.do(PauseClock(case="c", clock="weigh", reason=""))) == "reason-missing"
    paused = PauseClock(case="c", clock="weigh", reason="customer away")
    assert isinstance(engine.do(paused), Accepted)
    assert code(engine.do(paused)) == "already-paused"
    assert isinstance(engine.do(ResumeClock(case="c", clock="weigh")), Accepted)
    assert code(engine.do(ResumeClock(case="c", clock="weigh"))) == "not-paused"
    assert engine.replayed("c") == engine.record("c")


ONE = line(START, '<userTask id="one"/>', END)
TWO = line(START, '<userTask id="zero"/>', '<userTask id="one"/>', '<userTask id="two"/>', END)
RENAMED = line(START, '<userTask id="uno"/>', END)


def test_a_case_migrates_and_goes_on_under_the_other_version(engine: Engine) -> None:
    engine.deploy(ONE)
    engine.start("p", {"x": 1}, case="c")
    there, _ = engine.deploy(TWO)
    assert there is not None
    answer = engine.do(Migrate(case="c", standard=there.standard.digest))
    assert isinstance(answer, Accepted), answer
    assert list(open_tasks(engine, "c")) == ["one"]
    walk(engine, "c")
    elements = [entry.element for entry in engine.entries("c")]
    assert elements == [None, None, "one", "two"]
    assert engine.record("c").state.status == "completed"  # type: ignore[union-attr]


def test_a_migration_without_a_place_for_everything_is_refused(engine: Engine) -> None:
    engine.deploy(ONE)
    engine.start("p", {}, case="c")
    there, _ = engine.deploy(RENAMED)
    assert there is not None
    digest = there.standard.digest
    assert code(engine.do(Migrate(case="c", standard=digest))) == "migration-impossible"
    mapped = Migrate(case="c", standard=digest, mapping={"one": "uno"})
    assert isinstance(engine.do(mapped), Accepted)
    assert list(open_tasks(engine, "c")) == ["uno"]
    assert engine.replayed("c") == engine.record("c")

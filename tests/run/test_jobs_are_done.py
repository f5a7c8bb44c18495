"""Jobs: leased, done, failed, tried again, given up; incidents are resolved by people."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from guiju.run.answer import Accepted
from guiju.run.commands import CompleteJob, ResolveIncident, Retry
from guiju.run.engine import Engine
from guiju.run.jobs import BusinessError, GivenUp, Job
from guiju.run.leasing import lease_jobs
from guiju.run.refusal import Refusal
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.models import END, START, line, model
from tests.run.walking import open_jobs, open_tasks

CALL = '<serviceTask id="call" camunda:topic="erp"/>'
MINUTE = timedelta(minutes=1)


def test_a_handler_does_the_job_and_its_values_are_set(engine: Engine) -> None:
    engine.deploy(line(START, CALL, END))
    engine.start("p", {"x": 2}, case="c")
    seen: list[Job] = []

    def handler(job: Job) -> Mapping[str, Any]:
        seen.append(job)
        return {"y": job.variables["x"] * 2}

    assert Worker(engine, "w", {"erp": handler}).settle() == 1
    record = engine.record("c")
    assert record is not None
    assert record.state.variables == {"x": 2, "y": 4}
    assert (seen[0].topic, seen[0].tries, seen[0].key) == ("erp", 3, "c:1")


def test_a_failing_job_is_tried_three_times_and_then_an_incident(
    engine: Engine, clock: Clock
) -> None:
    engine.deploy(line(START, CALL, END))
    engine.start("p", {}, case="c")

    def broken(job: Job) -> None:
        raise OSError("no route")

    worker = Worker(engine, "w", {"erp": broken})
    for _ in range(3):
        assert worker.run_jobs() == 1
        assert worker.run_jobs() == 0, "a failed job waits for its back-off"
        clock.forward(hours=2)
    assert worker.run_jobs() == 0
    assert [e.kind for e in engine.entries("c")] == [
        "CaseStarted", "JobFailed", "JobFailed", "JobGivenUp"
    ]  # fmt: skip
    assert engine.reader().counts()["incidents"] == 1
    assert engine.replayed("c") == engine.record("c")


def test_an_incident_is_resolved_and_the_job_offered_again(engine: Engine) -> None:
    engine.deploy(line(START, CALL, END))
    engine.start("p", {}, case="c")

    def hopeless(job: Job) -> None:
        raise GivenUp("the account is closed")

    Worker(engine, "w", {"erp": hopeless}).settle()
    job = engine.record("c").state.live  # type: ignore[union-attr]
    [instance] = job
    assert isinstance(engine.do(Retry(case="c", instance=99)), Refusal)
    mended = ResolveIncident(case="c", instance=instance, values={"account": "new"})
    assert isinstance(engine.do(mended), Accepted)
    assert engine.reader().counts()["incidents"] == 0
    assert Worker(engine, "w", {"erp": lambda job: {}}).settle() == 1
    assert engine.record("c").state.status == "completed"  # type: ignore[union-attr]


def test_a_business_error_leaves_by_its_boundary(engine: Engine) -> None:
    inside = (
        START + CALL + '<boundaryEvent id="b" attachedToRef="call"><errorEventDefinition '
        'errorRef="e"/></boundaryEvent><userTask id="mend"/>' + END
        + '<sequenceFlow id="f1" sourceRef="start" targetRef="call"/>'
        '<sequenceFlow id="f2" sourceRef="call" targetRef="end"/>'
        '<sequenceFlow id="f3" sourceRef="b" targetRef="mend"/>'
        '<sequenceFlow id="f4" sourceRef="mend" targetRef="end"/>'
    )  # fmt: skip
    engine.deploy(model(inside, '<error id="e" errorCode="E7"/>'))
    engine.start("p", {}, case="c")

    def wrong(job: Job) -> None:
        raise BusinessError("E7", {"why": "blocked"})

    Worker(engine, "w", {"erp": wrong}).settle()
    assert list(open_tasks(engine, "c")) == ["mend"]


def test_a_worker_whose_lease_has_moved_cannot_report(
    make_engine: Callable[..., Engine], clock: Clock
) -> None:
    slow, quick = make_engine(), make_engine()
    slow.deploy(line(START, CALL, END))
    slow.start("p", {}, case="c")
    [held] = lease_jobs(slow, ["erp"], "slow", MINUTE, 10)
    assert lease_jobs(quick, ["erp"], "quick", MINUTE, 10) == ()
    clock.forward(minutes=2)
    [taken] = lease_jobs(quick, ["erp"], "quick", MINUTE, 10)
    assert taken.fence == held.fence + 1
    late = slow.do(CompleteJob(case="c", job=held.job, fence=held.fence, values={"by": "slow"}))
    assert isinstance(late, Refusal)
    assert late.code == "lease-moved"
    done = CompleteJob(case="c", job=taken.job, fence=taken.fence, values={"by": "quick"})
    assert isinstance(quick.do(done), Accepted)
    assert quick.record("c").state.variables == {"by": "quick"}  # type: ignore[union-attr]


def test_two_workers_never_hold_the_same_job(make_engine: Callable[..., Engine]) -> None:
    first, second = make_engine(), make_engine()
    first.deploy(line(START, CALL, END))
    for number in range(20):
        first.start("p", {}, case=f"c{number}")
    mine = lease_jobs(first, ["erp"], "a", MINUTE, 12)
    yours = lease_jobs(second, ["erp"], "b", MINUTE, 12)
    assert (len(mine), len(yours)) == (12, 8)
    assert not {job.key for job in mine} & {job.key for job in yours}


def test_a_job_without_a_topic_is_named_by_its_element(engine: Engine) -> None:
    engine.deploy(line(START, '<serviceTask id="plain"/>', END))
    engine.start("p", {}, case="c")
    assert list(open_jobs(engine, "c")) == ["plain"]
    assert [job.topic for job in lease_jobs(engine, ["plain"], "w", MINUTE, 1)] == ["plain"]


GATEWAY = (
    '<exclusiveGateway id="g"/><sequenceFlow id="x1" sourceRef="start" targetRef="g"/>'
    '<sequenceFlow id="x2" sourceRef="g" targetRef="end"><conditionExpression>amount &gt; 5'
    "</conditionExpression></sequenceFlow>"
    '<sequenceFlow id="x3" sourceRef="g" targetRef="low"><conditionExpression>amount &lt;= 5'
    '</conditionExpression></sequenceFlow><userTask id="low"/>'
    '<sequenceFlow id="x4" sourceRef="low" targetRef="end"/>'
)


def test_what_is_tried_again_in_vain_keeps_its_number(engine: Engine) -> None:
    deployed, problems = engine.deploy(model(START + GATEWAY + END))
    assert deployed is not None, problems
    engine.start("p", {}, case="c")
    record = engine.record("c")
    assert record is not None
    [number] = record.state.incidents
    for _ in range(2):
        assert isinstance(engine.do(Retry(case="c", instance=number)), Accepted)
        record = engine.record("c")
        assert record is not None
        assert list(record.state.incidents) == [number]
        assert engine.replayed("c") == record
    mended = ResolveIncident(case="c", instance=number, values={"amount": 9})
    assert isinstance(engine.do(mended), Accepted)
    assert engine.record("c").state.status == "completed"  # type: ignore[union-attr]
    assert engine.replayed("c") == engine.record("c")

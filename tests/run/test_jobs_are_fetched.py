"""Jobs for programs elsewhere: fetched with a long poll, held for longer, reported."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from guiju.run.answer import Accepted
from guiju.run.commands import CompleteJob, ExtendLease, FailJob
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from tests.run.conftest import Clock
from tests.run.models import END, START, line

CALL = '<serviceTask id="call" guiju:job="erp"/>'
MINUTE = timedelta(minutes=1)


def deployed(engine: Engine) -> Engine:
    engine.deploy(line(START, CALL, END))
    return engine


def test_what_is_there_is_taken_at_once(engine: Engine) -> None:
    deployed(engine).start("p", {"x": 1}, case="c")
    begun = time.monotonic()
    [job] = engine.fetch_jobs(["erp"], "w", MINUTE, 10, wait_seconds=5)
    assert time.monotonic() - begun < 4
    assert (job.case, job.variables) == ("c", {"x": 1})


def test_who_waits_is_woken_by_a_new_job(engine: Engine) -> None:
    deployed(engine)
    found: list[tuple[float, str]] = []

    def wait() -> None:
        for job in engine.fetch_jobs(["erp"], "w", MINUTE, 1, wait_seconds=20):
            found.append((time.monotonic(), job.case))

    waiting = threading.Thread(target=wait)
    waiting.start()
    while not engine.bell.waiting:
        time.sleep(0.01)
    started = time.monotonic()
    engine.start("p", {}, case="c")
    waiting.join(10)
    [(at, case)] = found
    assert case == "c"
    assert at - started < 5


def test_jobs_of_another_engine_are_seen_too(make_engine: Callable[..., Engine]) -> None:
    first, second = deployed(make_engine()), make_engine()
    later = threading.Timer(0.3, lambda: first.start("p", {}, case="c"))
    later.start()
    jobs = second.fetch_jobs(["erp"], "w", MINUTE, 1, wait_seconds=20)
    later.join()
    assert [job.case for job in jobs] == ["c"]


def test_waiting_ends_when_its_time_is_over(engine: Engine) -> None:
    deployed(engine)
    begun = time.monotonic()
    assert not engine.fetch_jobs(["erp"], "w", MINUTE, 1, wait_seconds=0.2)
    assert 0.2 <= time.monotonic() - begun < 5
    assert engine.bell.waiting == 0


def test_a_lease_is_extended_by_who_holds_it(engine: Engine, clock: Clock) -> None:
    deployed(engine).start("p", {}, case="c")
    [job] = engine.fetch_jobs(["erp"], "w", MINUTE)
    extend = ExtendLease(case="c", job=job.job, fence=job.fence, seconds=600)
    assert isinstance(engine.do(extend), Accepted)
    clock.forward(minutes=5)
    assert not engine.fetch_jobs(["erp"], "other", MINUTE)
    assert len(engine.entries("c")) == 1, "keeping a job is nothing for the journal"
    clock.forward(minutes=6)
    [again] = engine.fetch_jobs(["erp"], "other", MINUTE)
    late = engine.do(extend)
    assert isinstance(late, Refusal)
    assert late.code == "lease-moved"
    done = CompleteJob(case="c", job=again.job, fence=again.fence)
    assert isinstance(engine.do(done), Accepted)
    gone = engine.do(ExtendLease(case="c", job=job.job, fence=again.fence, seconds=1))
    assert isinstance(gone, Refusal)
    assert gone.code == "job-not-open"


def test_a_job_that_failed_is_fetched_again_after_its_back_off(
    engine: Engine, clock: Clock
) -> None:
    deployed(engine).start("p", {}, case="c")
    [job] = engine.fetch_jobs(["erp"], "w", MINUTE)
    fail = FailJob(case="c", job=job.job, fence=job.fence, reason="away", again=30)
    assert isinstance(engine.do(fail), Accepted)
    assert not engine.fetch_jobs(["erp"], "w", MINUTE)
    clock.forward(seconds=31)
    [again] = engine.fetch_jobs(["erp"], "w", MINUTE)
    assert (again.tries, again.failed) == (2, 1)

"""Many clients at once: one winner each, the others a clear refusal, and nobody starves."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

from guiju.run.answer import Accepted, Answer
from guiju.run.commands import Actor, Claim, CompleteTask, StartCase
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from tests.run.models import END, ORDER, START, line
from tests.run.walking import open_tasks

CLIENTS = 50
TASKS = 200


def together(count: int, work: Callable[[int], None]) -> None:
    """Run so many threads that begin at once."""
    gate = threading.Barrier(count)

    def run(number: int) -> None:
        gate.wait()
        work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_fifty_clients_claim_two_hundred_tasks_and_each_has_one_winner(engine: Engine) -> None:
    engine.deploy(line(START, '<userTask id="one"/>', END))
    tickets = [engine.submit(start(number)) for number in range(TASKS)]
    for ticket in tickets:
        assert isinstance(ticket.wait(), Accepted)
    answers: list[list[Answer]] = [[] for _ in range(CLIENTS)]

    def work(number: int) -> None:
        actor = Actor(f"user-{number}")
        for case in range(TASKS):
            answers[number].append(engine.do(Claim(case=f"c{case}", task=1, actor=actor)))

    together(CLIENTS, work)
    for case in range(TASKS):
        mine = [each[case] for each in answers]
        winners = [f"user-{n}" for n, each in enumerate(mine) if isinstance(each, Accepted)]
        assert len(winners) == 1
        others = [each for each in mine if isinstance(each, Refusal)]
        assert {each.code for each in others} == {"already-claimed"}
        assert {each.found for each in others} == {f"claimed by {winners[0]}"}
    assert engine.reader().counts()["entries"] == 2 * TASKS


def start(number: int) -> StartCase:
    """The command that starts a case."""
    return StartCase(process="p", case=f"c{number}")


def test_fifty_completions_of_one_task_make_one_entry(engine: Engine) -> None:
    engine.deploy(line(START, '<userTask id="one"/>', END))
    engine.start("p", {}, case="c")
    task = open_tasks(engine, "c")["one"]
    answers: list[Answer] = []

    def work(number: int) -> None:
        actor = Actor(f"user-{number}")
        done = CompleteTask(case="c", task=task, actor=actor, values={"by": number})
        answers.append(engine.do(done))

    together(CLIENTS, work)
    assert Counter(type(each).__name__ for each in answers) == {"Accepted": 1, "Refusal": 49}
    record = engine.record("c")
    assert record is not None
    winner = next(e for e in engine.entries("c") if e.kind == "TaskCompleted")
    assert record.state.variables == {"by": int((winner.actor or "").removeprefix("user-"))}


def test_no_client_gets_less_than_half_of_anothers_share(engine: Engine) -> None:
    engine.deploy(ORDER)
    counts = [0] * 32
    end = time.monotonic() + 2

    def work(number: int) -> None:
        while time.monotonic() < end:
            engine.start("order", {}, case=f"c{number}-{counts[number]}")
            counts[number] += 1

    together(32, work)
    assert min(counts) * 2 >= max(counts), counts
    assert engine.reader().counts()["entries"] == sum(counts)

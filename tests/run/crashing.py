"""A process that works until it is killed; what it was told is in a pipe its parent reads.

Run as: python -m tests.run.crashing. Each line "ADDRESS ROUND POINT" on standard input forks one
life, whose answers come out on standard output before its next command, so that an acknowledgement
outlives it. Forking saves a hundred starts of Python.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from datetime import UTC, datetime

from guiju.journal.store import open_store
from guiju.journal.store.crash import crash_at
from guiju.run.answer import Accepted
from guiju.run.commands import CompleteJob, CompleteTask, SendMessage
from guiju.run.engine import Engine
from guiju.run.worker import Worker
from tests.run.models import BEATING, model
from tests.run.walking import ANN, open_jobs, open_tasks

FORK = model(
    """<startEvent id="start"/><parallelGateway id="split"/><userTask id="one" guiju:deadline="blink"/>
    <serviceTask id="two"/><intermediateCatchEvent id="wait"><timerEventDefinition>
    <timeDuration>PT0.001S</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <intermediateThrowEvent id="tell"><messageEventDefinition messageRef="m"/>
    </intermediateThrowEvent><parallelGateway id="join"/><userTask id="last"/><endEvent id="end"/>
    """
    + "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>'
        for a, b in (
            ("start", "split"), ("split", "one"), ("split", "two"), ("split", "wait"),
            ("wait", "tell"), ("one", "join"), ("two", "join"), ("tell", "join"),
            ("join", "last"), ("last", "end"),
        )
    ),
    '<message id="m" name="told"/>' + BEATING,
)  # fmt: skip
TIMING = b"""
calendars: {always: {zone: UTC, always: true}}
deadlines: {blink: {calendar: always, amount: PT1S, warn: [1, 2], at_risk: 50}}
"""

CLIENTS = 4


def main() -> None:
    """Fork a life for each line; say when it began and when it has ended."""
    for line in sys.stdin:
        address, round_, point = line.rstrip("\n").split(" ")
        child = os.fork()
        if child == 0:
            crash_at(point)
            live(address, round_)
        say(f"born {child}")
        _, status = os.waitpid(child, 0)
        say(f"\ndead {status}")


def live(address: str, round_: str) -> None:
    """Work for ever."""
    engine = Engine(open_store(address), lambda: datetime.now(UTC), random.Random(f"7-{round_}"))
    engine.deploy(FORK, timing=TIMING)
    say(f"ready {round_}")
    stop = threading.Event()
    threads = [
        threading.Thread(target=client, args=(engine, f"{round_}-{n}", stop), daemon=True)
        for n in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    worker = Worker(engine, "w", senders={"notice": lambda row: True})
    worker.run(stop, 0.005)


def client(engine: Engine, name: str, stop: threading.Event) -> None:
    """Start cases and do whatever is open in them."""
    number = 0
    while not stop.is_set():
        number += 1
        case = f"{name}-{number}"
        tell(case, "start", engine.start("p", {"n": number}, case=case, key="start"))
        engine.do(SendMessage(name="other", key=f"m-{case}", values={}))
        for _ in range(40):
            if not step(engine, case):
                break


def step(engine: Engine, case: str) -> bool:
    """Do one open thing of a case; whether there was one."""
    for task in open_tasks(engine, case).values():
        key = f"t{task}"
        command = CompleteTask(case=case, task=task, key=key, actor=ANN, values={key: 1})
        tell(case, key, engine.do(command))
        return True
    for job in open_jobs(engine, case).values():
        key = f"j{job}"
        tell(case, key, engine.do(CompleteJob(case=case, job=job, key=key, values={key: 1})))
        return True
    record = engine.reader().case(case)
    return record is not None and record.status == 0


_writing = threading.Lock()


def tell(case: str, key: str, answer: object) -> None:
    """Write an acknowledgement down, in one piece."""
    if isinstance(answer, Accepted):
        say(f"ack {case} {key} {answer.number}")


def say(line: str) -> None:
    """One line to the parent."""
    with _writing:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

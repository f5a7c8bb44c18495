"""The worker: timers, jobs and the outbox, from the store's own tables.

One turn does, in this order:

1. fire the timers that are due: of cases, of their deadlines, and of processes to start;
2. bring what cases and people sent to whom it is for;
3. bring kept messages to whom has come to wait for them, and forget those whose time is over;
4. lease jobs that have a handler here, run them, report;
5. tell other systems of what has happened.

Nothing is remembered between turns: a worker that dies is replaced by any other.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from guiju.journal.store import Failed, OutboxRow, TimerRow, unpack
from guiju.journal.store.crash import crash_point
from guiju.run.answer import Accepted
from guiju.run.commands import (
    Command,
    CompleteJob,
    Deliver,
    FailJob,
    FireDeadline,
    FireTimer,
    SendMessage,
    StartCase,
    ThrowError,
)
from guiju.run.commands.routing import DropOutbox, FireStart, PutOffOutbox, Sweep
from guiju.run.engine import Engine
from guiju.run.hooks import Hooks
from guiju.run.jobs import BusinessError, GivenUp, Handler, Job
from guiju.run.lanes import Ticket
from guiju.run.leasing import lease_jobs
from guiju.run.outside.backoff import Backoff
from guiju.run.schedule import case_of
from guiju.run.starting import starts_of
from guiju.run.times import micros

_log: Final = logging.getLogger(__name__)

PAGE: Final = 500
"""Rows a turn takes of each kind at most."""

LEASE: Final = timedelta(seconds=60)
JOBS_AGAIN: Final = Backoff(timedelta(seconds=2), timedelta(hours=1), 100)
OUTBOX_AGAIN: Final = Backoff(timedelta(seconds=5), timedelta(hours=6), 12)

Sender = Callable[[OutboxRow], bool]
"""Delivers one thing outside; False asks for another try."""


class Worker:
    """Does what is due in a store.

    Args:
        engine: over the store.
        name: of this worker, shown with the jobs it holds.
        handlers: by topic; jobs of other topics are left to others.
        senders: by kind of what is in the outbox, beside messages and signals: "notice" for what
            people are told of deadlines. What has no sender here is left to others.
        lease: how long a job may take before others may take it.
        hooks: other systems that are told of what happens in cases.
    """

    def __init__(
        self,
        engine: Engine,
        name: str,
        handlers: Mapping[str, Handler] | None = None,
        senders: Mapping[str, Sender] | None = None,
        lease: timedelta = LEASE,
        hooks: Hooks | None = None,
    ) -> None:
        self.engine = engine
        self.name = name
        self.handlers = dict(handlers or {})
        self.senders: dict[str, Sender] = {"signal": self._signal}
        self.senders.update(senders or {})
        self.lease = lease
        self.hooks = hooks
        self.shards = tuple(range(engine.store.shards))

    def turn(self) -> int:
        """Do what can be done now; returns how many things were done."""
        done = self.fire_timers() + self.empty_outbox() + self.route_messages()
        return done + self.sweep_messages() + self.run_jobs() + self.tell_hooks()

    def settle(self, most: int = 10_000) -> int:
        """Turn until nothing is left to do."""
        total = 0
        while total < most:
            done = self.turn()
            if not done:
                break
            total += done
        return total

    def run(self, stop: threading.Event, pause: float = 0.5) -> None:
        """Turn until told to stop; a store that is away for a while is waited for."""
        while not stop.is_set():
            try:
                done = self.turn()
            except Failed:
                done = 0
            if not done:
                stop.wait(pause)

    # -- timers -------------------------------------------------------------------------------

    def fire_timers(self) -> int:
        """Fire what is due; who else fires the same timer finds it gone, or fired already."""
        now = micros(self.engine.clock())
        reader = self.engine.reader()
        tickets = []
        for row in reader.due(self.shards, now, PAGE):
            if row.case_no < 0:
                tickets.append(self.engine.submit(self._start(row)))
                continue
            case = reader.case_id(row.case_no)
            if case is not None:
                tickets.append(self.engine.submit(_fired(case, row)))
        crash_point("timer-found")
        answers = [ticket.wait() for ticket in tickets]
        return sum(isinstance(each, Accepted) and not each.repeated for each in answers)

    def _start(self, row: TimerRow) -> Command:
        standard = self.engine.standards.by_no(-row.case_no).standard
        return FireStart(case=case_of(standard, row), row=row)

    # -- outbox -------------------------------------------------------------------------------

    def empty_outbox(self) -> int:
        """Deliver what was sent; each thing at least once, with its stable key."""
        now = micros(self.engine.clock())
        kinds = ("message", *self.senders)
        known = self.engine.reader().outbox(self.shards, now, PAGE, kinds)
        messages = {row.no: self._message(row) for row in known if row.kind == "message"}
        tickets = []
        for row in known:
            crash_point("outbox-taken")
            message = messages.get(row.no)
            if message is None:
                sent = self.senders[row.kind](row)
            else:
                sent = isinstance(message.wait(), Accepted)
            tickets.append(self._drop(row) if sent else self._put_off(row))
        answers = [ticket.wait() for ticket in tickets]
        return sum(isinstance(each, Accepted) and each.kind == "Delivered" for each in answers)

    def _drop(self, row: OutboxRow) -> Ticket:
        crash_point("outbox-sent")
        return self.engine.submit(DropOutbox(shard=row.shard, no=row.no))

    def _put_off(self, row: OutboxRow) -> Ticket:
        wait = OUTBOX_AGAIN.wait(row.tries + 1, self.engine.dice) or OUTBOX_AGAIN.cap
        return self.engine.submit(PutOffOutbox(row=row, seconds=wait.total_seconds()))

    def _message(self, row: OutboxRow) -> Ticket:
        name, _, key, values, _, _ = unpack(row.body)
        command = SendMessage(name=name or "", correlation=key, values=values, key=f"out:{row.key}")
        return self.engine.submit(command)

    def _signal(self, row: OutboxRow) -> bool:
        """Tell everyone who listens now; a case that was told before is not told again."""
        name, _, _, values, sender, _ = unpack(row.body)
        key = f"s:{row.key}"
        reader = self.engine.reader()
        tickets = []
        for wait in reader.waiting("signal", name or "", None):
            case = reader.case_id(wait.case_no)
            if case is not None and case != sender:
                command = Deliver(
                    case=case, wait=wait.wait, kind="signal", name=name or "", values=values,
                    key=f"{key}:{wait.wait}",
                )  # fmt: skip
                tickets.append(self.engine.submit(command))
        for process, element, event in starts_of(self.engine.standards, "signal", name or ""):
            start = StartCase(
                case=f"{process}-{row.key}", process=process, start=element, event=event,
                values=values, key=key,
            )  # fmt: skip
            tickets.append(self.engine.submit(start))
        for ticket in tickets:
            ticket.wait()
        return True

    # -- messages -----------------------------------------------------------------------------

    def route_messages(self) -> int:
        """Bring kept messages to whom has come to wait for them, should a crash have hid it."""
        tickets = []
        for row in self.engine.reader().kept_messages(PAGE):
            ticket = self.engine.route(row.id)
            if ticket is not None:
                tickets.append(ticket)
        return sum(isinstance(each.wait(), Accepted) and bool(each.wait()[0]) for each in tickets)

    def sweep_messages(self) -> int:
        """Forget messages whose time is over, and log those nobody got; returns how many."""
        now, reader = micros(self.engine.clock()), self.engine.reader()
        by_shard: dict[int, list[str]] = {}
        lost = []
        for shard, id_ in reader.expired(self.shards, now, PAGE):
            by_shard.setdefault(shard, []).append(id_)
            row = reader.message(shard, id_)
            if row is not None and row.delivered == 0:
                lost.append(row)
        tickets = [
            self.engine.submit(Sweep(shard=shard, messages=tuple(ids)))
            for shard, ids in by_shard.items()
        ]
        answers = [ticket.wait() for ticket in tickets]
        for row in lost:
            told = row.id, row.name, row.key or "any"
            _log.warning("no receiver in time for message %s: name %s, correlation %s", *told)
        return sum(each.number for each in answers if isinstance(each, Accepted))

    def tell_hooks(self) -> int:
        """Tell other systems of what has happened; returns how many entries they took."""
        return 0 if self.hooks is None else self.hooks.turn()

    # -- jobs ---------------------------------------------------------------------------------

    def run_jobs(self) -> int:
        """Lease jobs, run their handlers and report; the result counts only under its lease."""
        if not self.handlers:
            return 0
        jobs = lease_jobs(self.engine, list(self.handlers), self.name, self.lease, PAGE // 10)
        crash_point("jobs-leased")
        tickets = [self.engine.submit(self._run(job)) for job in jobs]
        for ticket in tickets:
            ticket.wait()
        return len(jobs)

    def _run(self, job: Job) -> Any:
        key = f"job:{job.job}:{job.fence}"
        about: dict[str, Any] = {"case": job.case, "job": job.job, "fence": job.fence, "key": key}
        try:
            values = self.handlers[job.topic](job)
        except BusinessError as error:
            return ThrowError(code=error.code, values=error.values, **about)
        except GivenUp as error:
            return FailJob(reason=str(error), final=True, **about)
        except Exception as error:
            # Whatever a handler raises is the failure of its job, never of the worker.
            wait = JOBS_AGAIN.wait(job.failed + 1, self.engine.dice) or JOBS_AGAIN.cap
            reason = f"{type(error).__name__}: {error}"
            return FailJob(reason=reason, again=wait.total_seconds(), **about)
        return CompleteJob(values=values or {}, **about)


def _fired(case: str, row: TimerRow) -> Command:
    """The command that a timer which is due stands for."""
    if row.kind == "deadline":
        return FireDeadline(case=case, instance=row.wait, due=row.due)
    key = f"timer:{row.wait}:{row.due}"
    return FireTimer(case=case, wait=row.wait, due=row.due, key=key)

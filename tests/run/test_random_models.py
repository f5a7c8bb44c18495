"""Random models under random commands, also wrong ones: stored, replayed and played alike."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiju.journal.store.sqlite import SqliteStore
from guiju.run.answer import Accepted
from guiju.run.case import Case
from guiju.run.commands import (
    Actor,
    Begin,
    Claim,
    Command,
    CompleteJob,
    CompleteTask,
    Deliver,
    FireDeadline,
    FireTimer,
    LeaveAdHoc,
    PauseClock,
    Resume,
    ResumeClock,
    Retry,
    SetVariables,
    Suspend,
)
from guiju.run.engine import Engine
from guiju.run.record import Record
from guiju.run.times import micros
from guiju.standard import Standard, Step, enabled
from tests.laws.beside import assert_alike, follow
from tests.laws.blocks import text_of, trees
from tests.laws.reference import Endless, Reference
from tests.run.invariants import check

MODELS = int(os.environ.get("GUIJU_MODELS", "500" if os.environ.get("GUIJU_FAULTS") else "40"))
NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
ANN = Actor("ann")
TIMING = b"""
calendars: {office: {zone: UTC, week: {mon-sun: ["08:00-20:00"]}}}
deadlines: {hour: {calendar: office, amount: 1 h, escalate: [{after: 1 h, to: superior}]}}
"""


class World:
    """One store for all models, on a clock of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOW
        self.engine = self.open()
        self.cases = 0

    def open(self) -> Engine:
        store = SqliteStore(self.path, may_lose_last_seconds=True)
        return Engine(store, lambda: self.now, random.Random(1))

    def restart(self) -> None:
        self.engine.close()
        self.engine = self.open()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("random") / "cases.db")
    yield made
    made.engine.close()
    assert check(str(made.path), []) == made.cases


def command_for(
    world: World, standard: Standard, record: Record, step: Step, dice: random.Random
) -> Command | None:
    """The command that takes a step of the model; None where no command does."""
    case, state, target = record.id, record.state, step.target
    values = {f"v{n}": dice.random() < 0.5 for n in range(8)} if dice.random() < 0.5 else {}
    if step.kind == "complete":
        place = standard.program.places[state.live[target].place]
        if place.node.kind == "userTask":
            return CompleteTask(case=case, task=target, values=values, actor=ANN)
        return CompleteJob(case=case, job=target, values=values)
    if step.kind == "trigger":
        wait = state.waits[target]
        if wait.due is not None:
            world.now = max(world.now, wait.due)
            return FireTimer(case=case, wait=target, due=micros(wait.due))
        definition = standard.program.places[wait.place].catches[wait.definition].definition
        if definition.kind in ("message", "signal"):
            name = definition.name or ""
            return Deliver(case=case, wait=target, kind=definition.kind, name=name)
        return None
    if step.kind == "begin":
        element = standard.program.places[step.choice[0]].id
        return Begin(case=case, scope=target, element=element)
    if step.kind == "leave":
        return LeaveAdHoc(case=case, scope=target)
    return Retry(case=case, instance=target) if step.kind == "retry" else None


def timed(data: bytes, dice: random.Random) -> bytes:
    """The model with deadlines at some of its tasks, sub-processes and the process."""
    for tag in (b"userTask", b"serviceTask", b"subProcess", b"process"):
        if dice.random() < 0.5:
            said = b"<" + tag + b' xmlns:gj="https://guiju.org/schema/2026" gj:deadline="hour" '
            data = data.replace(b"<" + tag + b" ", said)
    return data


def mark_of(record: Record, dice: random.Random) -> Command | None:
    """The command that tells the next mark of one of the case's deadlines."""
    known = record.facts.get("deadlines", {})
    due = [(int(iid), spec["next"]) for iid, spec in known.items() if "next" in spec]
    if not due:
        return None
    instance, moment = dice.choice(due)
    return FireDeadline(case=record.id, instance=instance, due=moment)


def wrong(case: str, dice: random.Random) -> Command:
    """A command that mostly makes no sense."""
    number = dice.randrange(40)
    return dice.choice([
        Claim(case=case, task=number, actor=ANN), CompleteJob(case=case, job=number),
        CompleteTask(case=case, task=number, actor=ANN), Retry(case=case, instance=number),
        FireTimer(case=case, wait=number, due=7), Begin(case=case, scope=number, element="x"),
        LeaveAdHoc(case=case, scope=number), Resume(case=case), Suspend(case=case),
        SetVariables(case=case, values={"v0": True}),
        Deliver(case=case, wait=number, kind="message", name="m"),
        PauseClock(case=case, clock="hour", reason="away"), ResumeClock(case=case, clock="hour"),
        FireDeadline(case=case, instance=number, due=7),
    ])  # fmt: skip


def _reference(text: bytes, values: dict[str, bool], now: datetime) -> Reference | None:
    try:
        return Reference(text, values, now)
    except Endless:
        return None


@settings(max_examples=MODELS, deadline=None, suppress_health_check=list(HealthCheck))
@given(trees(), st.integers(0, 2**32))
def test_stored_replayed_and_played_in_memory_are_the_same(
    world: World, tree: object, seed: int
) -> None:
    dice, engine = random.Random(seed), world.engine
    text = text_of(tree)
    deployed, problems = engine.deploy(text)
    assert deployed is not None, [str(each) for each in problems]
    world.cases += 1
    id_ = f"case-{world.cases}"
    values = {f"v{n}": dice.random() < 0.5 for n in range(8)}
    engine.start("p", values, case=id_, standard=deployed.standard.digest)
    played = Case(deployed.standard, "p", id_)
    reference = _reference(text, values, world.now)
    compared = 0
    for _ in range(25):
        engine = world.engine
        entries = engine.entries(id_)
        for entry in entries[compared:]:
            if entry.step:
                kind, target, choice = entry.step
                played.fire(Step(kind, target, choice, entry.values), entry.time)
        compared = len(entries)
        record = engine.record(id_)
        assert record is not None
        assert record.state == played.state
        assert engine.replayed(id_) == record
        if reference is not None:
            assert_alike(reference, deployed.standard, record.state)
        if record.state.status != "active" or len(record.state.live) > 60:
            break
        steps = enabled(deployed.standard, record.state)
        step = dice.choice(steps) if steps else None
        command = step and command_for(world, deployed.standard, record, step, dice)
        if command is None or dice.random() < 0.2:
            command = (dice.random() < 0.5 and mark_of(record, dice)) or wrong(id_, dice)
        world.now += timedelta(minutes=dice.randrange(30))
        answer = engine.do(command)
        if isinstance(answer, Accepted) and reference is not None:
            reference.now = world.now
            try:
                follow(reference, deployed.standard, record.state, command)
            except Endless:
                # The engine has stopped the token with an incident; the plain one cannot.
                reference = None
        if not isinstance(answer, Accepted):
            after = engine.record(id_)
            assert after is not None
            assert (after.state, after.facts) == (record.state, record.facts)
        if dice.random() < 0.03:
            world.restart()

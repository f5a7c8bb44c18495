"""Messages without a receiver: they wait, are given up, and a person keeps them on or drops them."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from guiju.journal.store import GIVEN_UP, MessageRow
from guiju.run.answer import Accepted
from guiju.run.commands import DropMessage, KeepMessage, SendMessage, SendSignal
from guiju.run.engine import Engine
from guiju.run.refusal import Refusal
from guiju.run.times import micros
from guiju.run.unreceived import given_up_at
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.invariants import check
from tests.run.models import END, line

CATCH = (
    '<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/>'
    "</intermediateCatchEvent>"
)
DAY = 86_400


def waiting(engine: Engine) -> bytes:
    """A process whose cases wait for the message M."""
    data = line('<startEvent id="start"/>', CATCH, END)
    data = data.replace(b"<process", b'<message id="m" name="M"/><process', 1)
    deployed, problems = engine.deploy(data)
    assert deployed is not None, problems
    return data


def without(engine: Engine, given_up: bool) -> Sequence[MessageRow]:
    return engine.reader().messages_without(given_up, 10)


def lost(engine: Engine, clock: Clock, key: str = "order", seconds: int = 60) -> None:
    """A message that is given up."""
    engine.do(SendMessage(name="M", key=key, values={"n": 1}, seconds=seconds))
    clock.forward(seconds=seconds)
    Worker(engine, "w").sweep_messages()


def test_a_message_nobody_came_for_is_given_up_and_listed(
    engine: Engine, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    engine.do(SendMessage(name="nobody", key="short", seconds=60))
    engine.do(SendMessage(name="nobody", key="long", seconds=600))
    worker = Worker(engine, "w")
    assert worker.sweep_messages() == 0
    assert [each.id for each in without(engine, given_up=False)] == ["short", "long"]
    clock.forward(seconds=61)
    assert worker.sweep_messages() == 1
    assert worker.sweep_messages() == 0
    assert [each.getMessage() for each in caplog.records] == [
        "no receiver in time for message short: name nobody, correlation any"
    ]
    (row,) = without(engine, given_up=True)
    assert (row.id, row.delivered) == ("short", GIVEN_UP)
    assert given_up_at(row) == micros(clock.now - timedelta(seconds=1))
    assert [each.id for each in without(engine, given_up=False)] == ["long"]


def test_a_message_that_was_given_up_is_forgotten_after_a_season(
    engine: Engine, clock: Clock
) -> None:
    lost(engine, clock)
    clock.forward(days=90)
    assert Worker(engine, "w").sweep_messages() == 1
    assert engine.reader().counts()["messages"] == 0


def test_what_somebody_had_is_forgotten_at_once(engine: Engine, clock: Clock) -> None:
    waiting(engine)
    engine.start("p", {}, case="c")
    engine.do(SendMessage(name="M", key="order", seconds=60))
    engine.do(SendSignal(name="S", key="all"))
    clock.forward(days=1)
    worker = Worker(engine, "w")
    worker.settle()
    worker.sweep_messages()
    assert engine.reader().counts()["messages"] == 0


def test_a_message_whose_time_is_over_is_not_delivered(engine: Engine, clock: Clock) -> None:
    waiting(engine)
    engine.do(SendMessage(name="M", key="old", seconds=60))
    clock.forward(seconds=60)
    engine.start("p", {}, case="c")
    Worker(engine, "w").route_messages()
    assert engine.record("c").state.status == "active"  # type: ignore[union-attr]


def test_a_message_that_was_given_up_waits_for_nobody(engine: Engine, clock: Clock) -> None:
    waiting(engine)
    lost(engine, clock)
    engine.start("p", {}, case="c")
    Worker(engine, "w").settle()
    assert engine.record("c").state.status == "active"  # type: ignore[union-attr]


def test_kept_on_it_goes_to_whom_waits_by_now(engine: Engine, clock: Clock, address: str) -> None:
    waiting(engine)
    lost(engine, clock)
    engine.start("p", {}, case="c")
    answer = engine.do(KeepMessage(message="order"))
    assert isinstance(answer, Accepted)
    Worker(engine, "w").settle()
    record = engine.record("c")
    assert record is not None
    assert (record.state.status, record.state.variables) == ("completed", {"n": 1})
    assert without(engine, given_up=True) == without(engine, given_up=False) == []
    engine.close()
    assert check(address, []) == 1


def test_kept_on_it_waits_for_whom_comes_later(engine: Engine, clock: Clock) -> None:
    waiting(engine)
    lost(engine, clock)
    engine.do(KeepMessage(message="order", seconds=DAY))
    clock.forward(hours=23)
    engine.start("p", {}, case="c")
    Worker(engine, "w").settle()
    assert engine.record("c").state.status == "completed"  # type: ignore[union-attr]


def test_a_dropped_message_is_gone(engine: Engine, clock: Clock) -> None:
    lost(engine, clock)
    engine.do(SendMessage(name="M", key="fresh"))
    for id_ in ("order", "fresh"):
        assert isinstance(engine.do(DropMessage(message=id_)), Accepted)
    assert engine.reader().counts()["messages"] == 0


@pytest.mark.parametrize("command", [KeepMessage, DropMessage])
def test_what_somebody_has_or_nobody_knows_is_refused(
    engine: Engine, command: type[KeepMessage | DropMessage]
) -> None:
    waiting(engine)
    engine.start("p", {}, case="c")
    engine.do(SendMessage(name="M", key="had"))
    engine.do(SendSignal(name="S", key="signal"))
    Worker(engine, "w").settle()
    for id_ in ("had", "signal", "unknown"):
        answer = engine.do(command(message=id_))
        assert isinstance(answer, Refusal)
        assert answer.code == "message-gone"


def test_the_key_of_a_message_that_was_given_up_is_free_again(engine: Engine, clock: Clock) -> None:
    lost(engine, clock)
    answer = engine.do(SendMessage(name="M", key="order", values={"n": 2}))
    assert isinstance(answer, Accepted)
    assert not answer.repeated
    assert [each.id for each in without(engine, given_up=False)] == ["order"]
    assert without(engine, given_up=True) == []

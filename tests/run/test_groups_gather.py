"""Who leads a group lets those come who were there lately, and nobody waits for the gone."""

from __future__ import annotations

import pytest

from guiju.run import lanes
from guiju.run.lanes import Lane, Ticket


@pytest.fixture
def pauses(monkeypatch):
    """How often the leader paused; what a test puts there happens during each pause."""
    during: list = []
    happened: list[float] = []

    def sleep(seconds: float) -> None:
        happened.append(seconds)
        if during:
            during.pop(0)()

    monkeypatch.setattr(lanes.time, "sleep", sleep)
    return during, happened


def _lane():
    served: list[int] = []

    def serve(group):
        served.append(len(group))
        for ticket in group:
            ticket.answer = "done"

    return Lane(serve), served


def _put(lane: Lane) -> Ticket:
    ticket = Ticket("what", (0,))
    lane.put(ticket)
    return ticket


def test_a_client_alone_never_pauses(pauses):
    lane, served = _lane()
    for _ in range(3):
        assert _put(lane).wait() == "done"
    assert served == [1, 1, 1]
    assert pauses[1] == []


def test_the_crowd_is_waited_for_while_some_of_it_come(pauses):
    during, happened = pauses
    lane, served = _lane()
    first = [_put(lane) for _ in range(5)]
    assert first[0].wait() == "done"
    during += [lambda: _put(lane), lambda: _put(lane)]
    assert _put(lane).wait() == "done"
    assert served == [5, 3]
    assert len(happened) == 2 + lanes.STILL


def test_a_crowd_that_is_there_is_not_waited_for(pauses):
    lane, served = _lane()
    for _ in range(2):
        whole = [_put(lane) for _ in range(8)]
        assert whole[0].wait() == "done"
    assert served == [8, 8]
    assert pauses[1] == []


def test_a_crowd_that_went_is_forgotten(pauses):
    lane, served = _lane()
    whole = [_put(lane) for _ in range(64)]
    whole[0].wait()
    for _ in range(60):
        _put(lane).wait()
    pauses[1].clear()
    assert _put(lane).wait() == "done"
    assert pauses[1] == []
    assert served[-1] == 1

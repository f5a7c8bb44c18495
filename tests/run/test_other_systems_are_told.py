"""Webhooks out of the journal: in order, at least once, disabled when the other side is gone."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from guiju.journal.store import unpack
from guiju.run.answer import Accepted
from guiju.run.commands import CompleteTask
from guiju.run.connections import read_connections
from guiju.run.engine import Engine
from guiju.run.hooks import Hooks, HookTo, letters, type_of
from guiju.run.outside import Backoff, Door, Policy, verify
from guiju.run.worker import Worker
from tests.run.conftest import Clock
from tests.run.models import END, START, line
from tests.run.outside import servers as s
from tests.run.walking import ANN, open_tasks

KEY = bytes(range(32))
MODEL = line(START, '<userTask id="look"/>', END)


def over(engine: Engine, server: s.Server, *events: str, attempts: int = 12) -> Hooks:
    """Hooks to one server of the house, through a real door."""
    host = f"hook.test:{server.port}"
    door = Door(Policy(private_hosts=frozenset({host})), resolve=lambda h, p: ["127.0.0.1"])
    to = HookTo("shop", server.url(), (KEY,), events or ("*",), True, Backoff(attempts=attempts))
    return Hooks.over(engine, [to], door)


class Taking:
    """A server that keeps what it is sent and answers as it is told."""

    def __init__(self) -> None:
        self.status = "204 No Content"
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answered: list[str] = []

    def __call__(self, wire: Any) -> None:
        self.answered.append(self.status)
        s.answers(self.status)(wire)

    def told(self, server: s.Server) -> list[dict[str, Any]]:
        """Bodies that were taken."""
        bodies = [head.partition(b"\r\n\r\n")[2] for head in server.heads]
        taken = [b for b, status in zip(bodies, self.answered, strict=True) if status[0] == "2"]
        return [json.loads(body) for body in taken]


def run_a_case(engine: Engine, case: str) -> None:
    assert isinstance(engine.start("p", {"n": 1}, case=case), Accepted)
    task = open_tasks(engine, case)["look"]
    done = engine.do(CompleteTask(case=case, task=task, values={"ok": True}, actor=ANN))
    assert isinstance(done, Accepted)


def test_what_happens_from_now_on_is_told_in_order(engine: Engine) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        engine.deploy(MODEL)
        run_a_case(engine, "before")
        hooks = over(engine, server)
        worker = Worker(engine, "w", hooks=hooks)
        worker.settle()
        run_a_case(engine, "c")
        worker.settle()
        told = taking.told(server)
    assert [each["type"] for each in told] == ["case.started", "task.completed", "case.completed"]
    assert told[0]["data"] == {
        "case": "c", "number": 1, "kind": "CaseStarted", "element": None, "actor": None,
        "values": {"n": 1},
    }  # fmt: skip
    assert {each["data"]["case"] for each in told} == {"c"}


def test_every_letter_is_signed_and_has_an_id_of_its_own(engine: Engine, clock: Clock) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        engine.deploy(MODEL)
        hooks = over(engine, server)
        hooks.turn()
        run_a_case(engine, "c")
        hooks.turn()
        found = []
        for request in server.heads:
            head, _, body = request.partition(b"\r\n\r\n")
            headers = dict(one.split(": ", 1) for one in head.decode().split("\r\n")[1:])
            assert verify([KEY], headers, body, clock()) is None
            found.append({k.lower(): v for k, v in headers.items()}["webhook-id"])
    assert found == ["c:1", "c:2", "c:2:end"]


def test_only_wanted_events_are_told(engine: Engine) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        engine.deploy(MODEL)
        hooks = over(engine, server, "case.*")
        hooks.turn()
        run_a_case(engine, "c")
        assert hooks.turn() == 2
        assert [each["type"] for each in taking.told(server)] == ["case.started", "case.completed"]


def test_a_receiver_that_is_away_is_told_later_with_the_same_id(
    engine: Engine, clock: Clock
) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        engine.deploy(MODEL)
        hooks = over(engine, server, "case.completed")
        hooks.turn()
        run_a_case(engine, "c")
        taking.status = "503 Busy"
        assert hooks.turn() == 0
        assert hooks.turn() == 0, "it waits for its back-off"
        assert len(server.heads) == 1
        taking.status = "200 OK"
        clock.forward(minutes=1)
        assert hooks.turn() == 1
        ids = [head.lower().split(b"webhook-id: ")[1].split(b"\r\n")[0] for head in server.heads]
    assert ids == [b"c:2:end", b"c:2:end"]
    assert [(each.failed, each.disabled) for each in hooks.states() if each.seq] == [(0, False)]


def test_a_hook_that_fails_too_often_is_disabled_until_a_person_enables_it(
    engine: Engine, clock: Clock
) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        engine.deploy(MODEL)
        hooks = over(engine, server, "case.completed", attempts=3)
        hooks.turn()
        run_a_case(engine, "c")
        taking.status = "500 Broken"
        for _ in range(6):
            hooks.turn()
            clock.forward(hours=7)
        assert len(server.heads) == 3
        [state] = [each for each in hooks.states() if each.disabled]
        assert (state.failed, "500" in state.problem) == (3, True)
        notices: list[Any] = []

        def keep(row: Any) -> bool:
            notices.append(unpack(row.body))
            return True

        Worker(engine, "w", senders={"notice": keep}).settle()
        assert [(each["kind"], each["about"], each["to"]) for each in notices] == [
            ("hook-disabled", "shop", ["administrator"])
        ]
        taking.status = "200 OK"
        assert (hooks.enable("other"), hooks.enable("shop")) == (0, 1)
        assert hooks.turn() == 1


def test_what_is_refused_for_ever_is_passed_over(engine: Engine) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        engine.deploy(MODEL)
        hooks = over(engine, server, "task.completed", "case.started")
        hooks.turn()
        taking.status = "422 Unprocessable"
        engine.start("p", {}, case="c")
        hooks.turn()
        taking.status = "200 OK"
        task = open_tasks(engine, "c")["look"]
        engine.do(CompleteTask(case="c", task=task, actor=ANN))
        assert hooks.turn() == 1
        assert [each["type"] for each in taking.told(server)] == ["task.completed"]
    assert [each.dead for each in hooks.states() if each.dead] == [1]


def test_a_hook_into_the_house_is_disabled_at_once(engine: Engine) -> None:
    engine.deploy(MODEL)
    door = Door(resolve=lambda host, port: ["10.0.0.1"])
    hooks = Hooks.over(engine, [HookTo("inside", "https://a.test/", (KEY,))], door)
    hooks.turn()
    run_a_case(engine, "c")
    hooks.turn()
    assert [each.problem != "" for each in hooks.states() if each.disabled] == [True]


def test_two_workers_do_not_tell_the_same(make_engine: Callable[..., Engine]) -> None:
    taking = Taking()
    with s.serving(taking) as server:
        first, second = make_engine(), make_engine(seed=2)
        first.deploy(MODEL)
        mine, yours = over(first, server), over(second, server)
        mine.turn()
        run_a_case(first, "c")
        done = [each.turn() for each in (mine, yours, mine, yours)]
    assert done == [2, 0, 0, 0]
    assert len(server.heads) == 3


def test_personal_data_stays_in_the_house(engine: Engine) -> None:
    engine.deploy(MODEL)
    engine.start("p", {"name": "Ann", "n": 1}, case="c", subject="ann", personal=("name",))
    from guiju.run.packing import unpack_entry

    rows = engine.reader().chain(0, 0, 10) or engine.reader().chain(
        next(row.shard for row in engine.reader().shard_rows() if row.seq), 0, 10
    )
    entry = unpack_entry(*rows[0])
    [letter] = letters(HookTo("x", "u", (KEY,), ("*",), True), entry)
    assert letter.data["values"] == {"name": None, "n": 1}


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("CaseStarted", "case.started"), ("JobGivenUp", "job.given-up"), ("Moved", "moved")],
)
def test_types_are_made_of_kinds(kind: str, type_: str) -> None:
    assert type_of(kind) == type_


WRITTEN = """
door: {hosts: ["hooks.example.com"]}
hooks:
  shop: {url: https://hooks.example.com/in, secret_from: SHOP, events: ["case.*"], attempts: 3}
incoming:
  - {type: com.example.order, start: order, values: "=data"}
  - {type: com.example.paid, message: Paid, correlation: =data.order}
"""
SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="


def test_connections_are_read_from_a_file() -> None:
    found = read_connections(WRITTEN, {"SHOP": SECRET})
    assert found.problems == ()
    [hook] = found.hooks
    assert (hook.name, hook.keys, hook.events, hook.backoff.attempts) == (
        "shop", (KEY,), ("case.*",), 3
    )  # fmt: skip
    assert [(each.what, each.name) for each in found.routes] == [
        ("start", "order"), ("message", "Paid")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("https://hooks", "http://hooks", "hooks.shop.url"),
        ("https://hooks", "https://other", "hooks.shop.url"),
        ("attempts: 3", "attempts: 0", "hooks.shop.attempts"),
        ("attempts", "tries", "hooks.shop.tries"),
        ("SHOP", "NONE", "hooks.shop.secret"),
        ("=data.order", "data.order", "incoming[1].correlation"),
        ("=data.order", "=data.", "incoming[1].correlation"),
        ("start: order", "begin: order", "incoming[0].begin"),
        ("door: {", "door: {x: 1, ", "door.x"),
        ("hooks:", "hooks: [", "file"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_place(old: str, new: str, place: str) -> None:
    found = read_connections(WRITTEN.replace(old, new, 1), {"SHOP": SECRET})
    assert place in [each.element for each in found.problems]
    assert (found.hooks, found.routes) == ((), ())


def test_no_bytes_break_the_reading() -> None:
    dice = random.Random(1)
    for _ in range(200):
        at = dice.randrange(len(WRITTEN))
        text = WRITTEN[:at] + chr(dice.randrange(32, 127)) + WRITTEN[at + 1 :]
        read_connections(text, {"SHOP": SECRET})

"""deploy, start, tasks, task, case, message, signal: a case on a real database."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.cli.purchases import MODEL, begin, done, finish
from tests.cli.terminal import FLOW, Terminal
from tests.run.models import END, START, line, model
from tests.store.servers import fresh_database


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIJU_DB", f"sqlite:{tmp_path / 'cases.db'}")
    monkeypatch.delenv("GUIJU_ACTOR", raising=False)


def test_a_case_goes_from_its_start_to_its_end(guiju: Terminal) -> None:
    begin(guiju)
    waiting = guiju("case", "P-1", "--json").data
    assert waiting["status"] == "active"
    assert waiting["waits"] == [
        {"element": "come", "name": "Goods have come", "kind": "message",
         "waits_for": "Goods have come", "key": "P-1"}
    ]  # fmt: skip
    finish(guiju)
    case = guiju("case", "P-1", "--json").data
    assert (case["status"], case["tasks"]) == ("completed", [])
    assert case["variables"] == {"order": "P-1", "amount": 500}
    assert [(each["kind"], each["actor"]) for each in case["entries"]] == [
        ("CaseStarted", None), ("TaskCompleted", "ann"), ("MessageReceived", None),
        ("TaskCompleted", "eve"),
    ]  # fmt: skip
    shown = guiju("case", "P-1").out
    for words in ("completed; started", "Write the request", "end: Bought"):
        assert words in shown
    assert guiju("case", "--json").data["cases"][0]["case"] == "P-1"
    assert "P-1" in guiju("case").out


def test_what_was_run_fits_its_standard(guiju: Terminal) -> None:
    begin(guiju)
    finish(guiju)
    begin(guiju, "P-2", 2000)
    done(guiju, "P-2:2", "bob", "managers", '{"approved": true}')
    finish(guiju, "P-2")
    ran = guiju("check", MODEL, "--db", guiju.folder / "cases.db", "--json")
    assert ran.code == 0
    assert (ran.data["fitting_cases"], ran.data["deviations"]) == (2, [])
    assert "2 of 2 cases follow" in guiju("check", MODEL, "--db", guiju.folder / "cases.db").out


def test_practice_is_checked_against_a_stricter_standard_too(guiju: Terminal) -> None:
    begin(guiju)
    finish(guiju)
    text = MODEL.read_text("utf-8")
    way = 'sourceRef="how_much" targetRef="to_order"'
    stricter = text.replace("<incoming>less</incoming>", "").replace(
        "<incoming>more</incoming>", "<incoming>more</incoming><incoming>less</incoming>"
    )
    stricter = stricter.replace(way, way.replace("to_order", "approve"))
    assert stricter.count('targetRef="approve"') == 2
    path = guiju.file("stricter.bpmn", stricter)
    ran = guiju("check", path, "--db", guiju.folder / "cases.db", "--json")
    assert ran.code == 1, ran.out
    [deviation] = ran.data["deviations"]
    assert (deviation["kind"], deviation["element"]) == ("skipped", "approve")


def test_work_is_shown_to_whom_it_is_offered_and_by_due_time(guiju: Terminal) -> None:
    begin(guiju, "P-1", 2000)
    guiju("start", "purchase", "--case", "P-2")

    def shown(*options: str) -> list[str]:
        return [each["task"] for each in guiju("tasks", *options, "--json").data["tasks"]]

    assert shown() == ["P-2:1", "P-1:2"], "a day is over before two days are"
    assert shown("--group", "managers") == ["P-1:2"]
    assert shown("--for", "bob") == []
    assert guiju("task", "claim", "P-1:2", "--actor", "bob", "--group", "managers").code == 0
    assert shown("--for", "bob") == ["P-1:2"]
    assert shown("--group", "managers") == []
    assert shown("--for", "bob", "--group", "staff") == ["P-2:1", "P-1:2"]
    assert shown("--most", "1") == ["P-2:1"]
    assert guiju("tasks", "--most", "1", "--json").data["more"] is True
    assert "bob" in guiju("tasks").out
    assert guiju("task", "unclaim", "P-1:2", "--actor", "bob").code == 0
    assert "offered to managers" in guiju("tasks").out


def test_a_task_changes_hands(guiju: Terminal) -> None:
    begin(guiju, "P-1", 2000)
    for verb, options in (
        ("assign", ("--to", "bob")),
        ("draft", ("--actor", "bob", "--vars", '{"approved": false}')),
        ("sign", ("--actor", "bob", "--to", "eve")),
        ("complete", ("--actor", "eve")),
        ("delegate", ("--actor", "bob", "--to", "joe")),
        ("forward", ("--actor", "joe", "--to", "kim", "--reason", "knows it")),
        ("return", ("--actor", "kim", "--to", "request", "--reason", "no price")),
    ):
        ran = guiju("task", verb, "P-1:2", *options)
        assert ran.code == 0, (verb, ran.out)
    case = guiju("case", "P-1", "--json").data
    assert [each["kind"] for each in case["entries"]][2:] == [
        "TaskAssigned", "DraftSaved", "SignerAdded", "TaskSigned", "TaskDelegated",
        "TaskForwarded", "TaskReturned",
    ]  # fmt: skip
    assert [each["element"] for each in case["tasks"]] == ["request"]
    assert "sent back" in guiju("case", "P-1").out


def test_four_eyes_are_kept_and_the_refusal_is_an_entry(guiju: Terminal) -> None:
    begin(guiju, "P-1", 2000)
    ran = guiju("task", "claim", "P-1:2", "--actor", "ann", "--group", "managers", "--json")
    assert (ran.code, ran.data["refusal"]["code"]) == (1, "four-eyes")
    ran = guiju("task", "claim", "P-1:2", "--actor", "ann", "--group", "managers")
    assert ran.code == 1 and "Expected another person than did request" in ran.out
    assert "refused" in guiju("case", "P-1").out


def test_the_same_key_starts_one_case(guiju: Terminal) -> None:
    guiju("deploy", MODEL)
    first, again = (guiju("start", "purchase", "--key", "K", "--json") for _ in range(2))
    assert (first.data["case"], first.data["repeated"]) == ("purchase-K", False)
    assert (again.code, again.data["repeated"]) == (0, True)
    assert "started before" in guiju("start", "purchase", "--key", "K").out
    other = guiju("start", "purchase", "--key", "K", "--vars", '{"x": 1}', "--json")
    assert (other.code, other.data["refusal"]["code"]) == (1, "key-reused")
    taken = guiju("start", "purchase", "--case", "purchase-K", "--json")
    assert (taken.code, taken.data["refusal"]["code"]) == (1, "case-exists") or taken.code == 1


def test_deploying_again_and_a_wrong_model(guiju: Terminal) -> None:
    first = guiju("deploy", MODEL, "--json").data
    assert (first["number"], first["new"]) == (1, True)
    assert guiju("deploy", MODEL, "--json").data["new"] is False
    newer = guiju.file("newer.bpmn", MODEL.read_text("utf-8").replace("P2D", "P3D"))
    assert guiju("deploy", newer, "--json").data["number"] == 2
    assert "on a newer version" in guiju("deploy", MODEL).out
    older = guiju("start", "purchase", "--on", first["digest"][:8], "--json").data["case"]
    assert guiju("case", older, "--json").data["standard"]["number"] == 1
    wrong = guiju.file("wrong.bpmn", FLOW.replace('targetRef="lift"', 'targetRef="lost"'))
    ran = guiju("deploy", wrong)
    assert ran.code == 1 and "lost" in ran.out
    assert guiju("deploy", wrong, "--json").data["problems"]


def test_a_message_is_kept_until_somebody_waits_for_it(guiju: Terminal) -> None:
    guiju("deploy", MODEL)
    early = guiju("message", "Goods have come", "--key", "P-1", "--id", "m1", "--json")
    assert (early.code, early.data["case"]) == (0, "")
    assert "nobody waits" in guiju("message", "Goods have come", "--key", "P-9").out
    begin(guiju)
    guiju("worker", "--once")
    assert [each["element"] for each in guiju("case", "P-1", "--json").data["tasks"]] == ["book"]
    again = guiju("message", "Goods have come", "--key", "P-1", "--id", "m1", "--json")
    assert again.data["repeated"] is True
    other = guiju("message", "Goods have come", "--key", "P-2", "--id", "m1", "--json")
    assert (other.code, other.data["refusal"]["code"]) == (1, "key-reused")


def test_a_signal_reaches_everyone_who_listens(guiju: Terminal) -> None:
    closing = (
        '<intermediateCatchEvent id="closing"><signalEventDefinition signalRef="s"/>'
        "</intermediateCatchEvent>"
    )
    text = line(START, closing, END).decode().replace(
        "<process", '<signal id="s" name="closing"/><process'
    )  # fmt: skip
    guiju("deploy", guiju.file("closing.bpmn", text))
    for case in ("a", "b"):
        guiju("start", "p", "--case", case)
    assert "signal" in guiju("case", "a").out
    assert "worker" in guiju("signal", "closing").out
    assert "sent" in guiju("worker", "--once").out
    assert [each["status"] for each in guiju("case", "--json").data["cases"]] == ["completed"] * 2


STUCK = (
    '<exclusiveGateway id="g"/><userTask id="high"/><userTask id="low"/>'
    '<sequenceFlow id="up" sourceRef="high" targetRef="end"/>'
    '<sequenceFlow id="down" sourceRef="low" targetRef="end"/>'
    '<sequenceFlow id="a" sourceRef="start" targetRef="g"/>'
    '<sequenceFlow id="b" sourceRef="g" targetRef="high">'
    "<conditionExpression>amount &gt; 5</conditionExpression></sequenceFlow>"
    '<sequenceFlow id="c" sourceRef="g" targetRef="low">'
    "<conditionExpression>amount &lt;= 5</conditionExpression></sequenceFlow>"
)


def test_what_is_stuck_is_told_and_mended(guiju: Terminal) -> None:
    guiju("deploy", guiju.file("stuck.bpmn", model(START + STUCK + END).decode()))
    assert guiju("incidents").code == 0
    assert guiju("start", "p", "--case", "c").code == 0
    ran = guiju("incidents", "--json")
    assert ran.code == 1
    [incident] = ran.data["incidents"]
    assert (incident["case"], incident["element"]) == ("c", "g")
    assert "amount > 5" in incident["message"]
    assert "amount > 5" in guiju("incidents").out
    assert "g" in guiju("case", "c").out
    still = guiju("retry", "c", incident["instance"])
    assert still.code == 1 and "still stuck" in still.out
    mended = guiju("retry", "c", incident["instance"], "--vars", '{"amount": 9}', "--json")
    assert (mended.code, mended.data["kind"]) == (0, "IncidentResolved")
    assert [each["element"] for each in guiju("tasks", "--json").data["tasks"]] == ["high"]
    gone = guiju("retry", "c", incident["instance"], "--json")
    assert (gone.code, gone.data["refusal"]["code"]) == (1, "no-incident")


def test_running_cases_go_over_to_another_version(guiju: Terminal) -> None:
    one = line(START, '<userTask id="one"/>', END).decode()
    guiju("deploy", guiju.file("one.bpmn", one))
    for case in "abc":
        guiju("start", "p", "--case", case)
    guiju("task", "complete", "c:1")
    two = guiju("deploy", guiju.file("two.bpmn", one.replace('"one"', '"uno"')), "--json").data
    planned = guiju("migrate", "--all", "--to", two["digest"][:8], "--dry-run", "--json")
    assert planned.code == 1
    assert [each["case"] for each in planned.data["refused"]] == ["a", "b"]
    assert "one" in guiju("migrate", "a", "--to", two["digest"]).out
    mapping = guiju.file("map.yaml", "one: uno\n")
    planned = guiju(
        "migrate", "--all", "--to", two["digest"], "--map", mapping, "--dry-run", "--json"
    )
    assert (planned.code, planned.data["can_migrate"]) == (0, 2)
    assert [each["element"] for each in guiju("tasks", "--json").data["tasks"]] == ["one", "one"]
    ran = guiju("migrate", "--all", "--to", two["digest"], "--map", mapping)
    assert ran.code == 0 and "2 cases run on" in ran.out
    assert [each["element"] for each in guiju("tasks", "--json").data["tasks"]] == ["uno", "uno"]
    assert guiju("migrate", "--all", "--to", two["digest"], "--json").data["migrated"] == 0
    ended = guiju("migrate", "c", "--to", two["digest"])
    assert ended.code == 1 and "has ended" in ended.out


def test_a_plan_is_kept_and_carried_out_later(guiju: Terminal) -> None:
    one = line(START, '<userTask id="one"/>', END).decode()
    guiju("deploy", guiju.file("one.bpmn", one))
    guiju("start", "p", "--case", "a")
    two = guiju("deploy", guiju.file("two.bpmn", one.replace("</process>", "</process> "))).out
    assert "number 2" in two
    digest = guiju("migrate", "a", "--to", "none").err
    assert "names no one" in digest
    to = guiju("deploy", guiju.file("two.bpmn", one + "\n"), "--json").data["digest"]
    plan = str(guiju.folder / "plan.json")
    assert guiju("migrate", "--all", "--to", to, "--dry-run", "--plan", plan).code == 0
    assert guiju("migrate", "--plan", plan, "--to", to).code == 2
    ran = guiju("migrate", "--plan", plan, "--json")
    assert (ran.code, ran.data["migrated"]) == (0, 1)
    assert guiju("case", "a", "--json").data["standard"]["digest"] == to
    assert guiju("migrate", "--plan", guiju.file("no.json", "[]")).code == 2


STEERED = """
calendars: {always: {zone: UTC, always: true}}
deadlines: {quick: {calendar: always, amount: 1 h}}
"""


def test_a_case_is_steered_from_the_terminal(guiju: Terminal) -> None:
    task = '<userTask id="one" guiju:deadline="quick"/>'
    path = guiju.file("p.bpmn", line(START, task, '<userTask id="two"/>', END).decode())
    guiju.file("timing.yaml", STEERED)
    assert guiju("deploy", path).code == 0
    guiju("start", "p", "--case", "c")
    assert guiju("steer", "suspend", "c", "--reason", "audit").code == 0
    assert guiju("task", "complete", "c:1").code == 1
    assert guiju("steer", "resume", "c").code == 0
    assert guiju("steer", "pause", "c", "quick", "--reason", "customer away").code == 0
    [clock] = guiju("case", "c", "--json").data["clocks"]
    assert (clock["state"], clock["paused_for"]) == ("paused", "customer away")
    assert "customer away" in guiju("case", "c").out
    assert guiju("steer", "go-on", "c", "quick").code == 0
    assert "not-paused" in guiju("steer", "go-on", "c", "quick").out
    assert guiju("steer", "set", "c", "--vars", '{"x": 1.5}').code == 0
    assert guiju("steer", "move", "c", "--instance", "1", "--to", "two").code == 0
    assert [each["element"] for each in guiju("tasks", "--json").data["tasks"]] == ["two"]
    assert guiju("case", "c", "--json").data["variables"] == {"x": 1.5}
    assert guiju("steer", "cancel", "c", "--reason", "withdrawn", "--json").data["status"] == (
        "cancelled"
    )


def test_the_same_commands_run_on_postgresql(
    guiju: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = fresh_database()
    monkeypatch.setenv("GUIJU_DB", address)
    begin(guiju)
    guiju("worker", "--once")
    finish(guiju)
    assert guiju("check", MODEL, "--db", address, "--json").data["fitting_cases"] == 1
    assert guiju("audit", "verify").code == 0
    assert guiju("backup", guiju.folder / "dump").code == 0
    again = guiju("restore", guiju.folder / "dump")
    assert again.code == 2 and "holds cases already" in again.err
    restored = guiju("restore", guiju.folder / "dump", "--verify", "--db", fresh_database())
    assert (restored.code, "1 case is restored" in restored.out) == (0, True), restored.err


def test_forms_and_deadlines_beside_a_model_are_linted_and_deployed(guiju: Terminal) -> None:
    task = '<userTask id="one" guiju:deadline="slow" guiju:form="scale"/>'
    path = guiju.file("p.bpmn", line(START, task, END).decode())
    guiju.file("timing.yaml", STEERED)
    (guiju.folder / "forms").mkdir()
    guiju.file("forms/other.json", '{"type": "default", "components": []}')
    ran = guiju("lint", path, "--json")
    wanted = {"deadline-unknown", "form-unknown"}
    assert {each["code"] for each in ran.data["files"][0]["problems"]} >= wanted
    refused = guiju("deploy", path, "--json")
    assert refused.code == 1
    assert {each["code"] for each in refused.data["problems"]} >= wanted
    timing = guiju.file("elsewhere.yaml", STEERED.replace("quick", "slow"))
    folder = guiju.folder / "forms"
    folder.joinpath("other.json").rename(folder / "scale.json")
    assert guiju("deploy", path, "--timing", timing, "--forms", folder).code == 0
    assert guiju("deploy", path, "--forms", guiju.folder / "nowhere").code == 2


def test_the_worker_tells_notices_where_it_is_asked_to(guiju: Terminal) -> None:
    task = '<userTask id="one" guiju:deadline="quick" guiju:role="clerk"/>'
    path = guiju.file("p.bpmn", line(START, task, END).decode())
    guiju.file("timing.yaml", STEERED.replace("1 h", "PT1S, warn: []"))
    guiju("deploy", path)
    guiju("start", "p", "--case", "c")
    time.sleep(1.1)
    assert "timer fired" in guiju("worker", "--once").out
    told = guiju("worker", "--once", "--notices").out
    assert "clerk" in told and "breach  quick  c" in told
    assert "clerk" not in guiju("worker", "--once", "--notices").out
    assert [each["told"] for each in guiju("case", "c", "--json").data["clocks"]] == [["breach"]]


def test_messages_nobody_has_are_listed_kept_on_and_dropped(guiju: Terminal) -> None:
    guiju("deploy", MODEL)
    assert "Every message has its receiver" in guiju("messages").out
    for key, wait in (("P-1", "1"), ("P-2", "600")):
        guiju("message", "Goods have come", "--key", key, "--id", key.lower(), "--wait", wait)
    waits = guiju("messages", "--json")
    assert (waits.code, [each["id"] for each in waits.data["messages"]]) == (0, ["p-1", "p-2"])
    time.sleep(1.1)
    guiju("worker", "--once")
    lost = guiju("messages", "--json")
    assert lost.code == 1
    found = [(each["correlation"], each["given_up"]) for each in lost.data["messages"]]
    assert found == [("P-1", True), ("P-2", False)]
    shown = guiju("messages").out
    assert "1 message was given up" in shown and "waits" in shown
    begin(guiju)
    assert "The case P-1 has the message" in guiju("messages", "--keep", "p-1").out
    gone = guiju("messages", "--keep", "p-1", "--json")
    assert (gone.code, gone.data["refusal"]["code"]) == (1, "message-gone")
    assert "is forgotten" in guiju("messages", "--drop", "p-2").out
    assert guiju("messages").code == 0

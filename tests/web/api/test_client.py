"""The library as a client of a real server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

import guiju
from guiju.client import NotAnswered
from guiju.run.answer import Accepted
from guiju.run.commands import (
    Claim,
    CompleteJob,
    CompleteTask,
    DropMessage,
    KeepMessage,
    SaveDraft,
    SendMessage,
    Suspend,
)
from guiju.run.refusal import Refusal
from tests.web.pages.conftest import furnished, pytest_collection_modifyitems, tables

__all__ = ["furnished", "pytest_collection_modifyitems", "tables"]

SERVE = """
from granian import Granian
from granian.constants import Interfaces
Granian("guiju.web.wsgi:application", address="127.0.0.1", port={port}, interface=Interfaces.WSGI,
        workers=1, blocking_threads=4, log_access=False, websockets=False).serve()
"""
JOBS = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gj="https://guiju.org/schema/2026" id="d" targetNamespace="t"><process id="robot" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="j"/><serviceTask id="j" gj:job="test.add"/><sequenceFlow id="f2" sourceRef="j" targetRef="e"/><endEvent id="e"/></process></definitions>"""


@pytest.fixture(scope="module")
def served(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """(address, token maker) of a server over an office."""
    from guiju.journal.store import open_store
    from guiju.run.engine import Engine
    from guiju.systems import setup
    from guiju.web.administration import tokens
    from tests.web.office import Clock

    folder = tmp_path_factory.mktemp("served")
    path = folder / "office.db"
    shutil.copy(furnished, path)
    setup._exchange(path)
    from datetime import UTC, datetime
    from random import Random

    moment = datetime.now(UTC)
    made = {
        person: tokens.make(person, person, list(tokens.SCOPES), 1, "ed", moment)[1]
        for person in ("dee", "mia", "ed", "otto", "ada")
    }
    engine = Engine(open_store(str(path)), Clock(moment), Random(2))
    deployed, problems = engine.deploy(JOBS)
    assert deployed is not None, problems
    engine.close()
    from django.db import connections

    connections.close_all()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ, "GUIJU_DB": str(path), "GUIJU_FILES": str(folder), "GUIJU_MODE": "test",
        "GUIJU_HTTPS": "0", "DJANGO_SETTINGS_MODULE": "guiju.web.settings",
    }  # fmt: skip
    server = subprocess.Popen([sys.executable, "-c", SERVE.format(port=port)], env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urlopen(f"{url}/api/v1/openapi.json", timeout=30).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url, made
    finally:
        server.terminate()
        server.wait(20)


def test_a_client_does_what_the_engine_does_under_the_same_names(served: Any) -> None:
    url, tokens = served
    dee = guiju.connect(url, tokens["dee"])
    assert dee.me()["id"] == "dee"
    started = dee.start("refund", key="c1")
    assert isinstance(started, Accepted)
    again = dee.start("refund", key="c1")
    assert isinstance(again, Accepted) and again.repeated and again.case == started.case
    (task,) = [each for each in dee.tasks() if each["case"] == started.case]
    about: dict[str, Any] = {"case": started.case, "task": task["task"]}
    assert isinstance(dee.do(Claim(**about)), Accepted)
    assert isinstance(dee.do(SaveDraft(**about, values={"amount": Decimal("0.10")})), Accepted)
    told = dee.task(started.case, task["task"])
    assert told is not None and told["draft"] == {"amount": Decimal("0.10")}
    wrong = dee.do(CompleteTask(**about, values={"amount": "much"}))
    assert isinstance(wrong, Refusal) and wrong.code == "form-invalid" and wrong.values["errors"]
    values = {"amount": Decimal("19.90"), "reason": "broken"}
    done = dee.do(CompleteTask(**about, values=values))
    assert isinstance(done, Accepted) and done.kind == "TaskCompleted"
    seen = dee.case(started.case)
    assert seen is not None and seen["variables"]["amount"] == Decimal("19.90")
    assert dee.entries(started.case)[0].kind == "CaseStarted"
    refused = dee.do(Suspend(case=started.case, reason="no right"))
    assert isinstance(refused, Refusal) and refused.code == "not-allowed"
    assert dee.case("nothing") is None and dee.entries("nothing") == ()


def test_a_worker_elsewhere_takes_a_job_and_reports_it(served: Any) -> None:
    url, tokens = served
    ed, mia = guiju.connect(url, tokens["ed"]), guiju.connect(url, tokens["mia"])
    assert list(ed.fetch_jobs(["test.add"], "w", timedelta(seconds=30))) == []
    started = mia.start("robot", {"a": 1})
    assert isinstance(started, Accepted), started
    (job,) = ed.fetch_jobs(["test.add"], "w", timedelta(seconds=30), wait_seconds=5)
    assert job.case == started.case and job.variables["a"] == 1
    late = ed.do(CompleteJob(case=job.case, job=job.job, fence=job.fence + 1))
    assert isinstance(late, Refusal) and late.code == "lease-moved"
    done = ed.do(CompleteJob(case=job.case, job=job.job, fence=job.fence, values={"b": 2}))
    assert isinstance(done, Accepted) and done.status == "completed"


def test_whoever_listens_is_told_what_they_may_see(served: Any) -> None:
    url, tokens = served
    dee, otto = guiju.connect(url, tokens["dee"]), guiju.connect(url, tokens["otto"])
    nothing, cursor = otto.events(wait_seconds=0)
    assert nothing == []
    started = dee.start("refund")
    assert isinstance(started, Accepted)
    told, after = otto.events(cursor, wait_seconds=5)
    assert [(each["type"], each["entry"]["case"]) for each in told] == [
        ("case.started", started.case)
    ]
    assert otto.events(after, wait_seconds=0)[0] == []


def test_a_wrong_token_and_no_house_are_told_apart(served: Any) -> None:
    url, _ = served
    with pytest.raises(NotAnswered) as unknown:
        guiju.connect(url, "guiju_wrong").me()
    assert unknown.value.status == 401
    with pytest.raises(NotAnswered) as away:
        guiju.connect("http://127.0.0.1:9", "x", 2).me()
    assert away.value.code == "unreached"
    with pytest.raises(ValueError, match="expected http"):
        guiju.connect("ftp://x", "x")


def test_the_client_loads_no_django() -> None:
    code = "import sys, guiju; guiju.connect('http://x', 't'); print('django' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "False", ran.stderr


def test_what_administrators_keep_is_kept_from_elsewhere(served: Any) -> None:
    url, tokens = served
    ada = guiju.connect(url, tokens["ada"]).administration
    ada.add_department("till", "Till", head="carl")
    ada.add_person("gus", "Gus 古", roles=["desk"], department="till")
    assert ada.change_person("gus", phone="12")["department"] == "till"
    assert "/accounts/welcome/" in ada.invite("gus", ["auditor"])
    assert [each["id"] for each in ada.people()].count("gus") == 1
    assert ada.limit("desk", "refund", Decimal("100.5"))["up_to"] == Decimal("100.5")
    made = ada.make_token("report", ["cases"], days=1)
    ada.end_token(made["id"])
    assert made["id"] not in {each["id"] for each in ada.tokens()}
    copy = ada.back_up()
    assert ada.verify_backup(copy["name"])["whole"]
    assert len(ada.backup(copy["name"])) == copy["size"]
    assert next(ada.changes())["person"] == "ada"
    with pytest.raises(NotAnswered) as refused:
        guiju.connect(url, tokens["dee"]).administration.back_up()
    assert refused.value.status == 403


def test_files_questions_and_links_go_from_elsewhere(served: Any) -> None:
    url, tokens = served
    dee, mia = (guiju.connect(url, tokens[each]) for each in ("dee", "mia"))
    started = dee.start("refund")
    assert isinstance(started, Accepted)
    case = started.case
    (task,) = (each["task"] for each in dee.tasks() if each["case"] == case)
    kept = dee.talk.upload(case, task, "備註.txt", "一二三".encode())
    assert kept["name"] == "備註.txt"
    assert dee.talk.file(kept["id"]).decode() == "一二三"
    asked = dee.talk.ask(case, task, "mia", "How much?")
    assert [each["id"] for each in mia.talk.questions()] == [asked["id"]]
    assert mia.talk.answer(asked["id"], "20")["about"] == asked["id"]
    link = dee.talk.share(case, "tracking")
    assert urlopen(link["address"]).status == 200
    dee.talk.take_back(case, link["id"])
    assert dee.talk.links(case)["items"] == []
    assert {each["element"] for each in dee.steps(case)} >= {"write"}
    assert "refund" in {each["process"] for each in dee.processes()}
    assert mia.manual("refund", 1).startswith(b"%PDF")


def test_messages_nobody_has_are_kept_on_and_dropped_from_elsewhere(served: Any) -> None:
    url, tokens = served
    house = guiju.connect(url, tokens["ed"])
    for key in ("one", "two"):
        answer = house.do(SendMessage(name="nobody waits", key=key, correlation="O-1"))
        assert isinstance(answer, Accepted)
    found = house.unreceived()
    assert {(each["name"], each["correlation"], each["given_up"]) for each in found} == {
        ("nobody waits", "O-1", False)
    }
    first, second = (each["id"] for each in found)
    kept = house.do(KeepMessage(message=first, seconds=604_800))
    assert isinstance(kept, Accepted) and kept.case == ""
    assert isinstance(house.do(DropMessage(message=second)), Accepted)
    assert [each["id"] for each in house.unreceived()] == [first]
    gone = house.do(DropMessage(message=second))
    assert isinstance(gone, Refusal) and gone.code == "message-gone"

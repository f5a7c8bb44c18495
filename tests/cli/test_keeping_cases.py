"""backup, restore, audit, erase, worker: what is kept is kept whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pysqlite3
import pytest

from guiju.journal.audit import leaf_bytes, leaf_hash, link_of, next_link
from guiju.journal.store import open_store
from tests.cli.purchases import MODEL, begin, finish
from tests.cli.terminal import ROOT, Terminal
from tests.run.models import END, START, line


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "cases.db"
    monkeypatch.setenv("GUIJU_DB", f"sqlite:{path}")
    monkeypatch.delenv("GUIJU_ACTOR", raising=False)
    return path


@pytest.fixture
def worked(guiju: Terminal) -> Terminal:
    """A terminal with one finished and one running case."""
    begin(guiju)
    finish(guiju)
    begin(guiju, "P-2", 2000)
    return guiju


def change(path: Path, sql: str, *values: Any) -> None:
    """Change a database behind the engine's back."""
    connection = pysqlite3.connect(str(path))
    with connection:
        assert connection.execute(sql, values).rowcount > 0
    connection.close()


def test_a_restored_backup_verifies_and_goes_on(worked: Terminal) -> None:
    file = worked.folder / "backup.db"
    ran = worked("backup", file, "--json")
    assert (ran.code, ran.data["cases"], ran.data["bytes"]) == (0, 2, file.stat().st_size)
    there = f"sqlite:{worked.folder / 'there.db'}"
    ran = worked("restore", file, "--verify", "--db", there, "--json")
    assert (ran.code, ran.data["cases"], ran.data["problems"]) == (0, 2, [])
    [task] = worked("tasks", "--db", there, "--json").data["tasks"]
    done = worked("task", "complete", task["task"], "--actor", "bob", "--group", "managers",
                  "--vars", '{"approved": false}', "--db", there)  # fmt: skip
    assert done.code == 0 and "has ended" in done.out
    assert worked("case", "P-2", "--json").data["status"] == "active", "the first goes its own way"


def test_nothing_is_ever_written_over(worked: Terminal) -> None:
    file = worked.folder / "backup.db"
    worked("backup", file)
    before = file.read_bytes()
    again = worked("backup", file)
    assert again.code == 2 and "never written over" in again.err
    assert file.read_bytes() == before
    over = worked("restore", file)
    assert over.code == 2 and "already" in over.err
    for text in ("", "no database", "SQLite format 3\0 and then nothing that is one"):
        other = worked.file("other.db", text)
        ran = worked("restore", other, "--db", worked.folder / "new.db")
        assert ran.code == 2, text
        assert not (worked.folder / "new.db").exists()


def test_a_damaged_backup_is_refused_before_anything_is_made(worked: Terminal) -> None:
    file = worked.folder / "backup.db"
    worked("backup", file)
    with file.open("r+b") as opened:
        opened.seek(40_000)
        opened.write(b"x" * 20_000)
    ran = worked("restore", file, "--db", worked.folder / "there.db")
    assert ran.code == 2 and "cannot be used" in ran.err
    assert not (worked.folder / "there.db").exists()


def test_a_row_that_makes_no_sense_is_told(worked: Terminal, database: Path) -> None:
    change(database, "UPDATE cases SET variables = ? WHERE id = 'P-2'", b"{nonsense")
    ran = worked("case", "P-2")
    assert ran.code == 2 and "cannot be used" in ran.err


def test_a_backup_that_was_tampered_with_does_not_verify(worked: Terminal) -> None:
    file = worked.folder / "backup.db"
    worked("backup", file)
    change(file, "UPDATE cases SET variables = ? WHERE id = 'P-2'", b'{"amount":1}')
    ran = worked("restore", file, "--verify", "--db", worked.folder / "there.db")
    assert ran.code == 1 and "P-2 does not replay" in ran.out


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE entries SET actor = 'eve' WHERE seq = 2", "entry-changed"),
        ("UPDATE entries SET data = CAST(replace(data, '500', '50') AS BLOB) WHERE seq = 2",
         "entry-changed"),
        ("DELETE FROM entries WHERE seq = 2", "entry-missing"),
        ("DELETE FROM entries WHERE seq > 4", "end-missing"),
    ],
)  # fmt: skip
def test_tampering_is_found_and_the_entry_named(
    worked: Terminal, database: Path, sql: str, code: str
) -> None:
    whole = worked("audit", "verify")
    assert whole.code == 0 and "6 entries read" in whole.out and "whole" in whole.out
    change(database, sql)
    ran = worked("audit", "verify", "--json")
    assert ran.code == 1
    [found] = ran.data["breaks"]
    assert found["code"] == code
    if code == "entry-changed":
        assert (found["case"], found["entry"], found["seq"]) == ("P-1", 2, 2)
    told = worked("audit", "verify")
    assert told.code == 1 and found["message"] in told.out


def test_heads_kept_elsewhere_show_a_journal_that_was_written_anew(
    worked: Terminal, database: Path
) -> None:
    key, heads = worked.folder / "key", worked.folder / "heads.json"
    public = worked("audit", "key", key, "--json").data["public"]
    assert key.stat().st_mode & 0o777 == 0o600
    assert worked("audit", "sign", "--key", key, "--heads", heads).code == 0
    assert worked("audit", "verify", "--heads", heads, "--trust", public).code == 0
    change(database, "DELETE FROM heads")
    change(database, "UPDATE entries SET actor = 'eve' WHERE seq = 2")
    chain_anew(database)
    assert worked("audit", "verify").code == 0, "without the heads nobody could tell"
    ran = worked("audit", "verify", "--heads", heads, "--trust", public, "--json")
    assert (ran.code, [each["code"] for each in ran.data["breaks"]]) == (1, ["head-differs"])


def chain_anew(path: Path) -> None:
    """What somebody who may write the file can do: make a chain over changed entries."""
    store = open_store(str(path))
    rows = store.reader().chain(0, 0, 100)
    chain = bytes(32)
    for row, shape, case in rows:
        chain = next_link(chain, leaf_hash(leaf_bytes(row, shape, case)))
        change(path, "UPDATE entries SET link = ? WHERE seq = ?", link_of(chain), row.seq)
    change(path, "UPDATE shards SET chain = ?", chain)
    store.close()


def test_a_case_is_proven_to_somebody_without_the_database(
    worked: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = worked("audit", "prove", "P-1")
    assert without.code == 1 and "audit sign" in without.err
    key = worked.folder / "key"
    public = worked("audit", "key", key, "--json").data["public"]
    assert worked("audit", "sign", "--key", key, "--json").data["signed"][0]["size"] == 6
    ran = worked("audit", "prove", "P-1")
    assert (ran.code, len(ran.data["entries"])) == (0, 4)
    monkeypatch.setenv("GUIJU_DB", "nowhere.db")
    proof = worked.file("proof.json", ran.out)
    checked = worked("audit", "check", proof, "--trust", public)
    assert checked.code == 0 and "4 entries of the case P-1" in checked.out
    forged = worked.file("forged.json", ran.out.replace("ann", "eve"))
    assert worked("audit", "check", forged, "--json").data["holds"] is False
    assert worked("audit", "check", forged).code == 1
    stranger = worked("audit", "key", worked.folder / "other", "--json").data["public"]
    assert worked("audit", "check", proof, "--trust", stranger).code == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"head": 1, "entries": []}', '{"head": {}}'])
def test_what_is_no_proof_and_no_heads_is_wrong_use(worked: Terminal, text: str) -> None:
    file = worked.file("file.json", text)
    assert worked("audit", "check", file).code == 2
    if text != "[]":
        assert worked("audit", "verify", "--heads", file).code == 2
    assert worked("audit", "sign", "--key", file).code == 2
    assert worked("audit", "verify", "--trust", "abc").code == 2
    assert worked("audit", "key", file).code == 2
    assert worked("audit", "prove", "nobody").code == 2


def test_an_erased_person_reads_as_null_and_the_journal_stays_whole(guiju: Terminal) -> None:
    guiju("deploy", MODEL)
    begun = guiju("start", "purchase", "--case", "c", "--subject", "customer-1", "--personal",
                  "name", "--vars", '{"name": "Erika Mustermann", "order": "1"}')  # fmt: skip
    assert begun.code == 0
    assert guiju("case", "c", "--json").data["variables"]["name"] == "Erika Mustermann"
    assert guiju("erase", "customer-2").code == 1
    ran = guiju("erase", "customer-1")
    assert ran.code == 0 and "Backups" in ran.out
    assert guiju("case", "c", "--json").data["variables"] == {"name": None, "order": "1"}
    assert guiju("audit", "verify").code == 0
    assert guiju("erase", "customer-1", "--json").data["erased"] is False
    assert guiju("start", "purchase", "--subject", "x").code == 2


TIMER = (
    '<intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT0.2S</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)


def test_a_worker_does_what_is_due_and_ends_when_it_is_told_to(guiju: Terminal) -> None:
    guiju("deploy", guiju.file("timer.bpmn", line(START, TIMER, END).decode()))
    guiju("start", "p", "--case", "c")
    command = [sys.executable, "-m", "guiju", "worker", "--json", "--pause", "0.05"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        told = json.loads(worker.stdout.readline())
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
    assert told["timers"] == 1
    assert guiju("case", "c", "--json").data["status"] == "completed"
    assert "nothing is due" in guiju("worker", "--once").out


def test_once_tells_how_much_was_done(guiju: Terminal) -> None:
    begin(guiju)
    assert guiju("worker", "--once", "--json").data == {
        "timers": 0, "outbox": 0, "messages": 0, "swept": 0, "jobs": 0, "hooks": 0
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tasks"], "guiju deploy makes one"),
        (["tasks", "--db", "mysql://x"], "--db takes sqlite:PATH"),
        (["tasks", "--db", "sqlite::memory:"], "--db takes sqlite:PATH"),
        (["tasks", "--db", str(ROOT)], "is a folder"),
        (["tasks", "--db", str(MODEL)], "no database of Guiju"),
        (["deploy", str(MODEL), "--db", "nowhere/cases.db"], "There is no folder"),
        (["tasks", "--db", "postgresql://u:secret@127.0.0.1:1/x"], "u:***@127.0.0.1"),
        (["restore", str(MODEL)], "no SQLite backup"),
        (["restore", str(MODEL), "--db", "postgresql://127.0.0.1:1/x"], "no PostgreSQL backup"),
        (["task", "claim", "P-1"], "CASE:NUMBER"),
        (["task", "claim", "P-1:1", "--group", "x"], "--actor"),
        (["retry", "c", "0"], "whole number above 0"),
        (["migrate", "--to", "abc"], "--all"),
        (["migrate", "c", "--all", "--to", "abc"], "--all"),
        (["check", str(MODEL)], "--db"),
        (["check", str(MODEL), "log.csv", "--db", "x"], "--db"),
        (["worker", "--pause", "0"], "seconds above 0"),
        (["start", "p", "--case", "a\udcff"], "is no text in UTF-8"),
        (["tasks", "--group", "a\udcff"], "is no text in UTF-8"),
        (["message", "m", "--wait", "9" * 20], "whole number above 0"),
        (["start", "p", "--vars", "{"], "--vars takes a JSON object"),
    ],
)
def test_wrong_use_of_a_database_is_told(
    guiju: Terminal, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(guiju.folder)
    ran = guiju(*arguments)
    assert (ran.code, told in ran.err) == (2, True), ran.err
    assert "secret" not in ran.err
    assert not (guiju.folder / "cases.db").exists()


def test_wrong_names_are_told_with_those_there_are(worked: Terminal) -> None:
    for arguments, told in (
        (["start", "purchas"], "Did you mean purchase?"),
        (["start", "purchase", "--on", "0000000"], "Purchase standard"),
        (["migrate", "--all", "--to", "00000000"], "Purchase standard"),
        (["migrate", "nobody", "--to", ""], "names no one"),
    ):
        ran = worked(*arguments)
        assert (ran.code, told in ran.err) == (2, True), ran.err
    assert worked("case", "nobody").code == 1
    assert "nobody" in worked("case", "nobody", "--json").data["problem"]


def test_a_database_of_somebody_else_is_left_alone(guiju: Terminal) -> None:
    path = guiju.folder / "theirs.db"
    connection = pysqlite3.connect(str(path))
    with connection:
        connection.execute("CREATE TABLE books (title TEXT)")
    connection.close()
    before = path.read_bytes()
    for command in (["tasks"], ["deploy", str(MODEL)]):
        ran = guiju(*command, "--db", path)
        assert ran.code == 2 and "no database of Guiju" in ran.err
    assert path.read_bytes() == before


def test_a_benchmark_never_runs_where_cases_are(worked: Terminal, database: Path) -> None:
    ran = worked("bench", "engine", "--db", database)
    assert ran.code == 2 and "empty database" in ran.err

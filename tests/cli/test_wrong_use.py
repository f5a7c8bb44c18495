"""Wrong use ends with 2 and says what to do next; nothing ends with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.cli.parser import COMMANDS
from tests.cli.terminal import INCIDENTS, ROOT, Terminal

MODEL = INCIDENTS / "incidents.bpmn"
LOG = INCIDENTS / "incidents_uci.csv.gz"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["chek"], "Did you mean check?"),
        (["lint"], "MODEL"),
        (["lint", "nothing.bpmn"], "There is no file nothing.bpmn"),
        (["show", INCIDENTS], "is a folder"),
        (["play", str(MODEL)[:-5] + ".bpnm"], "Did you mean incidents.bpmn"),
        (["play", MODEL, "--vars", "{"], "--vars takes a JSON object"),
        (["play", MODEL, "--vars", "[1]"], "expected names with their values"),
        (["play", MODEL, "--process", "incidnt"], "Did you mean incident?"),
        (["play", MODEL, "--horizon"], "unrecognized arguments"),
        (["feel"], "EXPRESSION"),
        (["feel", "1", "--vars", "@nothing.json"], "There is no file"),
        (["decide", INCIDENTS / "priority.dmn", "--decision", "Prioriti"], "Did you mean Priority"),
        (["check", MODEL, LOG, "--map", MODEL], "cannot be read as JSON or YAML"),
        (["check", MODEL, LOG, "--process", "none"], "There is no process none"),
        (["check", MODEL, MODEL], "incidents.bpmn"),
        (["log", "info", __file__[:-3] + "x"], "There is no file"),
        (["log", "convert", LOG, "target.doc"], "must end in one of"),
        (["log"], "WHAT"),
        (["check", MODEL, LOG, "--most", "0"], "whole number above 0"),
        (["play", MODEL, "--vars", '{"a": ' + "[" * 99 + "]" * 99 + "}"], "nested more than"),
        (["play", MODEL, "--vars", '{"a": ' + "[" * 99999], "--vars takes a JSON object"),
        (["test", "nothing.dmn"], "There is no file nothing.dmn"),
    ],
)
def test_wrong_use_is_told_with_what_to_do_next(
    guiju: Terminal, arguments: list[object], told: str
) -> None:
    ran = guiju(*arguments)
    assert (ran.code, told in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_json(guiju: Terminal, command: str) -> None:
    ran = guiju(command, "--help")
    assert ran.code == 0
    parts = {
        "log": "info", "task": "claim", "audit": "verify", "bench": "engine", "steer": "suspend",
    }  # fmt: skip
    if command in parts:
        ran = guiju(command, parts[command], "--help")
    assert "--json" in ran.out


def test_no_command_shows_the_help_and_ends_with_2(guiju: Terminal) -> None:
    ran = guiju()
    assert ran.code == 2
    assert all(command in ran.err for command in COMMANDS)


def test_the_map_file_is_refused_by_the_name_that_is_wrong(guiju: Terminal) -> None:
    for text, told in (
        ("hiden: [answer]\nnames: {}\n", "Did you mean hidden?"),
        ("hidden: [answr]\n", "Did you mean answer"),
        ("columns: {cas: number}\n", "cas"),
        ("names: {New: regster}\ncolumns: {case: number}\n", "regster"),
        ("outside: maybe\n", "violation or ignored"),
        ("names: [1, 2]\n", "expected names"),
        ("a: &x [1]\nb: [*x, *x]\n", "aliases"),
        ("columns: !!python/object:os.system {}\n", "cannot be read"),
    ):
        ran = guiju("check", MODEL, LOG, "--map", guiju.file("map.yaml", text))
        assert (ran.code, told in ran.err) == (2, True), (text, ran.err)


def test_a_log_without_cases_is_no_log_that_fits(guiju: Terminal) -> None:
    ran = guiju("check", MODEL, guiju.file("log.csv", "case,activity\n"))
    assert ran.code == 2 and "holds no case" in ran.err


def test_a_log_is_never_written_over_itself(guiju: Terminal) -> None:
    log = guiju.file("log.csv", "case,activity\n1,New\n")
    ran = guiju("log", "convert", log, log)
    assert ran.code == 2 and "is the log itself" in ran.err
    assert log.read_text() == "case,activity\n1,New\n"


def test_a_bug_is_one_line_and_a_traceback_on_demand(
    guiju: Terminal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from guiju.cli import main, show

    def broken(*_: object) -> int:
        raise KeyError("broken\nin two lines")

    monkeypatch.setattr(show, "run", broken)
    ran = guiju("show", MODEL)
    assert ran.code == 3
    assert len(ran.err.splitlines()) == 1 and "bug in Guiju" in ran.err
    monkeypatch.setenv("GUIJU_DEBUG", "1")
    assert main(["show", str(MODEL)]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    line = f"{sys.executable} -m guiju show {MODEL} | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""


def test_a_terminal_without_chinese_gets_signs_instead(flow: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "guiju", "show", str(flow)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert done.returncode == 0
    assert b"weigh" in done.stdout and b"????" in done.stdout

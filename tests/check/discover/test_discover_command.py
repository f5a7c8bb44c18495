"""`guiju discover` writes a draft that `guiju check` accepts."""

import json

import pytest

from guiju.cli import main

LOG = "case,activity,time\n" + "".join(
    f"{case},{activity},2026-01-0{i + 1}T08:00:00Z\n"
    for case in range(4)
    for i, activity in enumerate("abc")
)


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return path


def test_a_draft_is_written_and_its_log_fits(log, tmp_path, capsys):
    draft = tmp_path / "draft.bpmn"
    assert main(["discover", str(log), "-o", str(draft)]) == 0
    assert "3 tasks" in capsys.readouterr().out
    assert main(["check", str(draft), str(log)]) == 0


def test_a_program_gets_the_map(log, capsys):
    assert main(["discover", str(log), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["follows"][0]["count"] == 4
    assert found["follows"][0]["median"] == 86400


@pytest.mark.parametrize("wrong", ["2", "-1", "x", "nan"])
def test_a_share_that_is_none_is_wrong_use(log, wrong):
    assert main(["discover", str(log), "--noise", wrong]) == 2


def test_the_log_is_never_written_over(log):
    assert main(["discover", str(log), "-o", str(log)]) == 2
    assert log.read_text() == LOG

"""`guiju test` in a checkout: what it runs, in which order, and its last line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from guiju.cli import test as command
from guiju.cli.usage import Wrong
from tests.cli.terminal import ROOT

ONE = "tests/cli/test_demo.py::test_the_log_and_its_attribution_are_shipped_together"


def typed(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "guiju", "test", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True)


def test_what_is_given_goes_to_pytest_and_its_closing_line_is_the_last() -> None:
    done = typed(ONE, "-n0")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith("1 passed")
    assert "left out: tests marked long" in done.stdout


def test_a_failing_test_ends_with_1_and_programs_get_json(tmp_path: Path) -> None:
    failing = tmp_path / "test_wrong.py"
    failing.write_text("def test_one_is_two(): assert 1 == 2\n")
    done = typed("--json", str(failing), "-n0")
    assert done.returncode == 1
    told = json.loads(done.stdout)["checks"]
    assert [each["passed"] for each in told] == [False]


def test_the_checks_come_cheapest_first() -> None:
    names = [name for name, _ in command.checks()]
    assert names == ["ruff check", "ruff format", "import-linter", "mypy --strict"]


def test_an_installed_package_has_no_tests_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from guiju.cli import checkout

    monkeypatch.setenv("GUIJU_ROOT", str(tmp_path))
    monkeypatch.setattr(checkout, "__file__", str(tmp_path / "a" / "b" / "c" / "checkout.py"))
    with pytest.raises(Wrong, match=r"\./guiju"):
        checkout.root()

"""The commands of the page on running cases run, and answer what the page shows."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from guiju.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "running.md").read_text("utf-8")
HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def commands() -> list[tuple[str, str]]:
    """Each command of the page with what it is said to answer."""
    lines = [line[4:] for line in PAGE.splitlines() if line.startswith("    ")]
    parts = re.split(r"^\$ guiju ", "\n".join(lines), flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def test_the_page_on_running_cases_says_what_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    for name in ("GUIJU_DB", "GUIJU_ACTOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "110")
    assert len(commands()) >= 18
    for command, answer in commands():
        line, _, note = command.partition("  # ")
        line, _, target = line.partition(" > ")
        code = main(shlex.split(line))
        out, err = capsys.readouterr()
        assert (code, err) == (1 if "ends with 1" in note else 0, ""), (command, err)
        if target:
            Path(target.strip()).write_text(out)
        else:
            found = doctest.OutputChecker().check_output(answer.strip(), out.strip(), HOW)
            assert found, f"{command}\n{out}"

"""What is not documented fails the build."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

import guiju
from guiju.cli.parser import COMMANDS, build
from guiju.standard.lint.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
CLI = (ROOT / "docs" / "cli.md").read_text("utf-8")


@pytest.mark.parametrize("name", guiju.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert f"## `guiju.{name}`" in (ROOT / "docs" / "library.md").read_text("utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"## `guiju {command}" in CLI


def test_every_option_is_documented() -> None:
    for option in options(build()):
        assert option in CLI, option


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Every long option of a parser and of those inside it."""
    found: set[str] = set()
    for action in parser._actions:
        found |= {each for each in action.option_strings if each.startswith("--")}
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                found |= options(inner)
    return found - {"--version"}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_page_and_a_row(rule: str) -> None:
    assert (ROOT / "docs" / "rules" / f"{rule}.md").is_file()
    assert f"[{rule}](rules/{rule}.md)" in (ROOT / "docs" / "rules.md").read_text("utf-8")


def test_the_files_that_the_recipes_name_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for path in re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", text):
        if "NAME" not in path and "name-of" not in path and "name_of" not in path:
            assert (ROOT / path).exists(), path


def test_the_python_of_the_tutorial_runs() -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    code = re.search(r"((?:^    .*\n|^\n)+)\n*^## 5", text, re.MULTILINE)
    assert code is not None
    lines = [line[4:] for line in code.group(1).splitlines()]
    program = "\n".join([*lines, 'assert (worst.kind, worst.cases) == ("skipped", 258)'])
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_figures_of_readme_and_tutorial_are_those_of_the_demo() -> None:
    line = "443 of 890 cases follow the standard (49.8%); mean fitness 0.921, 652 deviating steps"
    for page in ("README.md", "docs/tutorial.md"):
        assert line in (ROOT / page).read_text("utf-8")


def test_glossary_terms_have_both_chinese_scripts() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    terms = [row for row in rows if row[0] != "English"]
    assert len(terms) >= 40
    for row in terms:
        assert len(row) == 5 and all(cell.strip() for cell in row), row
        assert all(re.search(r"[\u4e00-\u9fff]", cell) for cell in row[1:3]), row

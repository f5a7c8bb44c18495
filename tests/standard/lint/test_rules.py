"""Each rule has a page, a wrong model that it finds and a right one that it leaves alone."""

from pathlib import Path

import pytest

from guiju.standard import bpmn
from guiju.standard.lint import lint
from guiju.standard.lint.rules import RULES
from guiju.standard.steps import Standard, build

HERE = Path(__file__).parent
PAGES = HERE.parents[2] / "docs" / "rules"


def warnings(name: str, case: str) -> list[str]:
    read = bpmn.read((HERE / "models" / f"{name}-{case}.bpmn").read_bytes())
    assert read.definitions is not None, [str(problem) for problem in read.problems]
    program, _ = build(read.definitions)
    standard = Standard(read.definitions, program, {}, "") if program is not None else None
    found = lint(read.definitions, standard)
    assert all(problem.severity == "warning" for problem in found)
    assert all("{" not in str(problem).replace("{}", "") for problem in found)
    return [problem.code for problem in found]


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_wrong_model_is_found(name: str) -> None:
    assert name in warnings(name, "wrong")


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_right_model_is_left_alone(name: str) -> None:
    assert warnings(name, "right") == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_rule_has_a_page(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {name}\n")
    assert "**Wrong**" in page and "**Right**" in page


def test_every_shared_file_is_linted(shared: Path) -> None:
    for file in sorted(shared.rglob("*.bpmn")):
        definitions = bpmn.read(file.read_bytes()).definitions
        assert definitions is not None
        for problem in lint(definitions):
            assert problem.code in RULES
            assert str(problem)

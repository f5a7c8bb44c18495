"""The pages of the table rules: each wrong table is complained of, each right one is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.standard import dmn, feel
from guiju.standard.dmn.sheets.layout import LETTERS
from guiju.standard.lint.tables import RULES, check_tables
from tests.dmn.models import decision, definitions, inputs, needs, table

PAGES = Path(__file__).resolve().parents[2] / "docs" / "rules"
CODES = [*RULES, "table-incomplete"]


def tables(code: str) -> list[list[list[str]]]:
    """The tables of a page as rows of texts, the line under the head left out."""
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [
        [[cell.strip() for cell in line.strip("|\n").split("|")] for line in block.splitlines()]
        for block in blocks
    ]


def complaints(rows: list[list[str]]) -> set[str]:
    head, _, *rules = rows
    columns: dict[str, str] = {}
    allowed: dict[str, str] = {}
    values = ""
    for cell in head[1:]:
        if cell.startswith("->"):
            values = cell.partition(" in ")[2]
            continue
        name, _, kind = cell.partition(":")
        kind, _, listed = kind.strip().partition(" in ")
        columns[name] = kind
        allowed[name] = listed
    policy, aggregation = LETTERS[head[0]]
    written = table(
        columns,
        [(row[1:-1], [row[-1]]) for row in rules],
        policy=policy,
        aggregation=aggregation or "",
        output_values=[values] if values else [],
        input_values=allowed,
    )
    names = sorted({name for column in columns for name in feel.names_in(feel.parse(column))})
    body = inputs(**dict.fromkeys(names, "Any")) + decision(written, needs=needs(*names))
    loaded = dmn.load(definitions(body))
    assert loaded.model is not None
    assert not loaded.problems, [str(problem) for problem in loaded.problems]
    return {problem.code for problem in check_tables(loaded.model)}


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_table_is_complained_of_and_the_right_one_is_not(code: str) -> None:
    wrong, right = tables(code)
    assert code in complaints(wrong)
    assert complaints(right) == set()

"""Regular expressions mean the same on every Python the house runs on."""

from __future__ import annotations

import ast
from pathlib import Path

import guiju

ROOT = Path(guiju.__file__).parent
WRONG_ONCE = (")*+", ")++", ")?+", "(?>")
"""Groups that give nothing back: Python 3.11 before 3.11.5 matches them too little (gh-106052)."""


def test_no_pattern_has_a_group_that_gives_nothing_back() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{each.lineno}: {each.value}"
        for path in ROOT.rglob("*.py")
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.Constant)
        and isinstance(each.value, str)
        and any(part in each.value for part in WRONG_ONCE)
    ]
    assert found == []

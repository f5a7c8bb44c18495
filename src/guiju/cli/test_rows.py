"""`guiju test FILE.dmn`: the test rows that decisions carry inside the model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, Wrong, bytes_of, file_at
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.cli.screen import Screen

__test__ = False  # the name is a command's, not a test's


def models(names: Iterable[str]) -> list[Path]:
    """The DMN files among the paths; of a folder without tests in Python, those inside it.

    Raises:
        Wrong: a path ends in .dmn and is not there.
    """
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if path.suffix == ".dmn":
            found.append(file_at(name))
        elif path.is_dir() and not any(path.rglob("test_*.py")):
            inside = sorted(path.rglob("*.dmn"))
            if not inside:
                raise Wrong(_("The folder {path} holds no test.", path=name))
            found += inside
    return found


def run(paths: Iterable[Path], screen: Screen) -> int:
    """Run every test row; 1 where one fails or a model has none and errors."""
    results = [_file(path) for path in paths]
    if screen.json:
        screen.data({"files": results})
    else:
        for result in results:
            _show(result, screen)
    failed = any(result["problems"] or result["failed"] for result in results)
    return FOUND if failed else FINE


def _file(path: Path) -> dict[str, Any]:
    from guiju.front import models_beside
    from guiju.standard import dmn
    from guiju.standard.dmn.rows import run_tests

    loaded = dmn.load(bytes_of(path), models_beside(path))
    rows = run_tests(loaded.model, datetime.now().astimezone()) if loaded.model else []
    return {
        "file": str(path),
        "problems": [sentence(each) for each in loaded.problems if each.severity == "error"],
        "failed": sum(not row.passed for row in rows),
        "rows": [
            {"decision": row.decision, "row": row.row, "passed": row.passed,
             "expected": row.expected, "found": row.found,
             "problem": sentence(row.problem) if row.problem else None}
            for row in rows
        ],
    }  # fmt: skip


def _show(result: dict[str, Any], screen: Screen) -> None:
    rows = result["rows"]
    tests = many("{count} test row", "{count} test rows", len(rows)) if rows else _("no test row")
    failed = many("{count} failed", "{count} failed", result["failed"]) if rows else ""
    screen.title(result["file"], ", ".join(each for each in (tests, failed) if each))
    for problem in result["problems"]:
        screen.say(problem, "red", indent=2)
    for row in rows:
        mark = _("passed") if row["passed"] else _("FAILED")
        screen.say(f"{mark}  {row['decision']}: {row['row']}", indent=2)
        if not row["passed"]:
            told = row["problem"] or _(
                "expected {expected}, found {found}",
                expected=json.dumps(row["expected"], ensure_ascii=False),
                found=json.dumps(row["found"], ensure_ascii=False),
            )
            screen.say(told, indent=10)

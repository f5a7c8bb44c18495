"""Run the official kit and keep the score: ``python -m tests.conformance.dmn_tck [--write]``.

Without ``--write`` the failing cases are printed (those of one folder: name it). The score is
``conformance/dmn.json``; the table in ``CONFORMANCE.md`` is made from it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from guiju.standard import dmn
from guiju.standard.dmn.definitions import Import
from tests.conformance.tck_cases import KIT, LEVELS, Case, ExpectedNode, all_cases
from tests.conformance.tck_values import feel_value, same

ROOT = Path(__file__).resolve().parents[2]
SCORE = ROOT / "conformance" / "dmn.json"
PAGE = ROOT / "CONFORMANCE.md"
NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
JAVA = "needs an external function in Java"
NOT_APPLICABLE = {"0076-feel-external-java": JAVA}
NAMES = {
    "compliance-level-2": "level 2",
    "compliance-level-3": "level 3",
    "non-compliant": "outside the levels",
}


@dataclass
class Outcome:
    case: Case
    passed: bool
    told: str = ""


@dataclass
class Score:
    """Counts and names by level."""

    passed: Counter[str] = field(default_factory=Counter)
    hard: Counter[str] = field(default_factory=Counter)
    hard_passed: Counter[str] = field(default_factory=Counter)
    failing: dict[str, list[str]] = field(default_factory=lambda: {level: [] for level in LEVELS})
    not_applicable: dict[str, str] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        level = outcome.case.level
        self.passed[level] += outcome.passed
        self.hard[level] += outcome.case.hard
        self.hard_passed[level] += outcome.case.hard and outcome.passed
        reason = NOT_APPLICABLE.get(outcome.case.folder)
        if outcome.passed:
            return
        if reason is None:
            self.failing[level].append(outcome.case.name)
        else:
            self.not_applicable[outcome.case.name] = reason

    def as_json(self) -> dict[str, Any]:
        return {
            level: {
                "cases": self.passed[level] + len(self.failing[level]) + self._apart(level),
                "passed": self.passed[level],
                "hard": self.hard[level],
                "hard passed": self.hard_passed[level],
                "failing": self.failing[level],
            }
            for level in LEVELS
        } | {"not applicable": self.not_applicable}

    def _apart(self, level: str) -> int:
        return len(self.not_applicable) if level == "compliance-level-3" else 0


def run_kit(wanted: Callable[[Case], bool] = lambda case: True) -> Iterator[Outcome]:
    """Every case in turn."""
    for case in all_cases():
        if wanted(case):
            yield run_case(case)


@lru_cache(maxsize=4)
def _model(path: Path) -> dmn.Model:
    loaded = dmn.load(path.read_bytes(), _resolver(path.parent))
    assert loaded.model is not None, (path, loaded.problems)
    return loaded.model


def _resolver(folder: Path) -> Callable[[Import], bytes | None]:
    def resolve(one: Import) -> bytes | None:
        for file in sorted(folder.glob("*.dmn")):
            data = file.read_bytes()
            if f'namespace="{one.namespace}"'.encode() in data.split(b"<import")[0]:
                return data
        return None

    return resolve


def run_case(case: Case) -> Outcome:
    """One case: it passes when each of its result nodes does."""
    model = _model(case.model)
    inputs = {
        f"{{{namespace}}}{name}" if namespace else name: feel_value(value)
        for (namespace, name), value in case.inputs.items()
    }
    for node in case.expected:
        wrong = _wrong(model, case, node, inputs)
        if wrong:
            return Outcome(case, False, f"{node.name}: {wrong}")
    return Outcome(case, True)


def _wrong(model: dmn.Model, case: Case, node: ExpectedNode, inputs: dict[str, Any]) -> str:
    """Why a result node does not hold; empty where it does."""
    asked = case.invocable if case.kind == "decisionService" and case.invocable else node.name
    decided = dmn.decide(model, asked, inputs, NOW)
    value = decided.value
    if asked != node.name and isinstance(value, dict) and node.name in value:
        value = value[node.name]
    if node.error:
        return "" if value is None else f"expected null or an error, found {value!r}"
    expected = feel_value(node.value)
    if decided.problem is None and same(value, expected):
        return ""
    told = "; ".join(map(str, [*filter(None, [decided.problem]), *decided.warnings]))
    return f"expected {expected!r}, found {value!r} ({told})"


def table(score: dict[str, Any]) -> str:
    """The score as a table for people."""
    lines = [
        "| | cases | passed | hard cases | passed |",
        "|---|---:|---:|---:|---:|",
    ]
    for level, name in NAMES.items():
        one = score[level]
        lines.append(
            f"| {name} | {one['cases']:,} | {one['passed']:,} "
            f"| {one['hard']:,} | {one['hard passed']:,} |"
        )
    return "\n".join(lines)


def page_section(score: dict[str, Any]) -> str:
    """What stands between the marks in ``CONFORMANCE.md``."""
    failing = [
        f"- `{name}` ({NAMES[level]})" for level in LEVELS for name in score[level]["failing"]
    ]
    apart = [f"- `{name}`: {reason}" for name, reason in score["not applicable"].items()]
    return "\n".join(
        [
            "<!-- dmn -->",
            "## Decisions (DMN and FEEL)",
            "",
            "The official technology compatibility kit, snapshot of 2026-07-01. A case is hard",
            "when some expected value is not null: an engine that always answers null passes",
            "the others.",
            "",
            table(score),
            "",
            "Failing:" if failing else "Failing: none.",
            *failing,
            "",
            "Not applicable:" if apart else "Not applicable: none.",
            *apart,
            "",
            "Run again with `python -m tests.conformance.dmn_tck --write`; a case that passed may",
            "never fail again.",
            "<!-- /dmn -->",
        ]
    )


def write(score: dict[str, Any]) -> None:
    SCORE.parent.mkdir(exist_ok=True)
    SCORE.write_text(json.dumps(score, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Conformance\n"
    before, mark, rest = page.partition("<!-- dmn -->")
    after = rest.partition("<!-- /dmn -->")[2] if mark else ""
    if not mark:
        before = before.rstrip("\n") + "\n\n"
        after = "\n"
    PAGE.write_text(before + page_section(score) + after, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="", help="only folders that start so")
    parser.add_argument("--write", action="store_true", help="keep the score")
    arguments = parser.parse_args()
    assert KIT.is_dir(), f"no kit at {KIT}"
    score = Score()
    for outcome in run_kit(lambda case: case.folder.startswith(arguments.folder)):
        score.add(outcome)
        if not outcome.passed:
            print(f"{outcome.case.name}: {outcome.told}"[:600])
    found = score.as_json()
    print(table(found))
    if arguments.write and not arguments.folder:
        write(found)


if __name__ == "__main__":
    main()

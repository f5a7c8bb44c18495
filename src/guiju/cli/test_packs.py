"""`guiju test PACK`, `guiju test --all`: the scenarios of packs, through the real engine."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND
from guiju.cli.words import _, many, sentence, word

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.scenarios import Report

__test__ = False  # the name is a command's, not a test's


def run(names: Iterable[str], only: str, screen: Screen) -> int:
    """Play every scenario; 1 where one fails or a pack has errors."""
    results = [_pack(name, only, screen) for name in names]
    if screen.json:
        screen.data({"packs": results})
    elif len(results) > 1:
        played = sum(len(each["scenarios"]) for each in results)
        failed = sum(each["failed"] for each in results)
        screen.say()
        screen.say(
            f"{_counted(played)}, {many('{count} failed', '{count} failed', failed)}", "bold"
        )
    return FOUND if any(each["failed"] or each["errors"] for each in results) else FINE


def _counted(number: int) -> str:
    return many("{count} scenario", "{count} scenarios", number)


def _pack(name: str, only: str, screen: Screen) -> dict[str, Any]:
    from guiju.cli import problems
    from guiju.cli.pack_at import read
    from guiju.scenarios import examine, run_scenarios

    pack, found = read(name)
    found = (*found, *(examine(pack) if pack is not None else ()))
    errors = [each for each in found if each.severity == "error"]
    if not screen.json:
        screen.title(name, problems.counted(found))
        if found:
            problems.table(found, screen)
    reports: list[Report] = []
    for report in run_scenarios(pack, random.Random, only) if pack and not errors else ():
        reports.append(report)
        if not screen.json:
            _show(report, screen)
    failed = [each for each in reports if not each.passed]
    if not screen.json and pack is not None:
        screen.say(
            f"{_counted(len(reports))}, {many('{count} failed', '{count} failed', len(failed))}"
        )
    return {
        "pack": name,
        "errors": len(errors),
        "problems": [sentence(each) for each in found],
        "failed": len(failed),
        "scenarios": [
            {
                "name": each.name,
                "file": each.file,
                "shows": each.shows,
                "passed": each.passed,
                "step": each.step,
                "failure": each.failure,
            }
            for each in reports
        ],
    }


def _show(report: Report, screen: Screen) -> None:
    if report.passed:
        screen.say(f"{_('passed')}  {report.name}  {' '.join(report.shows)}", indent=2)
        return
    screen.say(f"{_('FAILED')}  {report.name}  {' '.join(report.shows)}", "red", indent=2)
    place = _("{file}, step {step}", file=report.file, step=report.step or "-")
    screen.say(f"{place}: {word(report.failure)}", indent=10)

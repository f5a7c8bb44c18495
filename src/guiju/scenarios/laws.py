"""What holds after every scenario without being said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from guiju.check import Conformance, check_log
from guiju.journal.entry import Entry
from guiju.journal.own import log_of
from guiju.run import Engine
from guiju.scenarios.failure import Unmet
from guiju.scenarios.stage import Stage
from guiju.standard import Standard
from guiju.standard.steps import behaviour


def hold_laws(stage: Stage, expected: Collection[str]) -> None:
    """No incident that was not expected, replay equals what is stored, nothing deviates.

    Args:
        expected: codes of incidents that the scenario expected.

    Raises:
        Unmet: one of them does not hold.
    """
    for case in stage.cases():
        record = stage.record(case)
        for one in record.state.incidents.values():
            if one.code not in expected:
                said = one.template.format_map({**one.values})
                raise Unmet(f"incidents of {case}", "none", f"{one.code} at {one.element}: {said}")
        if stage.status(case) == "active" and stage.engine.replayed(case) != record:
            raise Unmet(f"replay of {case}", "what is stored", "something else")
    deviating(stage.engine, stage.cases())


def deviating(engine: Engine, cases: Iterable[str]) -> None:
    """Law 1: what the engine ran fits the version it ran on.

    Raises:
        Unmet: a completed case deviates.
    """
    by_version: dict[tuple[int, str], list[tuple[str, list[Entry]]]] = {}
    for case in cases:
        row, entries = engine.reader().case(case), list(engine.entries(case))
        if row is None or row.status != 1 or _steered(entries):
            continue
        process = next(element for what, element, _ in entries[0].path if what == "started")
        by_version.setdefault((row.standard, process), []).append((case, entries))
    for (number, process), found in by_version.items():
        result = checked(engine.standards.by_no(number).standard, process, found)
        if result.cost_total:
            raise Unmet(f"deviations of {process}", 0, [str(e) for e in result.deviations[:5]])


def _steered(entries: Iterable[Entry]) -> bool:
    """A case whose tokens somebody moved by hand is outside the law."""
    return any(entry.kind in ("TokenMoved", "TaskReturned", "CaseMigrated") for entry in entries)


def checked(
    standard: Standard, process: str, cases: Iterable[tuple[str, list[Entry]]]
) -> Conformance:
    """Completed cases of a process against its standard."""
    allowed = behaviour(standard, process)
    labels = set(allowed.labels)
    log = log_of((case, _happened(entries, labels)) for case, entries in cases)
    return check_log(allowed, log, digest=standard.digest)


def _happened(
    entries: Iterable[Entry], labels: Collection[str]
) -> list[tuple[str, datetime, str | None]]:
    return [
        (element, entry.time, entry.actor)
        for entry in entries
        for what, element, _ in entry.path
        if what == "completed" and element in labels
    ]

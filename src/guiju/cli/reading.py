"""Reading a log for a command: a bar while it lasts, and then what was found and guessed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import file_at
from guiju.cli.words import _, many, sentence

if TYPE_CHECKING:
    from guiju.cli.map_file import MapFile
    from guiju.cli.screen import Screen
    from guiju.journal import Log

SHOWN_ROWS = 5
"""Bad rows shown in full; all are counted."""


def read(path: Path, told: MapFile, screen: Screen) -> Log | str:
    """The log, or why it cannot be read as one sentence."""
    from guiju.journal import Log, read_log

    if path.is_dir():
        return _encoded(path)
    with screen.progress(_("reading {name}", name=path.name)) as progress:
        found = read_log(path, told.columns, told.objects, progress)
    if isinstance(found, Log):
        return found
    hint = " " + _("Say which with --objects TYPE.") if found.code == "case-notion-needed" else ""
    return f"{path}: {sentence(found)}{hint}"


def log_at(text: str) -> Path:
    """The path of a log that is there: a file, or a folder that `guiju log convert` wrote.

    Raises:
        Wrong: it is neither.
    """
    path = Path(text)
    return path if (path / "events.parquet").is_file() else file_at(text)


def _encoded(path: Path) -> Log | str:
    from guiju.journal.scale import read_encoded

    try:
        return read_encoded(path)
    except (OSError, ValueError) as error:
        return f"{path}: {error}"


def as_data(log: Log) -> dict[str, Any]:
    """What reading found, as plain data."""
    report = log.report
    return {
        "format": report.format,
        "rows": report.rows,
        "events": report.kept,
        "cases": report.cases,
        "variants": len(log.variants().sequences),
        "columns": str(report.mapping),
        "guessed": list(report.guessed),
        "bad_rows": report.bad_total,
        "bad_counts": dict(report.bad_counts),
        "bad_rows_sample": [{"number": each.number, "code": each.code, "message": sentence(each)}
                            for each in report.bad_rows[:SHOWN_ROWS]],
        "notes": [{"code": each.code, "message": sentence(each)} for each in report.notes],
        "times": report.time_rule,
        "missing_times": report.missing_times,
        "tie_policy": report.tie_policy,
        "tied_cases": report.tied_cases,
        "left_out": report.left_out,
        "stopped": sentence(report.stopped) if report.stopped else None,
    }  # fmt: skip


def show(log: Log, path: Path, screen: Screen) -> None:
    """What reading found, for people."""
    report = log.report
    sizes = ", ".join(
        (
            many("{count} event", "{count} events", len(log)),
            many("{count} case", "{count} cases", log.cases),
            many("{count} variant", "{count} variants", len(log.variants().sequences)),
        )
    )
    screen.title(path.name, sizes)
    if str(report.mapping):
        screen.say(_("columns: {columns}", columns=report.mapping), "dim", indent=2)
    if report.guessed:
        told = _("guessed: {names}; say otherwise with --map", names=", ".join(report.guessed))
        screen.say(told, "yellow", indent=2)
    for note in report.notes:
        screen.say(sentence(note), "dim", indent=2)
    if report.tied_cases:
        told = many(
            "{count} case has events of equal time; their order is: {policy}",
            "{count} cases have events of equal time; their order is: {policy}",
            report.tied_cases,
            policy=report.tie_policy,
        )
        screen.say(told, "dim", indent=2)
    if report.left_out:
        told = many("{count} event left out: {rule}", "{count} events left out: {rule}",
                    report.left_out, rule=report.lifecycle_rule)  # fmt: skip
        screen.say(told, "dim", indent=2)
    show_bad_rows(log, screen)


def show_bad_rows(log: Log, screen: Screen) -> None:
    """The first bad rows in full, and how many there are."""
    report = log.report
    if report.bad_total:
        told = many("{count} bad row is left out:", "{count} bad rows are left out:",
                    report.bad_total)  # fmt: skip
        screen.say(told, "yellow", indent=2)
        for row in report.bad_rows[:SHOWN_ROWS]:
            screen.say(
                _("row {number}: {message}", number=row.number, message=sentence(row)), indent=4
            )
    if report.stopped is not None:
        reason = sentence(report.stopped)
        screen.say(_("reading stopped before the end: {reason}", reason=reason), "red", indent=2)

"""`guiju log info|convert|filter`: what a log holds, in another format, a part of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from guiju.cli.usage import FINE, FOUND, WRONG_USE, Wrong
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.journal import Log

OCEL = (".ocel.json", ".jsonocel", ".ocel.json.gz", ".jsonocel.gz")
FORMATS = (".xes", ".xes.gz", ".csv", ".parquet", ".encoded", *OCEL)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command and of its three sub-commands."""
    from guiju.cli.map_file import add_map

    words = _("look into an event log, convert it, take a part of it")
    parser = commands.add_parser("log", help=words, description=words)
    parts = parser.add_subparsers(metavar=_("WHAT"), dest="part", required=True)
    source = argparse.ArgumentParser(add_help=False, parents=[common])
    source.add_argument("log", metavar="LOG", help=_("XES, CSV, Parquet or OCEL 2.0, or in gzip"))
    add_map(source, _("YAML or JSON: columns of the log"))
    info = _("how much a log holds, its activities and its most frequent variants")
    parts.add_parser("info", parents=[source], help=info, description=info)
    info = _("write a log as .xes, .xes.gz, .csv, .parquet, .ocel.json or .encoded (for --engine)")
    convert = parts.add_parser("convert", parents=[source], help=info, description=info)
    convert.add_argument("target", metavar="TARGET", help=_("the file to write"))
    info = _("write the cases that meet every condition given")
    narrow = parts.add_parser("filter", parents=[source], help=info, description=info)
    narrow.add_argument("target", metavar="TARGET", help=_("the file to write"))
    from guiju.cli import log_filter

    log_filter.add(narrow)


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Run one of the sub-commands; 1 where the log has bad rows or breaks off."""
    from guiju.cli import log_objects, reading
    from guiju.cli.map_file import map_of

    told = map_of(arguments)
    path = reading.log_at(arguments.log)
    if arguments.part != "info":
        _need_target(arguments.target, path)
    whole = arguments.part == "info" or arguments.target.endswith(OCEL)
    if whole and arguments.part != "filter" and not told.objects and path.is_file():
        objects = log_objects.read(path)
        if objects is not None:
            return log_objects.run(objects, arguments, screen)
    log = reading.read(path, told, screen)
    if isinstance(log, str):
        screen.err.print(f"guiju: {log}", soft_wrap=True)
        return WRONG_USE
    if arguments.part == "info":
        _info(log, path, screen)
    else:
        _write(log, arguments, screen)
    return FOUND if log.report.bad_total or log.report.stopped else FINE


def _need_target(target: str, source: Path) -> None:
    if not target.endswith(FORMATS):
        raise Wrong(
            _("{target}: the name must end in one of {known}.",
              target=target, known=", ".join(FORMATS))
        )  # fmt: skip
    if not Path(target).absolute().parent.is_dir():
        raise Wrong(_("{target}: there is no such folder.", target=target))
    if Path(target).exists() and Path(target).samefile(source):
        raise Wrong(_("{target} is the log itself: name another file.", target=target))


def _info(log: Log, path: Path, screen: Screen) -> None:
    from guiju.cli import reading

    activities = activity_table(log)
    variants = variant_table(log, 10)
    if screen.json:
        screen.data(
            {
                "log": str(path),
                **reading.as_data(log),
                "activities": [
                    {"activity": name, "events": events, "cases": cases}
                    for name, events, cases in activities
                ],
                "variants_most_frequent": [
                    {"cases": cases, "activities": names} for cases, names in variants
                ],
            }
        )
        return
    reading.show(log, path, screen)
    screen.title(_("Activities"))
    screen.table((_("activity"), (_("events"), "right"), (_("cases"), "right")), activities)
    screen.title(_("Most frequent variants"))
    screen.table(
        ((_("cases"), "right"), _("activities")),
        ((cases, " → ".join(names)) for cases, names in variants),
    )


def activity_table(log: Log) -> list[tuple[str, int, int]]:
    """(activity, events, cases) of each activity, most events first."""
    codes = log.activity.codes
    events = np.bincount(codes, minlength=len(log.activities))
    pairs = np.unique(log.case.astype(np.int64) * len(log.activities) + codes)
    cases = np.bincount(pairs % max(1, len(log.activities)), minlength=len(log.activities))
    order = np.argsort(-events, kind="stable")
    return [(log.activities[i], int(events[i]), int(cases[i])) for i in order.tolist()]


def variant_table(log: Log, most: int) -> list[tuple[int, list[str]]]:
    """(cases, activities) of the most frequent variants."""
    variants = log.variants()
    counts = np.bincount(variants.of_case, minlength=len(variants.sequences))
    order = np.argsort(-counts, kind="stable")[:most]
    return [
        (int(counts[i]), [log.activities[code] for code in variants.sequences[i]])
        for i in order.tolist()
    ]


def _write(log: Log, arguments: argparse.Namespace, screen: Screen) -> None:
    from guiju.cli import log_filter
    from guiju.cli.log_objects import written
    from guiju.journal import objects_of, write_csv, write_ocel, write_parquet, write_xes
    from guiju.journal.scale import write_encoded

    kept = log_filter.part(log, arguments) if arguments.part == "filter" else log
    target: str = arguments.target
    kinds: tuple[tuple[str | tuple[str, ...], Any], ...] = (
        (OCEL, lambda log, path: write_ocel(objects_of(log), path)),
        (".csv", write_csv),
        (".parquet", write_parquet),
        (".encoded", write_encoded),
        ("", write_xes),
    )
    write = next(writer for ending, writer in kinds if target.endswith(ending))
    written(lambda: write(kept, Path(target)), target)
    if screen.json:
        screen.data({"target": target, "events": len(kept), "cases": kept.cases})
        return
    cases = many("{count} case", "{count} cases", kept.cases)
    events = many("{count} event", "{count} events", len(kept))
    screen.say(_("{target}: {cases}, {events}", target=target, cases=cases, events=events))

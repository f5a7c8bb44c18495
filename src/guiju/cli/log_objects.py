"""`guiju log info|convert` of an object-centric log, while no case has been chosen."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from guiju.cli.usage import FINE, FOUND, Wrong
from guiju.cli.words import _, many

if TYPE_CHECKING:
    from guiju.cli.screen import Screen
    from guiju.journal import ObjectLog
    from guiju.journal.columns import Coded
    from guiju.journal.ocel.objects import Relations


def read(path: Path) -> ObjectLog | None:
    """The log if it is object-centric and has more than one type of objects."""
    from guiju.journal import ObjectLog, read_objects

    found = read_objects(path)
    return found if isinstance(found, ObjectLog) else None


def run(log: ObjectLog, arguments: argparse.Namespace, screen: Screen) -> int:
    """Show or write the log with all its objects; 1 where rows are bad or it breaks off."""
    if arguments.part == "info":
        _info(log, arguments.log, screen)
    else:
        _keep(log, arguments.target, screen)
    return FOUND if log.report.bad_total or log.report.stopped else FINE


def written(write: Callable[[], None], target: str) -> None:
    """Write a file.

    Raises:
        Wrong: the system says no.
    """
    try:
        write()
    except OSError as error:
        raise Wrong(
            _("{target} cannot be written: {reason}.", target=target, reason=error.strerror)
        ) from None


def _keep(log: ObjectLog, target: str, screen: Screen) -> None:
    from guiju.journal import write_ocel

    written(lambda: write_ocel(log, target), target)
    if screen.json:
        screen.data({"target": target, **_sizes(log)})
    else:
        screen.say(_("{target}: {objects}, {events}", target=target, **_told(log)))


def _info(log: ObjectLog, path: str, screen: Screen) -> None:
    types = object_table(log)
    if screen.json:
        screen.data(
            {
                "log": path,
                **_sizes(log),
                "object_types": _rows(("type", "objects", "events", "attributes"), types),
                "event_types": _rows(("type", "events"), counted(log.event_type)),
                "links": _rows(("from", "qualifier", "to", "times"), link_table(log)),
            }
        )
        return
    screen.title(Path(path).name, _("{objects}, {events}", **_told(log)))
    screen.say(_("object-centric: --objects TYPE takes one type as the case"), "dim", indent=2)
    screen.title(_("Objects"))
    heads = (_("object type"), (_("objects"), "right"), (_("events"), "right"), _("attributes"))
    screen.table(heads, types)
    screen.title(_("Events"))
    screen.table((_("event type"), (_("events"), "right")), counted(log.event_type))
    screen.title(_("Relations"))
    links = (_("from"), _("qualifier"), _("to"), (_("times"), "right"))
    screen.table(links, link_table(log))


def _rows(names: Sequence[str], rows: Iterable[Sequence[object]]) -> list[dict[str, object]]:
    return [dict(zip(names, row, strict=True)) for row in rows]


def _sizes(log: ObjectLog) -> dict[str, int]:
    objects, events = len(log.object_ids), len(log.event_ids)
    return {"events": events, "objects": objects, "relations": len(log.event_objects)}


def _told(log: ObjectLog) -> dict[str, str]:
    return {
        "objects": many("{count} object", "{count} objects", len(log.object_ids)),
        "events": many("{count} event", "{count} events", len(log.event_ids)),
    }


def counted(column: Coded) -> list[tuple[str, int]]:
    """(text, rows that have it), most rows first."""
    counts = np.bincount(column.codes[column.codes >= 0], minlength=len(column.names))
    order = np.argsort(-counts, kind="stable").tolist()
    return [(column.names[i], int(counts[i])) for i in order]


def object_table(log: ObjectLog) -> list[tuple[str, int, int, str]]:
    """(type, objects, events that touch one, names of attributes) of each object type."""
    of_object = log.object_type.codes
    touched = of_object[log.event_objects.target]
    rows = []
    for name, objects in counted(log.object_type):
        mine = touched == log.object_type.names.index(name)
        events = len(np.unique(log.event_objects.source[mine]))
        attributes = ", ".join(each for each, _type in log.object_types.get(name, ()))
        rows.append((name, objects, events, attributes))
    return rows


def link_table(log: ObjectLog) -> list[tuple[str, str, str, int]]:
    """(type, qualifier, object type, pairs) of events to objects, then of objects to objects."""
    of_events = _links(log.event_objects, log.event_type, log.object_type)
    return of_events + _links(log.object_objects, log.object_type, log.object_type)


def _links(pairs: Relations, sources: Coded, targets: Coded) -> list[tuple[str, str, str, int]]:
    codes: Any = np.stack(
        (sources.codes[pairs.source], pairs.qualifier.codes, targets.codes[pairs.target])
    )
    found, counts = np.unique(codes, axis=1, return_counts=True)
    rows = zip(found.T.tolist(), counts.tolist(), strict=True)
    return [
        (sources.names[a], pairs.qualifier.names[q] if q >= 0 else "", targets.names[b], n)
        for (a, q, b), n in rows
    ]

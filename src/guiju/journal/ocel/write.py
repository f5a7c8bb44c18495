"""Writing an object-centric log as OCEL 2.0 JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from guiju.journal.log import NO_TIME
from guiju.journal.times import text_of
from guiju.journal.writing import opened

from .objects import Declared, ObjectLog, Relations

Items = dict[int, list[dict[str, Any]]]


def write_ocel(log: ObjectLog, path: str | Path) -> None:
    """Write an object-centric log as OCEL 2.0 JSON; in gzip where the name ends in ``.gz``."""
    text = json.dumps(_document(log), ensure_ascii=False, indent=1)
    with opened(path) as file:
        file.write(text.encode("utf-8", "replace"))


def _document(log: ObjectLog) -> dict[str, Any]:
    event_types = log.event_type.texts()
    object_types = log.object_type.texts()
    of_event = _pairs(log.event_objects, log.object_ids)
    of_object = _pairs(log.object_objects, log.object_ids)
    values = _event_values(log)
    changes = _changes(log)
    events = [
        {"id": name, "type": event_types[row]}
        | ({} if log.time[row] == NO_TIME else {"time": text_of(int(log.time[row]))})
        | {"attributes": values.get(row, []), "relationships": of_event.get(row, [])}
        for row, name in enumerate(log.event_ids)
    ]
    objects = [
        {"id": name, "type": object_types[row]}
        | {"attributes": changes.get(row, []), "relationships": of_object.get(row, [])}
        for row, name in enumerate(log.object_ids)
    ]
    return {
        "objectTypes": _types(log.object_types),
        "eventTypes": _types(log.event_types),
        "objects": objects,
        "events": events,
    }


def _types(declared: Declared) -> list[dict[str, Any]]:
    return [
        {"name": name, "attributes": [{"name": key, "type": kind} for key, kind in attributes]}
        for name, attributes in declared.items()
    ]


def _pairs(relations: Relations, object_ids: tuple[str, ...]) -> Items:
    found: Items = defaultdict(list)
    rows = zip(
        relations.source.tolist(),
        relations.target.tolist(),
        relations.qualifier.texts(),
        strict=True,
    )
    for source, target, qualifier in rows:
        found[source].append({"objectId": object_ids[target], "qualifier": qualifier or ""})
    return found


def _event_values(log: ObjectLog) -> Items:
    found: Items = defaultdict(list)
    for name, attribute in log.event_attributes.items():
        values = attribute.values
        if attribute.kind == "date" and not hasattr(values, "dictionary"):
            plain: list[Any] = [text_of(micros) for micros in values.cast("int64").to_pylist()]
        else:
            plain = values.to_pylist()
        for row, value in zip(attribute.rows.tolist(), plain, strict=True):
            found[row].append({"name": name, "value": value})
    return found


def _changes(log: ObjectLog) -> Items:
    found: Items = defaultdict(list)
    rows = zip(
        log.changes.object.tolist(),
        log.changes.attribute.texts(),
        log.changes.time.tolist(),
        log.changes.value.to_pylist(),
        strict=True,
    )
    for row, name, time, value in rows:
        stated = {} if time == NO_TIME else {"time": text_of(time)}
        found[row].append({"name": name, **stated, "value": value})
    return found

"""A log as an object-centric one: each case is an object, each event belongs to its case."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from guiju.journal.columns import Attribute, Attributes, Coded
from guiju.journal.log import NO_TIME, Log
from guiju.journal.times import text_of

from .objects import Changes, ObjectLog, Relations

_KINDS = {"int": "integer", "float": "float", "boolean": "boolean", "date": "time"}


def objects_of(log: Log, object_type: str = "case") -> ObjectLog:
    """The object-centric log of a log with cases.

    Args:
        log: the log.
        object_type: type of the objects that its cases become.

    Returns:
        Events in the order of the log, named `event 1` and so on, of the type of their activity;
        the resource is the attribute `resource`. `flatten(object_type)` gives the cases back.
        A case's attributes are values that its object has from the beginning.
    """
    events = np.arange(len(log), dtype=np.int32)
    one = Coded(np.zeros(len(log), np.int32), ("case",))
    none = np.zeros(0, np.int32)
    of_events = _event_attributes(log)
    declared = tuple((name, _KINDS.get(a.kind, "string")) for name, a in of_events.items())
    of_cases = tuple((name, "string") for name in log.case_attributes)
    return ObjectLog(
        event_ids=tuple(f"event {row + 1}" for row in range(len(log))),
        event_type=log.activity,
        time=log.time,
        event_attributes=of_events,
        object_ids=tuple(log.case_ids.to_pylist()),
        object_type=Coded(np.zeros(log.cases, np.int32), (object_type,)),
        event_objects=Relations(events, log.case.astype(np.int32), one),
        object_objects=Relations(none, none, Coded(none, ())),
        changes=_changes(log),
        event_types=dict.fromkeys(log.activities, declared),
        object_types={object_type: of_cases},
        report=log.report,
    )


def _event_attributes(log: Log) -> Attributes:
    found = list(log.attributes.values())
    if log.resource is not None:
        rows = np.flatnonzero(log.resource.codes >= 0).astype(np.int32)
        names = pa.array(log.resource.names, pa.string())
        values = names.take(pa.array(log.resource.codes[rows]))
        found.append(Attribute(("resource",), "string", rows, values))
    return Attributes(len(log), found)


def _changes(log: Log) -> Changes:
    """The attributes of the cases, one change each."""
    names = tuple(log.case_attributes)
    rows, codes, texts = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], [pa.array([], "string")]
    for code, attribute in enumerate(log.case_attributes.values()):
        rows.append(attribute.rows.astype(np.int32))
        codes.append(np.full(len(attribute.rows), code, np.int32))
        texts.append(_texts(attribute))
    objects = np.concatenate(rows)
    return Changes(
        objects,
        Coded(np.concatenate(codes), names),
        np.full(len(objects), NO_TIME, np.int64),
        pa.concat_arrays(texts),
    )


def _texts(attribute: Attribute) -> pa.StringArray:
    values = attribute.values
    if attribute.kind == "date" and not pa.types.is_dictionary(values.type):
        return pa.array([text_of(each) for each in values.cast("int64").to_pylist()], "string")
    return values.cast(pa.string())

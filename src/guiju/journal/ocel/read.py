"""Reading an object-centric log in any of its three spellings."""

from __future__ import annotations

from guiju.journal.limits import Limits
from guiju.journal.mapping import Mapping
from guiju.journal.source import Source
from guiju.journal.times import zone_of
from guiju.journal.trouble import Complaints, Unreadable

from .gather import Gathering
from .json import gather_json
from .objects import ObjectLog
from .sqlite import gather_sqlite
from .xml import gather_xml


def read_ocel(source: Source, kind: str, told: Mapping, limits: Limits) -> ObjectLog | Unreadable:
    """The object-centric log, or why there is none.

    Args:
        source: its bytes.
        kind: ocel-json, ocel-xml or ocel-sqlite.
        told: only its zone and time format matter.
        limits: bounds of size.
    """
    zone = zone_of(told.timezone)
    if isinstance(zone, Unreadable):
        return zone
    into = Gathering(kind, limits, Complaints(limits.bad_rows))
    if kind == "ocel-json":
        data = source.whole()
        stopped = source.trouble or gather_json(data, into)
    elif kind == "ocel-xml":
        stopped = gather_xml(source, into)
    else:
        stopped = gather_sqlite(source, into)
    if stopped and not into.events:
        return stopped
    return into.finish(told, zone, stopped)

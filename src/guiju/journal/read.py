"""The front door of logs: what kind of file it is, and which reader reads it."""

from __future__ import annotations

from pathlib import Path

from .limits import Limits
from .log import Log
from .mapping import Mapping
from .ocel.objects import ObjectLog
from .ocel.read import read_ocel
from .source import Progress, Source
from .tables.csv import read_csv
from .tables.parquet import read_parquet
from .trouble import Unreadable
from .xes.read import read_xes

_LIMITS = Limits()
_OBJECT_CENTRIC = ("ocel-json", "ocel-xml", "ocel-sqlite")


def read_log(
    path_or_bytes: str | Path | bytes,
    mapping: Mapping | None = None,
    case_notion: str | None = None,
    progress: Progress | None = None,
    lifecycle: str | None = "complete",
    limits: Limits = _LIMITS,
) -> Log | Unreadable:
    """Read an event log: XES, CSV, Parquet or OCEL 2.0, each also in gzip.

    The kind is found by the content, by the file's name where the content leaves it open. Never
    raises for what a file holds: an unusable file gives Unreadable, a bad row is in the report,
    and where a file breaks off the log holds what came before (``log.report.stopped``).

    Args:
        path_or_bytes: where the log lies, or its bytes.
        mapping: the columns' roles; what it leaves open is guessed and told in the report.
        case_notion: object type whose objects are the cases, for an object-centric log.
        progress: called now and then with (bytes done, bytes in all), both as stored.
        lifecycle: where the log has several lifecycle transitions, the one whose events count;
            None for all.
        limits: bounds of size.
    """
    source = Source(path_or_bytes, limits, progress)
    head = source.head()
    if source.trouble and not head:
        return source.trouble
    kind = sniff(head, source.name)
    told = mapping or Mapping()
    if kind == "xes":
        return read_xes(source, told, lifecycle, limits)
    if kind == "csv":
        return read_csv(source, told, lifecycle, limits)
    if kind == "parquet":
        return read_parquet(source, told, lifecycle, limits)
    if kind in _OBJECT_CENTRIC:
        return _flattened(read_ocel(source, kind, told, limits), case_notion, lifecycle)
    return _unknown(kind)


def read_objects(
    path_or_bytes: str | Path | bytes,
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    limits: Limits = _LIMITS,
) -> ObjectLog | Unreadable:
    """Read an object-centric log (OCEL 2.0 as JSON, XML or SQLite; OCEL 1.0 as JSON).

    Args:
        path_or_bytes: where the log lies, or its bytes.
        mapping: only its ``timezone`` and ``time_format`` matter.
        progress: as for ``read_log``.
        limits: bounds of size.
    """
    source = Source(path_or_bytes, limits, progress)
    head = source.head()
    if source.trouble and not head:
        return source.trouble
    kind = sniff(head, source.name)
    if kind not in _OBJECT_CENTRIC:
        return _unknown(kind)
    return read_ocel(source, kind, mapping or Mapping(), limits)


def _flattened(
    log: ObjectLog | Unreadable, case_notion: str | None, lifecycle: str | None
) -> Log | Unreadable:
    if isinstance(log, Unreadable):
        return log
    names = log.object_type.names
    if case_notion is None and len(names) != 1:
        return Unreadable(
            "case-notion-needed",
            "The log is object-centric: one of the object types {known} is to be the case.",
            {"known": ", ".join(names)},
        )
    return log.flatten(case_notion or names[0], lifecycle)


def _unknown(kind: str) -> Unreadable:
    return Unreadable(
        "format-unknown",
        "A log as XES, CSV, Parquet or OCEL 2.0 was expected; found {kind}.",
        {"kind": kind},
    )


def sniff(head: bytes, name: str) -> str:
    """The kind of a file: xes, csv, parquet, ocel-json, ocel-xml, ocel-sqlite, or what it is.

    Args:
        head: its first bytes, decompressed.
        name: its name in lower case, without ``.gz``; may be empty.
    """
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"SQLite format 3\0"):
        return "ocel-sqlite"
    for magic, kind in (
        (b"PK\3\4", "a zip archive"),
        (b"%PDF", "a PDF"),
        (b"\x1f\x8b", "gzip twice"),
    ):
        if head.startswith(magic):
            return kind
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text:
        return "an empty file"
    if text[:1] == b"<":
        inner = b"<object-types" in text or b"<event-types" in text or b"<objects" in text
        return "ocel-xml" if inner or name.endswith((".xmlocel", ".ocel.xml")) else "xes"
    if text[:1] in b"{[" and not name.endswith((".csv", ".tsv")):
        return "ocel-json"
    return "csv"

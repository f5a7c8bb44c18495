"""Writing a log as XES, a block of cases at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from guiju.journal.columns import Attribute, Attributes, Coded
from guiju.journal.log import NO_TIME, Log
from guiju.journal.times import text_of
from guiju.journal.writing import opened

_BLOCK = 20_000
_SPECIAL = re.compile("[^ !#-%'-;=?-~\u00a0-\ud7ff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXTENSIONS = [
    ("Concept", "concept", "http://www.xes-standard.org/concept.xesext"),
    ("Time", "time", "http://www.xes-standard.org/time.xesext"),
    ("Lifecycle", "lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    ("Organizational", "org", "http://www.xes-standard.org/org.xesext"),
]
_ROLES = ("concept:name", "time:timestamp", "lifecycle:transition", "org:resource")

Values = dict[tuple[str, ...], tuple[str, str]]
Children = dict[tuple[str, ...], list[tuple[str, ...]]]


def write_xes(log: Log, path: str | Path) -> None:
    """Write a log as XES (IEEE 1849-2016); in gzip where the name ends in ``.gz``.

    Characters XML cannot hold become U+FFFD. An attribute that has the key of a role (a second
    ``concept:name``) is written as ``attribute:concept:name``.
    """
    with opened(path) as file:
        for text in _document(log):
            file.write(text.encode("utf-8"))


def _document(log: Log) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<log xes.version="1849-2016" xes.features="nested-attributes">\n'
    yield from _header(log.header)
    first = 0
    while first < log.cases:
        last = int(np.searchsorted(log.starts, log.starts[first] + _BLOCK, "right")) - 1
        last = min(max(last, first + 1), first + _BLOCK, log.cases)
        yield from _traces(log, first, last)
        first = last
    yield "</log>\n"


def _header(header: Any) -> Iterator[str]:
    for name, prefix, uri in header.get("extensions") or _EXTENSIONS:
        yield f"\t<extension name={_q(name)} prefix={_q(prefix)} uri={_q(uri)}/>\n"
    for scope, attributes in header.get("globals", {}).items():
        yield f"\t<global scope={_q(scope)}>\n"
        for kind, key, value in attributes:
            yield f"\t\t<{kind} key={_q(key)} value={_q(value)}/>\n"
        yield "\t</global>\n"
    for name, keys, scope in header.get("classifiers", []):
        yield f"\t<classifier name={_q(name)} scope={_q(scope)} keys={_q(keys)}/>\n"
    values: Values = {}
    for path, kind, value in header.get("attributes", []):
        values[tuple(path)] = (kind, value)
    yield from _attributes(values, "\t")


def _traces(log: Log, first: int, last: int) -> Iterator[str]:
    begin, end = int(log.starts[first]), int(log.starts[last])
    of_event = _rendered(log.attributes, begin, end)
    of_case = _rendered(log.case_attributes, first, last)
    times = log.time[begin:end].tolist()
    ids = log.case_ids[first:last].to_pylist()
    activity, lifecycle, resource = (
        _slice(column, begin, end) for column in (log.activity, log.lifecycle, log.resource)
    )
    for case in range(first, last):
        yield f'\t<trace>\n\t\t<string key="concept:name" value={_q(ids[case - first])}/>\n'
        yield from of_case[case - first]
        for row in range(int(log.starts[case]) - begin, int(log.starts[case + 1]) - begin):
            yield f'\t\t<event>\n\t\t\t<string key="concept:name" value={activity[row]}/>\n'
            if times[row] != NO_TIME:
                yield f'\t\t\t<date key="time:timestamp" value="{text_of(times[row])}"/>\n'
            if lifecycle[row] is not None:
                yield f'\t\t\t<string key="lifecycle:transition" value={lifecycle[row]}/>\n'
            if resource[row] is not None:
                yield f'\t\t\t<string key="org:resource" value={resource[row]}/>\n'
            yield from of_event[row]
            yield "\t\t</event>\n"
        yield "\t</trace>\n"


def _slice(column: Coded | None, begin: int, end: int) -> list[str | None]:
    """The texts of a stretch, quoted for XML."""
    if column is None:
        return [None] * (end - begin)
    names: list[str | None] = [*map(_q, column.names), None]
    return [names[code] for code in column.codes[begin:end].tolist()]


def _rendered(attributes: Attributes, begin: int, end: int) -> list[list[str]]:
    """The attribute elements of each row of a block."""
    plain: list[list[str]] = [[] for _ in range(end - begin)]
    nested: dict[int, Values] = {}
    deep = {a.path[0] for a in attributes.values() if len(a.path) > 1}
    indent = "\t\t\t" if end - begin else ""
    for attribute in attributes.values():
        low, high = np.searchsorted(attribute.rows, [begin, end])
        rows = (attribute.rows[low:high] - begin).tolist()
        texts = _texts(attribute, int(low), int(high))
        if attribute.path[0] in deep:
            for row, text in zip(rows, texts, strict=True):
                nested.setdefault(row, {})[attribute.path] = (attribute.kind, text)
            continue
        key = attribute.path[0]
        key = f"attribute:{key}" if key in _ROLES else key
        start = f"{indent}<{attribute.kind} key={_q(key)} value="
        for row, text in zip(rows, texts, strict=True):
            plain[row].append(f"{start}{_q(text)}/>\n")
    for row, values in nested.items():
        plain[row].extend(_attributes(values, indent))
    return plain


def _texts(attribute: Attribute, low: int, high: int) -> list[str]:
    values = attribute.values[low:high]
    if attribute.kind == "date" and not hasattr(values, "dictionary"):
        return [text_of(micros) for micros in values.cast("int64").to_pylist()]
    if attribute.kind == "boolean":
        return ["true" if value else "false" for value in values.to_pylist()]
    return [value if isinstance(value, str) else repr(value) for value in values.to_pylist()]


def _attributes(values: Values, indent: str) -> Iterator[str]:
    """Elements of a tree of attributes, given by path; a child without its parent stands alone."""
    children: Children = {}
    for path in values:
        parent = path[:-1] if path[:-1] in values else path[:-2]
        children.setdefault(parent if parent in values else (), []).append(path)
    for path in children.get((), ()):
        yield _element(values, children, path, "/".join(path), indent)


def _element(
    values: Values, children: Children, path: tuple[str, ...], key: str, indent: str
) -> str:
    kind, value = values[path]
    below = children.get(path, [])
    if kind == "list":
        below = sorted(below, key=lambda p: int(p[len(path)]) if p[len(path)].isdigit() else 0)
    inner = "".join(_element(values, children, p, p[-1], indent + "\t") for p in below)
    if kind == "list":
        return f"{indent}<list key={_q(key)}><values>\n{inner}{indent}</values></list>\n"
    stated = "" if kind == "container" else f" value={_q(value)}"
    if not inner:
        return f"{indent}<{kind} key={_q(key)}{stated}/>\n"
    return f"{indent}<{kind} key={_q(key)}{stated}>\n{inner}{indent}</{kind}>\n"


def _q(text: str | None) -> str:
    text = text or ""
    if not _SPECIAL.search(text):
        return f'"{text}"'
    text = _ILLEGAL.sub("\ufffd", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{text}"'.replace("\r", "&#13;")

"""CloudEvents 1.0 coming in over HTTP, structured, binary or as a batch.

Source: CloudEvents specification 1.0.2, its JSON format and its HTTP protocol binding.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NoReturn
from urllib.parse import unquote

import regex

from guiju.standard.model.problem import Problem

BODY_MAX: Final = 1 << 20
BATCH_MAX: Final = 1000
TEXT_MAX: Final = 1024

_NO_EXTENSIONS: Mapping[str, Any] = MappingProxyType({})
_KNOWN: Final = frozenset(
    {
        *("specversion", "id", "source", "type", "subject", "time"),
        *("datacontenttype", "dataschema", "data", "data_base64"),
    }
)
_TIME = regex.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)", regex.ASCII
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event that came in; what it means is for the receiver to decide.

    Attributes:
        id: unique within ``source``.
        source: who sent it, a URI reference.
        type: what kind of thing happened.
        subject: what it happened to, or None.
        time: when, with a time zone, or None.
        data: JSON values with exact decimals, text, or bytes; None where there is none.
        content_type: media type of the data, without parameters.
        extensions: further attributes.
    """

    id: str
    source: str
    type: str
    subject: str | None = None
    time: datetime | None = None
    data: Any = None
    content_type: str = "application/json"
    extensions: Mapping[str, Any] = field(default_factory=lambda: _NO_EXTENSIONS)

    @property
    def key(self) -> str:
        """The same for every delivery of the same event: source and id, apart by one space."""
        return f"{self.source} {self.id}"


Events = tuple[Incoming, ...]


def read_cloudevents(headers: Mapping[str, str], body: bytes) -> tuple[Events, list[Problem]]:
    """The events of one request, and all that is wrong with it; one of the two is empty.

    Args:
        headers: in any case of letters.
        body: at most :data:`BODY_MAX` bytes.
    """
    given = {name.lower(): value for name, value in headers.items()}
    kind = _media_type(given.get("content-type", ""))
    if len(body) > BODY_MAX:
        return (), [_problem("event-too-large", "expected at most {most} bytes", most=BODY_MAX)]
    try:
        if kind == "application/cloudevents-batch+json":
            written = _parse(body)
        elif kind == "application/cloudevents+json":
            written = [_parse(body)]
        else:
            written = [_binary(given, kind, body)]
    except (ValueError, RecursionError):
        return (), [_problem("event-not-json", "expected JSON in UTF-8, found none")]
    if not isinstance(written, list) or len(written) > BATCH_MAX:
        return (), [_problem("event-batch", "expected a list of at most {most}", most=BATCH_MAX)]
    problems: list[Problem] = []
    events = tuple(_event(one, problems) for one in written)
    return ((), problems) if problems else (tuple(e for e in events if e is not None), problems)


def _event(written: Any, problems: list[Problem]) -> Incoming | None:
    before = len(problems)
    if not isinstance(written, dict):
        problems.append(_problem("event-not-an-object", "expected an object"))
        return None
    if written.get("specversion") != "1.0":
        problems.append(_problem("event-version", "expected specversion 1.0", "specversion"))
    values = {name: _needed(written, name, problems) for name in ("id", "source", "type")}
    if any(character.isspace() for character in values["source"]):
        problems.append(_problem("event-attribute", "expected a URI reference", "source"))
    subject = _needed(written, "subject", problems) if written.get("subject") is not None else None
    time, data, kind = _time(written, problems), _data(written, problems), _kind(written, problems)
    further = {name: value for name, value in written.items() if name not in _KNOWN}
    for name, value in further.items():
        if not ((name.isalnum() and name.isascii() and name.islower()) or name.isdigit()):
            problems.append(_problem("event-attribute", "expected a-z and 0-9 only", name[:100]))
        elif isinstance(value, dict | list | Decimal):
            problems.append(_problem("event-attribute", "expected a plain value", name[:100]))
    if len(problems) > before:
        return None
    return Incoming(
        **values, subject=subject, time=time, data=data, content_type=kind, extensions=further
    )


def _needed(written: dict[str, Any], name: str, problems: list[Problem]) -> str:
    value = written.get(name)
    if isinstance(value, str) and 0 < len(value) <= TEXT_MAX and value.isprintable():
        return value
    template = "expected 1 to {most} characters"
    problems.append(_problem("event-attribute", template, name, most=TEXT_MAX))
    return ""


def _time(written: dict[str, Any], problems: list[Problem]) -> datetime | None:
    text = written.get("time")
    if text is None:
        return None
    try:
        if isinstance(text, str) and _TIME.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    problems.append(_problem("event-attribute", "expected a time as in RFC 3339", "time"))
    return None


def _kind(written: dict[str, Any], problems: list[Problem]) -> str:
    value = written.get("datacontenttype", "application/json")
    if isinstance(value, str) and len(value) <= TEXT_MAX:
        return _media_type(value) or "application/json"
    problems.append(_problem("event-attribute", "expected a media type", "datacontenttype"))
    return ""


def _data(written: dict[str, Any], problems: list[Problem]) -> Any:
    if "data_base64" not in written:
        return written.get("data")
    try:
        if "data" not in written:
            return base64.b64decode(written["data_base64"], validate=True)
    except (binascii.Error, ValueError, TypeError):
        pass
    problems.append(_problem("event-attribute", "expected base64 and no data", "data_base64"))
    return None


def _binary(headers: dict[str, str], kind: str, body: bytes) -> dict[str, Any]:
    """An event whose attributes are headers ``ce-...``, as it would be written in JSON."""
    written: dict[str, Any] = {
        name[3:]: _decoded(value) for name, value in headers.items() if name.startswith("ce-")
    }
    for name in ("data", "data_base64", "datacontenttype"):
        written.pop(name, None)
    if kind:
        written["datacontenttype"] = kind
    if body:
        written["data"] = _payload(kind, body)
    return written


def _payload(kind: str, body: bytes) -> Any:
    if kind in ("", "application/json", "text/json") or kind.endswith("+json"):
        return _parse(body)
    return body.decode() if kind.startswith("text/") else body


def _decoded(value: str) -> str:
    """A header value: quotes taken off, then percent-decoded (HTTP binding 3.1.3.2)."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        value = regex.sub(r"\\(.)", r"\1", value[1:-1])
    return unquote(value, errors="strict")


def _parse(body: bytes) -> Any:
    return json.loads(body.decode(), parse_float=Decimal, parse_constant=_no_number)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _media_type(text: str) -> str:
    return text.partition(";")[0].strip().lower()


def _problem(code: str, template: str, element: str | None = None, **values: Any) -> Problem:
    return Problem(code, template, element, values)

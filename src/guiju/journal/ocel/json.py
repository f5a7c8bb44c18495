"""OCEL 2.0 as JSON; also the JSON of OCEL 1.0, which had no qualifiers and no changes."""

from __future__ import annotations

import json
from typing import Any

from guiju.journal.trouble import Unreadable

from .gather import Gathering

_NEVER = "1970-01-01T00:00:00Z"


def gather_json(data: bytes, into: Gathering) -> Unreadable | None:
    """Read the text into the gathering; None when it was an object-centric log."""
    try:
        log = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Unreadable(
            "json-broken", "A JSON text was expected: {reason}.", {"reason": str(error)[:200]}
        )
    if not isinstance(log, dict):
        return _no_log()
    if isinstance(log.get("ocel:events"), dict):
        _first_version(log, into)
        return None
    if not isinstance(log.get("events"), list) or not isinstance(log.get("objects"), list):
        return _no_log()
    _types(log.get("eventTypes"), into.event_types)
    _types(log.get("objectTypes"), into.object_types)
    for item in log["events"]:
        _event(item, into)
    for item in log["objects"]:
        _object(item, into)
    return None


def _no_log() -> Unreadable:
    return Unreadable(
        "ocel-without-events", "An object with events and objects was expected in the JSON.", {}
    )


def _types(items: Any, known: dict[str, dict[str, str]]) -> None:
    for item in _dicts(items):
        name = _text(item.get("name"))
        attributes = known.setdefault(name, {})
        for attribute in _dicts(item.get("attributes")):
            attributes[_text(attribute.get("name"))] = _text(attribute.get("type")) or "string"


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _text(value: Any) -> str:
    """A JSON value as the text a typed column is read from."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=True)
    return _clean(str(value))


def _clean(text: str) -> str:
    """Without lone surrogates, which JSON may smuggle in and UTF-8 cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _event(item: Any, into: Gathering) -> None:
    if not isinstance(item, dict):
        into.event("", "", "")
        return
    name = _text(item.get("id"))
    if not into.event(name, _text(item.get("type")), _text(item.get("time"))):
        return
    for attribute in _dicts(item.get("attributes")):
        into.event_values.append(
            (name, _text(attribute.get("name")), _text(attribute.get("value")))
        )
    for pair in _dicts(item.get("relationships")):
        into.event_pairs.append((name, _text(pair.get("objectId")), _text(pair.get("qualifier"))))


def _object(item: Any, into: Gathering) -> None:
    if not isinstance(item, dict):
        into.object("", "")
        return
    name = _text(item.get("id"))
    if not into.object(name, _text(item.get("type"))):
        return
    for attribute in _dicts(item.get("attributes")):
        time = _text(attribute.get("time")) or _NEVER
        into.changes.append(
            (name, _text(attribute.get("name")), time, _text(attribute.get("value")))
        )
    for pair in _dicts(item.get("relationships")):
        into.object_pairs.append((name, _text(pair.get("objectId")), _text(pair.get("qualifier"))))


def _first_version(log: dict[str, Any], into: Gathering) -> None:
    for key, item in log["ocel:events"].items():
        item = item if isinstance(item, dict) else {}
        name = _clean(key)
        if not into.event(
            name, _text(item.get("ocel:activity")), _text(item.get("ocel:timestamp"))
        ):
            continue
        values = item.get("ocel:vmap")
        for attribute, value in values.items() if isinstance(values, dict) else ():
            into.event_values.append((name, _clean(attribute), _text(value)))
        touched = item.get("ocel:omap")
        for target in touched if isinstance(touched, list) else ():
            into.event_pairs.append((name, _text(target), ""))
    objects = log.get("ocel:objects")
    for key, item in objects.items() if isinstance(objects, dict) else ():
        item = item if isinstance(item, dict) else {}
        name = _clean(key)
        if into.object(name, _text(item.get("ocel:type"))):
            values = item.get("ocel:ovmap")
            for attribute, value in values.items() if isinstance(values, dict) else ():
                into.changes.append((name, _clean(attribute), _NEVER, _text(value)))

"""What models ask the archive (docs/systems/archive.md)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from hashlib import sha256
from typing import Any

from guiju.journal.store import exact
from guiju.run.jobs import BusinessError, Handler
from guiju.run.outside.exact import write_json
from guiju.systems.answering import Verb, answered
from guiju.systems.archive import sets
from guiju.systems.archive.collecting import PARTS, of_case
from guiju.systems.archive.models import Archive
from guiju.systems.archive.stores import store_named
from guiju.systems.call import Call, written
from guiju.systems.forward import forwarding
from guiju.systems.once import once
from guiju.systems.wiring import Surroundings
from guiju.systems.writing import writing

Answer = Mapping[str, Any]


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """The handlers by job type."""
    topics: dict[str, Verb] = {
        "archive.keep": partial(keep, surroundings=surroundings),
        "archive.check": check,
        "archive.verify": partial(verify, surroundings=surroundings),
        "archive.list": list_archives,
    }
    return answered("archive", {"forward": forwarding}, surroundings, topics)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Nothing is archived before anything was.

    Raises:
        ValueError: something is given all the same.
    """
    if values:
        raise ValueError(f"archive: expected nothing, found {sorted(values)}")


def keep(call: Call, surroundings: Surroundings) -> Answer:
    """Archive the set of a case; an incomplete one is refused with what is missing."""
    documents, empty = _documents(call)
    missing = sets.missing_of(call.texts("required"), list(documents))
    if missing:
        raise BusinessError("set-incomplete", {"missing": missing, "empty": empty})
    parts = set(call.texts("with") or PARTS)
    row = _row(call)
    if not row.location:
        files = {f"documents/{name}": content for name, content in documents.items()}
        files |= of_case(call, parts, surroundings.engine)
        _put(call, row, files, surroundings)
    return {
        "archive": row.pk,
        "location": row.location,
        "sha256": row.sha256,
        "files": row.files,
        "size": row.size,
        "kept_until": written(row.kept_until),
    }


def _row(call: Call) -> Archive:
    """The row of this job, made once; its moment stays when the job is tried again."""
    title = call.text("title", call.case)
    days = int(call.figure("keep_days", 3650, 1, 36_500))

    def write() -> Answer:
        row = Archive.objects.create(
            key=f"{call.topic}:{call.key}"[:300],
            case=call.case,
            title=title,
            store=str(call.settings.get("to", "database")),
            at=call.now,
            kept_until=call.now + timedelta(days=days),
        )
        return {"archive": row.pk}

    return Archive.objects.get(pk=once(call, {"title": title}, write)["archive"])


def _put(call: Call, row: Archive, files: Mapping[str, bytes], surroundings: Surroundings) -> None:
    content = sets.write_set(sets.Label(row.title, row.case, row.at), files)
    row.sha256, row.size, row.files = sha256(content).hexdigest(), len(content), sorted(files)
    name = f"{sets.clean_name(row.case.replace('/', '_')) or 'case'}/{row.pk}-{row.sha256[:16]}.zip"
    store = store_named(row.store, call.settings, surroundings.clock)
    row.location = store.put(name, content)
    with writing():
        row.save()


def _documents(call: Call) -> tuple[dict[str, bytes], list[str]]:
    """Documents by name, and the names of those without content."""
    found: dict[str, bytes] = {}
    empty: list[str] = []
    for n, each in enumerate(call.items("documents")):
        name = sets.clean_name(str(each.get("name") or ""))
        if not name:
            raise BusinessError("document-malformed", {"document": f"documents[{n}].name"})
        name, content = _content(name, each)
        if name in found or name in empty:
            raise BusinessError("document-twice", {"document": name})
        if content:
            found[name] = content
        else:
            empty.append(name)
    return found, empty


def _content(name: str, each: Mapping[str, Any]) -> tuple[str, bytes]:
    if each.get("data") is not None:
        data = exact(each["data"])
        whole = write_json(data).encode() if data not in ("", [], {}) else b""
        return (name if "." in name else f"{name}.json"), whole
    if isinstance(each.get("text"), str):
        text = each["text"].strip()
        return (name if "." in name else f"{name}.txt"), each["text"].encode() if text else b""
    try:
        return name, base64.b64decode(str(each.get("content") or ""), validate=True)
    except binascii.Error as error:
        values = {"document": name, "found": str(error)}
        raise BusinessError("document-malformed", values) from None


def check(call: Call) -> Answer:
    """Whether a set is complete, without keeping it."""
    documents, empty = _documents(call)
    missing = sets.missing_of(call.texts("required"), list(documents))
    return {"complete": not missing, "missing": missing, "empty": empty}


def verify(call: Call, surroundings: Surroundings) -> Answer:
    """Whether an archive is what was put there."""
    number = int(call.figure("archive", None, 0))
    row = Archive.objects.filter(pk=number).exclude(location="").first()
    if row is None:
        raise BusinessError("archive-unknown", {"archive": number})
    content = store_named(row.store, call.settings, surroundings.clock).get(row.location)
    damaged = ["archive"] if content is None else sets.verify(content)
    if content is not None and not damaged and sha256(content).hexdigest() != row.sha256:
        damaged = [sets.MANIFEST]
    if damaged and call.yes("must"):
        raise BusinessError("archive-damaged", {"damaged": damaged})
    return {"whole": not damaged, "damaged": damaged}


def list_archives(call: Call) -> Answer:
    """The archives of a case."""
    rows = Archive.objects.filter(case=call.text("case", call.case)).exclude(location="")
    found = [
        {
            "archive": row.pk,
            "title": row.title,
            "location": row.location,
            "sha256": row.sha256,
            "files": row.files,
            "at": written(row.at),
        }
        for row in rows.order_by("id")
    ]
    return {"archives": found, "count": len(found)}

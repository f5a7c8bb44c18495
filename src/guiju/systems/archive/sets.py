"""A set of documents as one zip with a manifest; the same set gives the same bytes."""

from __future__ import annotations

import io
import json
import mimetypes
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from guiju.run.outside.exact import write_json

MANIFEST: Final = "manifest.json"
_MADE: Final = (1980, 1, 1, 0, 0, 0)
_UNSAFE: Final = re.compile(r'[\x00-\x1f<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class Label:
    """What an archive is of."""

    title: str
    case: str
    at: datetime


def clean_name(name: str) -> str:
    """A name that stays inside the folder it is unpacked in; empty where nothing is left of it."""
    parts = _UNSAFE.sub("_", name.replace("\\", "/")).split("/")
    kept = [part.strip().strip(".") for part in parts]
    return "/".join(part for part in kept if part)[:200]


def missing_of(required: Sequence[str], names: Sequence[str]) -> list[str]:
    """Which of the required are not there; `minutes` is met by `minutes.pdf` and `minutes/2.md`."""
    known = set()
    for name in names:
        known |= {name, name.rpartition(".")[0] or name, *name.split("/")[:-1]}
    return [each for each in required if each not in known]


def write_set(label: Label, files: Mapping[str, bytes]) -> bytes:
    """The zip of a set; stored, sorted and without times of its own."""
    manifest = write_json(_manifest(label, files)).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in [(MANIFEST, manifest), *sorted(files.items())]:
            about = zipfile.ZipInfo(name, _MADE)
            about.create_system, about.external_attr = 3, 0o644 << 16
            archive.writestr(about, content)
    return target.getvalue()


def _manifest(label: Label, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "format": "guiju-archive-1",
        "title": label.title,
        "case": label.case,
        "at": label.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "files": [
            {
                "name": name,
                "size": len(content),
                "type": mimetypes.guess_type(name)[0] or "application/octet-stream",
                "sha256": sha256(content).hexdigest(),
            }
            for name, content in sorted(files.items())
        ],
    }


def verify(content: bytes) -> list[str]:
    """What of an archive is not as its manifest says: names of files; empty where all is.

    A zip that cannot be read, or has no manifest, is named `manifest.json`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            told = {each["name"]: each["sha256"] for each in manifest["files"]}
            there = set(archive.namelist()) - {MANIFEST}
            wrong = [name for name in told if name in there and _hash(archive, name) != told[name]]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, NotImplementedError):
        return [MANIFEST]
    return sorted({*wrong, *(told.keys() ^ there)})


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    try:
        return sha256(archive.read(name)).hexdigest()
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError):
        return ""

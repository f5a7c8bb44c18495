"""What a version says: its pack read, its digest, and the kinds of files in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from guiju.standard import Problem
from guiju.standard.pack import Pack, read_pack

if TYPE_CHECKING:
    from guiju.web.standards.models import Version

KINDS: Final[Mapping[str, str]] = {".bpmn": "process", ".dmn": "decision", ".json": "form"}
"""Kind of editor by the ending of a file; everything else is text."""

Read = tuple[Pack | None, tuple[Problem, ...]]


def digest_of(files: Mapping[str, str], values: Mapping[str, str] | None = None) -> str:
    """SHA-256 over the texts and parameter values of a version."""
    told = json.dumps([sorted(files.items()), sorted((values or {}).items())], ensure_ascii=False)
    return sha256(told.encode()).hexdigest()


def read_version(version: Version) -> Read:
    """The pack of a version and its problems; remembered by its digest."""
    return read_texts(version.files, version.values)


def read_texts(files: Mapping[str, str], values: Mapping[str, str] | None = None) -> Read:
    """The pack of some texts and its problems."""
    return _read(tuple(sorted(files.items())), tuple(sorted((values or {}).items())))


@lru_cache(maxsize=64)
def _read(files: tuple[tuple[str, str], ...], values: tuple[tuple[str, str], ...]) -> Read:
    return read_pack({name: text.encode() for name, text in files}, dict(values))


def kind_of(path: str) -> str:
    """process, decision, form or text: which editor a file is for."""
    for ending, kind in KINDS.items():
        if path.endswith(ending):
            return kind
    return "text"

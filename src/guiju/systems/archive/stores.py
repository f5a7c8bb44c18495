"""Where archives are put: the database, a folder, an S3-compatible store."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol

from guiju.run.jobs import GivenUp
from guiju.systems.archive.models import Content
from guiju.systems.archive.s3 import Bucket
from guiju.systems.archive.sets import clean_name
from guiju.systems.writing import writing


class Store(Protocol):
    """Keeps bytes under a name; putting the same twice is putting it once."""

    def put(self, name: str, content: bytes) -> str:
        """Keep bytes; returns where.

        Raises:
            OSError: the store is away; later it may not be.
        """
        ...

    def get(self, location: str) -> bytes | None:
        """What is kept there, or None.

        Raises:
            OSError: the store is away.
        """
        ...


@dataclass(frozen=True, slots=True)
class InDatabase:
    """The embedded store: a table."""

    def put(self, name: str, content: bytes) -> str:
        """Keep bytes in a row."""
        with writing():
            Content.objects.update_or_create(location=name, defaults={"content": content})
        return name

    def get(self, location: str) -> bytes | None:
        """The bytes of a row."""
        row = Content.objects.filter(location=location).first()
        return None if row is None else bytes(row.content)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the machine; a file is there whole or not at all."""

    root: Path

    def put(self, name: str, content: bytes) -> str:
        """Write a file beside its place, sync it, then move it there."""
        path = self.root / clean_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return str(path.relative_to(self.root))

    def get(self, location: str) -> bytes | None:
        """Read a file; None where there is none."""
        path = self.root / clean_name(location)
        return path.read_bytes() if path.is_file() else None


def _folder(settings: Mapping[str, Any], clock: Callable[[], datetime]) -> Store:
    if not settings.get("folder"):
        raise GivenUp("archive: expected the setting folder, found none")
    return Folder(Path(str(settings["folder"])))


def _bucket(settings: Mapping[str, Any], clock: Callable[[], datetime]) -> Store:
    return Bucket.of(settings.get("s3") or {}, clock)


_STORES: Final[Mapping[str, Callable[[Mapping[str, Any], Callable[[], datetime]], Store]]] = {
    "database": lambda settings, clock: InDatabase(),
    "folder": _folder,
    "s3": _bucket,
}


def store_named(name: str, settings: Mapping[str, Any], clock: Callable[[], datetime]) -> Store:
    """The store of that name.

    Raises:
        GivenUp: there is no such store, or its settings are not whole.
    """
    if name not in _STORES:
        raise GivenUp(f"archive: expected a store of {', '.join(_STORES)}, found {name}")
    return _STORES[name](settings, clock)

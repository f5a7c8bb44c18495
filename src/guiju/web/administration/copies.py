"""Copies of the database: taken while cases run, listed, read back."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

from guiju.journal.audit import verify
from guiju.journal.store import Failed, check_backup, open_store, restore
from guiju.run.engine import Engine

ENDINGS: Final = (".db", ".dump")
"""A SQLite database, and what PostgreSQL's own tool writes."""

_DUMP: Final = b"PGDMP"


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading a copy back found.

    Attributes:
        whole: nothing is wrong with it.
        entries: of its journal whose chain was verified; None where a server would have to
            restore it first.
        problem: what is wrong; "" where nothing is.
    """

    whole: bool
    entries: int | None = None
    problem: str = ""


def folder() -> Path:
    """Where copies lie."""
    return Path(settings.FILES) / "backups"


def copies() -> Sequence[Path]:
    """Every copy, the newest first."""
    found = (each for each in folder().glob("guiju-*") if each.suffix in ENDINGS)
    return sorted(found, reverse=True)


def find(name: str) -> Path | None:
    """A copy by its name."""
    return next((each for each in copies() if each.name == name), None)


def take(engine: Engine, now: datetime) -> Path:
    """Write a copy, and read it back before it counts.

    Raises:
        Failed: there is one of that second already, or it could not be written.
    """
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"guiju-{now:%Y%m%d-%H%M%S}"
    if any(each.stem == stem for each in copies()):
        raise Failed("open", f"expected no copy {stem} yet")
    part = folder() / f"{stem}.part"
    try:
        engine.store.backup(str(part))
        with part.open("rb") as opened:
            dump = opened.read(len(_DUMP)) == _DUMP
        return part.rename(part.with_suffix(".dump" if dump else ".db"))
    finally:
        part.unlink(missing_ok=True)


def check(path: Path) -> Checked:
    """Read a copy back; of a SQLite one the journal's chain is verified as well."""
    try:
        check_backup(path)
        return _verified(path) if path.suffix == ENDINGS[0] else Checked(True)
    except Failed as failed:
        return Checked(False, None, str(failed))


def _verified(path: Path) -> Checked:
    with tempfile.TemporaryDirectory(prefix="guiju-copy-") as place:
        target = Path(place) / "guiju.db"
        restore(path, target)
        store = open_store(str(target))
        try:
            found = verify(store.reader())
        finally:
            store.close()
    problem = "; ".join(str(each) for each in found.breaks[:3])
    return Checked(not found.breaks, found.entries, problem)

"""Restoring a backup into a place where nothing is yet."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from guiju.journal.store.opening import file_of
from guiju.journal.store.protocol import Failed


def restore(backup: str | Path, address: str | Path) -> None:
    """Bring a backup back; whoever opens the store next verifies its chain.

    Args:
        backup: what `Store.backup` wrote.
        address: of a store that does not exist yet: a new file, or an empty database.

    Raises:
        Failed: something is there already, or the backup is not whole.
    """
    path = file_of(address)
    if path is None:
        _restore_postgres(str(backup), str(address))
    else:
        _restore_sqlite(Path(backup), path)


def check_backup(backup: str | Path) -> None:
    """Read a backup through without restoring it.

    Raises:
        Failed: it is none, or not whole.
    """
    with Path(backup).open("rb") as opened:
        if opened.read(5) != b"PGDMP":
            verdict = _integrity(Path(backup))
        else:
            verdict = _listed(str(backup))
    if verdict != "ok":
        raise Failed("corrupt", f"the backup at {backup}: {verdict}")


def _integrity(path: Path) -> str:
    import pysqlite3 as sqlite

    try:
        connection = sqlite.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        verdict = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        connection.close()
    except sqlite.Error as error:
        verdict = str(error)
    return verdict


def _listed(path: str) -> str:
    from guiju.journal.store.postgres.store import tool

    done = subprocess.run(
        [tool("pg_restore"), "--list", path], capture_output=True, text=True, check=False
    )
    return done.stderr.strip() or "not readable" if done.returncode else "ok"


def _restore_sqlite(backup: Path, path: Path) -> None:
    from guiju.journal.store.sqlite.store import sync_file

    if path.exists():
        raise Failed("open", f"expected no file at {path} yet")
    if not backup.exists():
        raise Failed("open", f"expected a backup at {backup}")
    part = path.with_name(path.name + ".part")
    shutil.copyfile(backup, part)
    verdict = _integrity(part)
    if verdict != "ok":
        part.unlink()
        raise Failed("corrupt", f"the backup at {backup}: {verdict}")
    sync_file(str(part))
    part.rename(path)


def _restore_postgres(backup: str, address: str) -> None:
    from guiju.journal.store.postgres.connection import connect
    from guiju.journal.store.postgres.store import tool

    connection = connect(address)
    found = connection.execute(
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    ).fetchone()
    connection.close()
    if found is not None and found[0]:
        raise Failed("open", f"expected an empty database, found {found[0]} tables")
    done = subprocess.run(
        [tool("pg_restore"), "--exit-on-error", "--single-transaction", "--no-owner",
         "-d", address, backup],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise Failed("corrupt", done.stderr.strip())

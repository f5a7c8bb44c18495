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


def _restore_sqlite(backup: Path, path: Path) -> None:
    import pysqlite3 as sqlite

    from guiju.journal.store.sqlite.store import sync_file

    if path.exists():
        raise Failed("open", f"expected no file at {path} yet")
    if not backup.exists():
        raise Failed("open", f"expected a backup at {backup}")
    part = path.with_name(path.name + ".part")
    shutil.copyfile(backup, part)
    try:
        connection = sqlite.connect(str(part))
        verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        connection.close()
    except sqlite.Error as error:
        verdict = str(error)
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

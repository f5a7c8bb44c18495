"""A PostgreSQL server of the system, started once for all tests that want one."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _user() -> dict[str, object]:
    """PostgreSQL refuses to run as root; nobody will do."""
    return {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}


@functools.cache
def server() -> tuple[str, Path, str]:
    """Start a server: its address without a database, its data folder, its binaries."""
    found = shutil.which("initdb") or (str(BINARIES[-1]) if BINARIES else None)
    if found is None:
        pytest.skip("no PostgreSQL: neither initdb on the path nor /usr/lib/postgresql")
    binaries = str(Path(found).resolve().parent)
    folder = Path(tempfile.mkdtemp(prefix="guiju-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    run = functools.partial(subprocess.run, check=True, capture_output=True, cwd=folder, **_user())
    data = folder / "data"
    run([f"{binaries}/initdb", "-D", data, "-U", "guiju", "-A", "trust", "-E", "UTF8", "--no-sync"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=60"
    run([f"{binaries}/pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start"])
    atexit.register(_stop, binaries, data, folder)
    return f"postgresql://guiju@127.0.0.1:{port}", data, binaries


def _stop(binaries: str, data: Path, folder: Path) -> None:
    subprocess.run(
        [f"{binaries}/pg_ctl", "-D", data, "-m", "immediate", "stop"],
        capture_output=True, cwd="/", **_user(),
    )  # fmt: skip
    shutil.rmtree(folder, ignore_errors=True)


def fresh_database() -> str:
    """The address of a new, empty database."""
    pytest.importorskip("guiju.journal.store.postgres")
    import psycopg

    address, _, _ = server()
    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{address}/{name}"

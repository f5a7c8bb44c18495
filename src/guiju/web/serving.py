"""The server: pages under granian, the engine's worker beside them in the same process.

One process holds the database's one writer; threads serve the pages.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Final

THREADS: Final = 8
WORKER: Final = "GUIJU_WORKER"
"""Set where the process that serves pages is to run the engine's worker too."""


def secret_of(path: Path) -> str:
    """The secret beside a database; made where there is none, readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


def prepare() -> None:
    """Compile the catalogues, set Django up and bring the tables up to date."""
    import django
    from django.core.management import call_command

    from guiju.tongues import catalogues

    catalogues.compile_all()
    django.setup()
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def serve(host: str, port: int, stream: int = 0) -> None:
    """Serve until told to stop; `stream` is the port of the event stream, 0 for none."""
    from guiju.web import engine

    engine.close()
    beside = None
    if stream:
        command = [sys.executable, "-m", "guiju.web.stream", host, str(stream)]
        beside = subprocess.Popen(command)
    os.environ[WORKER] = "1"
    try:
        _serve_pages(host, port)
    finally:
        if beside is not None:
            beside.terminate()
            beside.wait(10)


def _serve_pages(host: str, port: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "guiju.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_access=False,
        log_level=LogLevels.error,
        websockets=False,
    ).serve()

"""What the server calls."""

from __future__ import annotations

import os
import sys
import threading
from typing import Final

from django.core.wsgi import get_wsgi_application

from guiju.web.serving import WORKER

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
application = get_wsgi_application()

TURN: Final = 0.0005
"""Seconds after which a thread lets another go on. Who writes for all lets go at every statement,
and with the usual 0.005 waits that long for its turn again while others read requests."""


def _work() -> None:
    """Run the engine's worker for as long as this process serves pages."""
    from guiju.web.engine import engine, worker

    one = worker(engine())
    stop = threading.Event()
    threading.Thread(target=one.run, args=(stop,), name="guiju-worker", daemon=True).start()


if os.environ.get(WORKER) == "1":
    sys.setswitchinterval(TURN)
    _work()

"""What the server calls."""

from __future__ import annotations

import os
import threading

from django.core.wsgi import get_wsgi_application

from guiju.web.serving import WORKER

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
application = get_wsgi_application()


def _work() -> None:
    """Run the engine's worker for as long as this process serves pages."""
    from guiju.web.engine import engine, worker

    one = worker(engine())
    stop = threading.Event()
    threading.Thread(target=one.run, args=(stop,), name="guiju-worker", daemon=True).start()


if os.environ.get(WORKER) == "1":
    _work()

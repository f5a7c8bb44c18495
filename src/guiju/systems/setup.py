"""Sets Django up for the systems: one database, shared with the engine.

The web door has settings of its own and takes `APPS` and `database_settings` from here; a command
line or a test that needs no pages calls `set_up`.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from guiju.journal.store import file_of

APPS: Final[tuple[str, ...]] = (
    "guiju.systems.once",
    "guiju.systems.stock",
    "guiju.systems.warehouse",
    "guiju.systems.shipping",
    "guiju.systems.archive",
    "guiju.systems.contacts",
    "guiju.systems.directory",
    "guiju.systems.erp",
    "guiju.systems.messages",
)
"""The Django apps of the systems."""


def database_settings(address: str | Path) -> dict[str, Any]:
    """Django's settings for the database at an engine's address.

    Args:
        address: a file (`cases.db`, `sqlite:///cases.db`) or `postgresql://user@host/database`.

    Raises:
        guiju.journal.store.Failed: the address is of no known kind.
    """
    path = file_of(address)
    if path is not None:
        return {
            "ENGINE": "guiju.systems.sqlite",
            "NAME": str(path),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(str(address))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def set_up(address: str | Path, migrate: bool = True) -> None:
    """Set Django up on a database and bring its tables up to date.

    In a process where Django is set up already, the database is exchanged for this one.

    Args:
        migrate: whether the tables may be out of date; looking takes a tenth of a second.
    """
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(
            DATABASES={"default": database_settings(address)},
            INSTALLED_APPS=["django.contrib.contenttypes", *APPS],
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            USE_TZ=True,
            TIME_ZONE="UTC",
        )
        django.setup()
    else:
        _exchange(address)
    if migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def _exchange(address: str | Path) -> None:
    from django.apps import apps
    from django.db import connections

    if not apps.ready:
        import django

        django.setup()
    connections.close_all()
    with suppress(AttributeError):
        del connections["default"]
    wanted = database_settings(address)
    connections.databases["default"] = wanted
    # Django fills in what its settings leave open when they are first read.
    connections.settings = connections.configure_settings(connections.databases)

"""A fresh database for every test of the systems, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.store import servers
from tests.systems.house import House


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables, to be copied: making the tables takes longer than most tests."""
    from guiju.systems.setup import set_up

    path = tmp_path_factory.mktemp("made") / "made.db"
    set_up(path)
    from django.db import connections

    connections["default"].cursor().execute("pragma wal_checkpoint(truncate)")
    connections.close_all()
    return path


@pytest.fixture
def sqlite(made: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database that Django is set up on."""
    from guiju.systems import setup

    path = tmp_path / "house.db"
    shutil.copy(made, path)
    setup._exchange(path)
    return str(path)


@pytest.fixture(scope="session")
def postgres_address() -> str:
    from guiju.systems.setup import set_up

    address = servers.fresh_database()
    set_up(address)
    return address


@pytest.fixture
def postgres(postgres_address: str) -> str:
    """The address of an emptied PostgreSQL database that Django is set up on."""
    from django.db import connection

    from guiju.systems import setup

    setup._exchange(postgres_address)
    # Truncating makes new files and syncs them, a second for every test; deleting does not.
    tables = connection.introspection.django_table_names(only_existing=True)
    deletions = [f'DELETE FROM "{table}"' for table in tables if table != "django_content_type"]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; " + "; ".join(deletions))
        cursor.execute("SET session_replication_role = DEFAULT")
    return postgres_address


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def house(address: str) -> House:
    """All systems on a fresh database."""
    return House()

"""Pages over an office of its own for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.calling import call
from tests.web.office import Office, open_office, reopened
from tests.web.standards.conftest import pytest_collection_modifyitems, tables

__all__ = ["call", "pytest_collection_modifyitems", "tables"]


@pytest.fixture(scope="session")
def furnished(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the office in it, to be copied."""
    from guiju.systems import setup

    path = tmp_path_factory.mktemp("office") / "office.db"
    shutil.copy(tables, path)
    setup._exchange(path)
    made = open_office(str(path))
    made.engine.close()
    from django.db import connections

    connections["default"].cursor().execute("pragma wal_checkpoint(truncate)")
    connections.close_all()
    return path


@pytest.fixture
def office(furnished: Path, tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "office.db"
    shutil.copy(furnished, path)
    with reopened(str(path)) as made:
        yield made

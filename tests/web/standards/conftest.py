"""Pages of standards and practice on a fresh database for every test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("GUIJU_MODE", "test")
os.environ.setdefault("GUIJU_DB", str(Path(tempfile.gettempdir()) / "guiju-tests-unused.db"))
os.environ.setdefault("GUIJU_FILES", str(Path(tempfile.gettempdir()) / "guiju-tests-files"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
django = pytest.importorskip("django")
django.setup()

from tests.web.standards.house import House, begin  # noqa: E402


def pytest_collection_modifyitems(config: pytest.Config) -> None:
    """The databases of these tests are files of their own: nothing has to be kept from them."""
    from pytest_django.plugin import blocking_manager_key

    config.stash[blocking_manager_key].unblock()


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all tables, to be copied."""
    from guiju.systems.setup import set_up

    path = tmp_path_factory.mktemp("tables") / "tables.db"
    set_up(path)
    from django.db import connections

    connections["default"].cursor().execute("pragma wal_checkpoint(truncate)")
    connections.close_all()
    from guiju.tongues import catalogues

    catalogues.compile_all()
    return path


@pytest.fixture
def house(tables: Path, tmp_path: Path) -> Iterator[House]:
    from guiju.systems import setup
    from guiju.web import engine as of_pages

    path = tmp_path / "house.db"
    shutil.copy(tables, path)
    setup._exchange(path)
    made = begin(str(path))
    with of_pages.use(made.engine):
        yield made
    made.engine.close()

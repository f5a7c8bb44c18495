"""The office of the page tests on PostgreSQL, copied from a template for every test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.store.servers import fresh_database
from tests.web.calling import call
from tests.web.office import Office, open_office, reopened
from tests.web.standards.conftest import pytest_collection_modifyitems

__all__ = ["call", "pytest_collection_modifyitems"]


@pytest.fixture(scope="session")
def furnished() -> str:
    """A database with the office in it, to be copied."""
    from django.db import connections

    from guiju.systems.setup import set_up
    from guiju.tongues import catalogues

    address = fresh_database()
    set_up(address)
    catalogues.compile_all()
    made = open_office(address)
    made.engine.close()
    connections.close_all()
    return address


@pytest.fixture
def office(furnished: str) -> Iterator[Office]:
    import psycopg
    from django.db import connections

    server, _, template = furnished.rpartition("/")
    name = f"t{uuid.uuid4().hex[:12]}"
    connections.close_all()
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    with reopened(f"{server}/{name}") as made:
        yield made
    connections.close_all()

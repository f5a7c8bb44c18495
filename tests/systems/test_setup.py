"""One database for the engine and for Django."""

import subprocess
import sys

import pytest


def test_django_runs_on_the_bundled_sqlite_in_the_file_of_the_engine(tmp_path) -> None:
    script = f"""
from guiju.journal.store import open_store
from guiju.systems.setup import set_up
path = {str(tmp_path / "cases.db")!r}
open_store(path).close()
set_up(path)
from django.db import connection
with connection.cursor() as cursor:
    version = cursor.execute("select sqlite_version()").fetchone()[0]
    assert tuple(map(int, version.split("."))) >= (3, 51, 3), version
    mode = cursor.execute("pragma journal_mode").fetchone()[0]
    full = cursor.execute("pragma synchronous").fetchone()[0]
    assert (mode, full) == ("wal", 2), (mode, full)
    assert cursor.execute("select count(*) from cases").fetchone() == (0,)
set_up(path + "2")
with connection.cursor() as cursor:
    names = [row[0] for row in cursor.execute("select name from sqlite_master").fetchall()]
assert "cases" not in names and "django_migrations" in names, names
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_round_that_fails_keeps_no_other_from_being_made() -> None:
    from guiju.systems.wiring import Systems

    made: list[str] = []

    def away() -> int:
        raise OSError("the inbox is away")

    def good() -> int:
        made.append("letters")
        return 1

    with pytest.raises(OSError, match="away"):
        Systems({}, {}, {"messages": (away,), "erp": (good,)}).go_round()
    assert made == ["letters"]

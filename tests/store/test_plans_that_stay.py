"""A plan that PostgreSQL made while a table was small still looks rows up once it is large."""

import re

import pytest
from tests.store.servers import fresh_database

STEPS = (
    ("cases", "change"), ("cases", "add"), ("tasks", "drop"), ("tasks", "put"), ("jobs", "drop"),
    ("entries", "put"),
)  # fmt: skip
WHOLE = ("Seq Scan on cases", "Seq Scan on jobs", "Seq Scan on tasks", "Hash Join", "Merge Join")


def plan(connection, text):
    """The plan that serves for any values."""
    connection.execute("SET plan_cache_mode = force_generic_plan")
    connection.execute(f"PREPARE asked AS {text}", prepare=False)
    values = ", ".join(["NULL"] * max(map(int, re.findall(r"\$(\d+)", text))))
    rows = connection.execute(f"EXPLAIN EXECUTE asked({values})", prepare=False).fetchall()
    connection.execute("DEALLOCATE asked", prepare=False)
    return "\n".join(row[0] for row in rows)


@pytest.mark.parametrize("guard", ["locked", "believed", "moved"])
@pytest.mark.parametrize("rows", [0, 40, 400])
def test_writing_looks_rows_up_by_an_index_whatever_the_size(guard, rows):
    address = fresh_database()
    from guiju.journal.store import open_store
    from guiju.journal.store.postgres.connection import connect
    from guiju.journal.store.postgres.writing import writing

    open_store(address).close()
    connection = connect(address)
    connection.execute(
        "INSERT INTO cases SELECT i, 'c' || i, 1, 0, 1, 1, 0, 'x', repeat('y', 300)::bytea"
        " FROM generate_series(1, %s) i",
        (rows,),
    )
    connection.execute(
        "INSERT INTO jobs SELECT 0, i, 1, 'a', 'a', 1, 1, '', 3 FROM generate_series(1, %s) i",
        (rows,),
    )
    for table in ("cases", "jobs"):
        connection.execute(f"ANALYZE {table}")
    found = plan(connection, writing(STEPS, guard, guard == "moved"))
    assert not [each for each in WHOLE if each in found], found
    connection.close()

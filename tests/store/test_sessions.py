"""A session of PostgreSQL keeps what it has prepared."""

import psycopg
import pytest
from tests.store.servers import fresh_database


def test_a_session_keeps_so_many_statements_and_prepares_the_oldest_again():
    address = fresh_database()
    from guiju.journal.store.postgres.connection import connect
    from guiju.journal.store.postgres.session import MOST

    connection = connect(address)
    texts = [f"SELECT {number} + $1::bigint" for number in range(MOST + 3)]
    for _ in range(2):
        for number, text in enumerate(texts):
            assert connection.write(text, [(7).to_bytes(8)]) == number + 7
    ours = "SELECT count(*) FROM pg_prepared_statements WHERE starts_with(name, 'guiju_')"
    assert connection.execute(ours).fetchone() == (MOST,)
    connection.close()


def test_what_the_server_has_against_a_write_is_its_own_error():
    address = fresh_database()
    from guiju.journal.store.postgres.connection import connect

    connection = connect(address)
    with pytest.raises(psycopg.errors.UndefinedTable):
        connection.write("SELECT count(*) FROM nowhere", [])
    with pytest.raises(psycopg.errors.DivisionByZero):
        connection.write("SELECT 1 / $1::bigint", [bytes(8)])
    assert connection.write("SELECT 1 / $1::bigint", [(1).to_bytes(8)]) == 1
    connection.close()


def test_what_is_prepared_outlives_a_transaction_that_is_rolled_back():
    address = fresh_database()
    from guiju.journal.store import Batch, CaseRow, open_store

    store = open_store(address)

    def write(name):
        batch = Batch()
        row = CaseRow(1, "c", 1, 0, 1, 0, 0, name.encode(), b"")
        batch.put("cases", 1, row, name == "first")
        with store.transaction((0,)) as transaction:
            transaction.apply(batch)
            # Asking writes what was applied.
            transaction.ask("SELECT 1")
            if name == "unwanted":
                raise InterruptedError

    for name in ("first", "second", "third", "fourth"):
        write(name)
    for _ in range(3):
        with pytest.raises(InterruptedError):
            write("unwanted")
        write("wanted")
    assert store.reader().case("c").state == b"wanted"
    store.close()

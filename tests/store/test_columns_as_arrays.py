"""Values and arrays in PostgreSQL's binary form arrive as they were."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.servers import fresh_database

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))
ROWS = st.lists(
    st.tuples(st.integers(-(2**63), 2**63 - 1), st.none() | TEXT, st.binary()), min_size=1
)


def test_numbers_texts_and_bytes_come_back_from_the_server():
    address = fresh_database()
    from guiju.journal.store.postgres.arrays import VALUE, byteas, int8s, texts
    from guiju.journal.store.postgres.connection import connect

    connection = connect(address)
    sql = "SELECT * FROM unnest(%s::bigint[], %s::text[], %s::bytea[])"

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(ROWS)
    def sent_is_received(rows):
        numbers, words, bodies = zip(*rows, strict=True)
        found = connection.execute(sql, (int8s(numbers), texts(words), byteas(bodies))).fetchall()
        assert found == rows
        alone = [VALUE[type_](each) for type_, each in zip("itb", rows[0], strict=True)]
        assert (
            connection.execute("SELECT %s::bigint, %s::text, %s::bytea", alone).fetchone()
            == (rows[0])
        )

    sent_is_received()
    connection.close()

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
    from guiju.journal.store.postgres.arrays import byteas, int8s, texts, values
    from guiju.journal.store.postgres.connection import connect

    connection = connect(address)
    connection.execute("CREATE TABLE kept (number BIGINT, word TEXT, body BYTEA)")
    put = "WITH kept AS (INSERT INTO kept SELECT {} RETURNING 1) SELECT count(*) FROM kept"
    many = put.format("* FROM unnest($1::bigint[], $2::text[], $3::bytea[])")
    one = put.format("$1::bigint, $2::text, $3::bytea")

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(ROWS)
    def sent_is_received(rows):
        numbers, words, bodies = zip(*rows, strict=True)
        assert connection.write(many, (int8s(numbers), texts(words), byteas(bodies))) == len(rows)
        assert connection.write(one, values(rows[0], "itb")) == 1
        found = connection.execute("TABLE kept").fetchall()
        connection.execute("TRUNCATE kept")
        assert found == [*rows, rows[0]]

    sent_is_received()
    connection.close()


KINDS = {"i": st.integers(-(2**63), 2**63 - 1), "t": st.none() | TEXT, "b": st.binary()}
ANY_ROW = st.text("itb", min_size=1, max_size=40).flatmap(
    lambda types: st.tuples(st.just(types), st.tuples(*(KINDS[each] for each in types)))
)


@given(ANY_ROW)
def test_a_row_is_packed_as_each_of_its_values_alone(row):
    from guiju.journal.store.postgres.arrays import values

    types, given_ = row
    alone = [values((value,), type_)[0] for type_, value in zip(types, given_, strict=True)]
    assert list(values(given_, types)) == alone

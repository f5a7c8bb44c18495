"""Rows that are said to be new, known or gone are stored as a plain dictionary would keep them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.servers import fresh_database

from guiju.journal.store import Batch, CaseRow, TaskRow, open_store

TURNS = st.lists(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["put", "drop"])), min_size=1, max_size=6),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest.fixture(params=["sqlite", "postgres"])
def store(request, tmp_path):
    address = tmp_path / "cases.db" if request.param == "sqlite" else fresh_database()
    opened = open_store(address)
    yield opened
    opened.close()


def test_tasks_and_cases_are_as_a_dictionary_would_keep_them(store):
    highest = iter(range(10**6))

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
    @given(TURNS)
    def agree(turns):
        with store.transaction((0,)) as transaction:
            for table in ("tasks", "cases"):
                transaction.ask(f"DELETE FROM {table}")
        tasks, cases = {}, {}
        for turn in turns:
            batch = Batch()
            for number, what in turn:
                key = (number, 1)
                row = TaskRow(*key, f"e{next(highest)}", 1, 7, "", 0, 0, 50)
                batch.put("tasks", key, row if what == "put" else None, key not in tasks)
                case = CaseRow(number, f"c{number}", 1, 0, next(highest), 0, 0, b"s", b"v")
                batch.put("cases", number, case, number not in cases)
            # Within a batch the last word counts; what is new is said by what was stored before.
            tasks |= batch.tables["tasks"]
            tasks = {key: row for key, row in tasks.items() if row is not None}
            cases |= batch.tables["cases"]
            with store.transaction((0,)) as transaction:
                transaction.apply(batch)
        reader = store.reader()
        assert {row[:2]: row for each in range(5) for row in reader.tasks_of(each)} == tasks
        assert dict(reader.cases([row.id for row in cases.values()])) == {
            row.id: row for row in cases.values()
        }

    agree()


def test_a_row_that_a_batch_drops_first_is_not_new_to_it():
    batch = Batch()
    batch.put("tasks", (1, 1), None)
    batch.put("tasks", (1, 1), TaskRow(1, 1, "e", 1, 7, "", 0, 0, 50), True)
    batch.put("tasks", (1, 2), TaskRow(1, 2, "e", 1, 7, "", 0, 0, 50), True)
    assert batch.new == {("tasks", (1, 2))}

"""Many rows of a table are written, and dropped, by few statements."""

import random

import pytest

from guiju.journal.store import Batch, TaskRow, open_store


@pytest.mark.parametrize("count", [1, 2, 3, 63, 64, 65, 200])
def test_as_many_rows_are_there_as_were_put_and_only_the_named_ones_go(tmp_path, count) -> None:
    store = open_store(tmp_path / "cases.db")
    rows = {(case, 1): TaskRow(case, 1, f"e{case}", 1, 7, "", case, 0, 50) for case in range(count)}
    write(store, rows)
    gone = random.Random(count).sample(sorted(rows), count // 2)
    write(store, {**dict.fromkeys(gone), (count, 1): TaskRow(count, 1, "new", 1, 7, "", 0, 0, 50)})
    left = {row[:2]: row[2] for case in range(count + 1) for row in store.reader().tasks_of(case)}
    kept = {key: row.element for key, row in rows.items() if key not in gone}
    assert left == {**kept, (count, 1): "new"}
    store.close()


def write(store, rows) -> None:
    batch = Batch()
    for key, row in rows.items():
        batch.put("tasks", key, row)
    with store.transaction((0,)) as transaction:
        transaction.apply(batch)

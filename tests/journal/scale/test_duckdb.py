"""DuckDB finds the very variants that the log itself has, and a check takes them as a log."""

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.journal.scale.logs import SHARED, hard_log, same

pytest.importorskip("ibis", reason="needs guiju[scale]: Ibis")
pytest.importorskip("duckdb", reason="needs guiju[scale]: DuckDB")

from guiju.journal import read_log
from guiju.journal.scale import (
    EngineMissing,
    engine_at,
    read_encoded,
    scaled_log,
    write_encoded,
)


@pytest.mark.parametrize("seed", range(6))
def test_equal_missing_and_mixed_times_give_the_same_variants(seed, tmp_path):
    log = hard_log(seed)
    assert log.report.tied_cases
    write_encoded(log, tmp_path)
    with engine_at("duckdb") as engine:
        assert same(scaled_log(tmp_path, engine), log)
    assert same(read_encoded(tmp_path), log)


@pytest.mark.skipif(not SHARED, reason="no shared data beside the checkout")
@pytest.mark.parametrize("path", SHARED, ids=lambda path: path.name.split(".")[0])
def test_the_shared_logs_have_the_same_variants(path, tmp_path):
    log = read_log(path)
    write_encoded(log, tmp_path)
    with engine_at("duckdb", memory="1GB") as engine:
        assert same(scaled_log(tmp_path, engine), log)
    assert same(read_encoded(tmp_path), log)


def test_rows_in_any_order_and_many_files_are_one_log(tmp_path):
    log = hard_log(7)
    write_encoded(log, tmp_path)
    events = pq.read_table(tmp_path / "events.parquet")
    (tmp_path / "events.parquet").unlink()
    (tmp_path / "events.parquet").mkdir()
    mixed = events.take(np.random.default_rng(1).permutation(len(events)))
    for part in range(4):
        piece = mixed.slice(part * 100, 100)
        pq.write_table(piece, tmp_path / "events.parquet" / f"{part}.parquet")
    with engine_at("duckdb") as engine:
        assert same(scaled_log(tmp_path, engine), log)
    assert same(read_encoded(tmp_path), log)


def test_a_case_without_events_has_the_empty_sequence(tmp_path):
    log = hard_log(3)
    write_encoded(log, tmp_path)
    ids = [*log.case_ids.to_pylist(), "nothing", "nothing too"]
    codes = pa.array(range(len(ids)), pa.int32())
    pq.write_table(pa.table({"case": codes, "id": ids}), tmp_path / "cases.parquet")
    with engine_at("duckdb") as engine:
        scaled = scaled_log(tmp_path, engine)
    table = scaled.variants()
    assert table.sequences[table.of_case[-1]] == ()
    assert int(table.counts.sum()) == len(ids)
    here = read_encoded(tmp_path).variants()
    assert here.sequences == table.sequences
    assert here.of_case.tolist() == table.of_case.tolist()


def test_an_engine_that_is_not_there_says_so():
    with pytest.raises(EngineMissing, match="expected duckdb"), engine_at("sqlite"):
        raise AssertionError


@pytest.mark.parametrize("spoil", ["codes", "columns", "text"])
def test_what_is_no_encoded_log_is_refused(spoil, tmp_path):
    write_encoded(hard_log(1), tmp_path)
    if spoil == "codes":
        pq.write_table(pa.table({"activity": [0], "name": ["A"]}), tmp_path / "activities.parquet")
    if spoil == "columns":
        pq.write_table(pa.table({"case": [0]}), tmp_path / "events.parquet")
    if spoil == "text":
        (tmp_path / "cases.parquet").write_text("no parquet")
    with pytest.raises(ValueError):
        read_encoded(tmp_path)

"""CSV and Parquet: roles told or guessed, times by a stated format, bad rows listed."""

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guiju import journal
from guiju.journal.times import read_times, text_of

from .mutants import CSV


def read(data: bytes | Path, **settings: object) -> journal.Log:
    log = journal.read_log(data, **settings)
    assert isinstance(log, journal.Log), str(log)
    return log


def names(log: journal.Log) -> list[str | None]:
    return log.activity.texts()


def test_roles_are_guessed_from_usual_names_and_told() -> None:
    log = read(CSV)
    used = log.report.mapping
    assert (used.case, used.activity, used.time) == ("case_id", "activity", "timestamp")
    assert "case" in log.report.guessed
    assert "case=case_id" in str(used)
    assert log.cases == 3


def test_chinese_names_are_known() -> None:
    text = "案例编号,活动,时间,操作人\n1,申请,2024年3月1日 09时05分,安\n1,批准,2024年3月2日 10时00分,王\n"
    log = read(text.encode("gb18030"))
    assert names(log) == ["申请", "批准"]
    assert log.report.mapping.encoding == "gb18030"
    assert log.report.mapping.time_format == "chinese"
    assert [note.code for note in log.report.notes] == ["encoding-guessed"]
    assert log.resource is not None
    assert log.resource.texts() == ["安", "王"]


def test_a_told_mapping_is_used_and_not_called_guessed() -> None:
    told = journal.Mapping(case="who", activity="note", time="timestamp", resource="", lifecycle="")
    log = read(CSV, mapping=told)
    assert log.report.guessed == ()
    assert log.case_ids.to_pylist() == ["Ann", "Bob", "安"]
    assert log.resource is None


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    why = journal.read_log(CSV, mapping=journal.Mapping(case="ticket"))
    assert isinstance(why, journal.Unreadable)
    assert why.code == "column-absent"
    assert "ticket" in str(why)
    assert "case_id" in str(why)


def test_columns_nobody_can_guess_ask_for_a_mapping() -> None:
    why = journal.read_log(b"a,b\n1,2\n3,4\n")
    assert isinstance(why, journal.Unreadable)
    assert why.code == "role-unknown"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["case", "activity", "time"], ["1", "a, b; c", "2020-01-01"], ["1", "d", "2020-01-02"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    log = read(text.encode())
    assert log.report.mapping.delimiter == delimiter
    assert names(log) == ["a, b; c", "d"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_found(encoding: str) -> None:
    log = read("case,activity\n1,审批\n1,付款\n".encode(encoding))
    assert names(log) == ["审批", "付款"]


def test_rows_of_another_length_are_listed_and_the_others_kept() -> None:
    text = 'case,activity\n1,a\n2\n\n3,"x\ny"\n4,b,c\n5,"open\n6,d\n7,e\n'
    log = read(text.encode())
    assert names(log) == ["a", "x\ny", "d", "e"]
    assert [row.number for row in log.report.bad_rows] == [2, 4, 5]
    assert log.report.rows == 7


def test_rows_behind_a_bad_one_keep_their_own_numbers() -> None:
    log = read(b"case,activity,time\n1,a,2020-01-01\nbad\n2,b,soon\n,c,2020-01-02\n")
    found = {row.code: row.number for row in log.report.bad_rows}
    assert found == {"row-of-other-length": 2, "time-unreadable": 3, "row-without-case": 4}


def test_dates_that_could_be_either_are_told() -> None:
    log = read(b"case,activity,time\n1,a,01/02/2020 10:00\n1,b,03/04/2020 11:00\n")
    assert [note.code for note in log.report.notes] == ["ambiguous-dates"]
    assert log.report.mapping.time_format == "day-month-year"
    told = read(
        b"case,activity,time\n1,a,01/02/2020 10:00\n",
        mapping=journal.Mapping(time_format="month-day-year"),
    )
    assert text_of(int(told.time[0])) == "2020-01-02T10:00:00.000000+00:00"
    assert told.report.notes == ()


def test_a_time_format_nobody_knows_is_refused() -> None:
    why = journal.read_log(CSV, mapping=journal.Mapping(time_format="stardate"))
    assert isinstance(why, journal.Unreadable)
    assert why.code == "time-format-unknown"


TIMES = {
    ("year-month-day", "2016-02-29T01:23:00.123456789+01:00"): "2016-02-29T00:23:00.123456+00:00",
    ("year-month-day", "2016/2/29 1:23"): "2016-02-29T01:23:00.000000+00:00",
    ("year-month-day", "2015-02-29"): None,
    ("day-month-year", "29-02-2016 01:23"): "2016-02-29T01:23:00.000000+00:00",
    ("day-month-year", "29.2.2016"): "2016-02-29T00:00:00.000000+00:00",
    ("month-day-year", "4/1/2016 9:05 PM"): "2016-04-01T21:05:00.000000+00:00",
    ("month-day-year", "4/1/2016 13:05 PM"): None,
    ("day-month-yy", "29/02/16 01:23"): "2016-02-29T01:23:00.000000+00:00",
    ("day-word-year", "29 Feb 2016 01:23"): "2016-02-29T01:23:00.000000+00:00",
    ("word-day-year", "February 29, 2016"): "2016-02-29T00:00:00.000000+00:00",
    ("compact", "20160229T012345Z"): "2016-02-29T01:23:45.000000+00:00",
    ("epoch", "1456708980"): "2016-02-29T01:23:00.000000+00:00",
    ("epoch", "1456708980123"): "2016-02-29T01:23:00.123000+00:00",
    ("epoch", "1456708980123456"): "2016-02-29T01:23:00.123456+00:00",
    ("epoch", "9999999999999999999"): None,
}


@pytest.mark.parametrize(("case", "expected"), TIMES.items(), ids=[text for _, text in TIMES])
def test_a_format_reads(case: tuple[str, str], expected: str | None) -> None:
    micros = int(read_times(pa.array([case[1], None]), case[0])[0])
    assert (None if micros == journal.NO_TIME else text_of(micros)) == expected


def test_a_told_zone_moves_naive_times_with_summer_and_winter() -> None:
    data = b"case,activity,time\n1,a,2020-01-01 12:00\n1,b,2020-07-01 12:00\n"
    log = read(data, mapping=journal.Mapping(timezone="Europe/Berlin"))
    assert [text_of(int(t))[11:16] for t in log.time] == ["11:00", "10:00"]


def test_a_log_without_times_keeps_the_order_of_the_source() -> None:
    log = read(b"case,activity\n1,b\n2,c\n1,a\n")
    assert names(log) == ["b", "a", "c"]
    assert log.report.missing_times == 3
    assert "no-times" in [note.code for note in log.report.notes]


def test_columns_of_cases_are_known_by_their_prefix() -> None:
    log = read(b"case:concept:name,concept:name,case:amount\n1,a,5\n1,b,5\n2,a,7\n")
    assert [log.case_attributes.of_row(row) for row in (0, 1)] == [{"amount": "5"}, {"amount": "7"}]


def test_gzip_is_undone(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(CSV))
    assert read(path).cases == 3


def test_parquet_keeps_types_and_tells_what_it_leaves_out(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    table = pa.table(
        {
            "case_id": pa.array([7, 7, 8]),
            "activity": ["a", "b", "a"],
            "timestamp": pa.array([1, 2, 3], pa.timestamp("ms")),
            "amount": [1.5, None, 2.5],
            "lines": [[1], [2], []],
        }
    )
    pq.write_table(table, path)
    log = read(path)
    assert log.case_ids.to_pylist() == ["7", "8"]
    assert log.time.tolist() == [1000, 2000, 3000]
    assert log.attributes["amount"].values.to_pylist() == [1.5, 2.5]
    assert [note.code for note in log.report.notes] == ["column-left-out"]
    assert read(path.read_bytes()).cases == 2


@pytest.mark.parametrize("data", [b"PAR1", b"PK\x03\x04zip", b"%PDF-1.7", b"   \n", b"\0\0\0\0"])
def test_what_is_no_log_is_said_to_be_none(data: bytes) -> None:
    assert isinstance(journal.read_log(data), journal.Unreadable)

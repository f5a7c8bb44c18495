"""Logs that are odd and sound: every event and case of theirs is kept as it is."""

from datetime import UTC, datetime

import pytest

from guiju.journal import Log, read_log

CSV = "case,activity,time\nNA,A,1948-01-01T08:00:00Z\nNA,问,1948-01-02T08:00:00Z\nnan,A,\n"
XES = """<?xml version="1.0" encoding="{encoding}"?><log>
<trace><string key="concept:name" value="NA"/></trace>
<trace><event><string key="concept:name" value="A"/>
<date key="time:timestamp" value="1948-05-01T00:00:00Z"/>
<string key="Ümläut key: with [odd] signs" value="x"><string key="inner" value="y"/></string>
</event></trace></log>"""


def log_of(data: bytes) -> Log:
    log = read_log(data)
    assert isinstance(log, Log), log
    return log


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_case_named_na_and_an_event_of_1948_are_what_they_are(encoding: str) -> None:
    log = log_of(CSV.encode(encoding))
    assert log.case_ids.to_pylist() == ["NA", "nan"]
    assert set(log.activities) == {"A", "问"}
    assert datetime.fromtimestamp(int(log.time[0]) / 1e6, UTC) == datetime(
        1948, 1, 1, 8, tzinfo=UTC
    )
    assert log.report.missing_times == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_trace_without_events_is_a_case_and_one_without_a_name_gets_one(encoding: str) -> None:
    log = log_of(XES.format(encoding=encoding).encode(encoding))
    assert log.case_ids.to_pylist() == ["NA", "trace 2"]
    assert [list(sequence) for sequence in log.variants().sequences] == [[], [0]]
    assert log.time[0] < 0
    assert "Ümläut key: with [odd] signs" in log.attributes

"""XES as files really come: odd spellings, nested attributes, lifecycle, damage and malice."""

import gzip
import random
from pathlib import Path

import pytest

from guiju import journal
from guiju.journal.source import Source
from guiju.journal.xes import scan as fast

NAME = '<string key="concept:name" value="{}"/>'
TIME = '<date key="time:timestamp" value="{}"/>'


def event(name: str, time: str = "", more: str = "") -> str:
    stamp = TIME.format(time) if time else ""
    return f"<event>{NAME.format(name)}{stamp}{more}</event>"


def trace(name: str, *events: str) -> str:
    return f"<trace>{NAME.format(name)}{''.join(events)}</trace>"


def log_of(*inner: str, head: str = "<log>") -> bytes:
    return (head + "".join(inner) + "</log>").encode()


def read(data: bytes, **settings: object) -> journal.Log:
    log = journal.read_log(data, **settings)
    assert isinstance(log, journal.Log), str(log)
    return log


def refused(data: bytes, **settings: object) -> journal.Unreadable:
    why = journal.read_log(data, **settings)
    assert isinstance(why, journal.Unreadable)
    return why


def sequences(log: journal.Log) -> list[list[str | None]]:
    return [[log.activity.text(row) for row in log.rows(case)] for case in range(log.cases)]


def test_events_are_ordered_by_time_and_equal_times_by_source() -> None:
    log = read(
        log_of(
            trace(
                "c",
                event("B", "2020-01-02"),
                event("A", "2020-01-01"),
                event("Z", "2020-01-02"),
                event("C", "2020-01-02"),
            )
        )
    )
    assert sequences(log) == [["A", "B", "Z", "C"]]
    assert log.seq.tolist() == [1, 0, 2, 3]
    assert log.report.tied_cases == 1


def test_an_event_without_a_time_stays_behind_the_one_before_it() -> None:
    log = read(log_of(trace("c", event("A", "2020-01-03"), event("B"), event("C", "2020-01-01"))))
    assert sequences(log) == [["C", "A", "B"]]
    assert log.report.missing_times == 1


def test_of_several_transitions_only_complete_counts_unless_told_otherwise() -> None:
    start = '<string key="lifecycle:transition" value="start"/>'
    done = '<string key="lifecycle:transition" value="COMPLETE"/>'
    data = log_of(trace("c", event("A", more=start), event("A", more=done), event("B")))
    assert sequences(read(data)) == [["A", "B"]]
    assert read(data).report.left_out == 1
    assert sequences(read(data, lifecycle=None)) == [["A", "A", "B"]]
    assert sequences(read(data, lifecycle="start")) == [["A"]]


def test_a_transition_no_event_has_is_told_and_everything_is_kept() -> None:
    kinds = [f'<string key="lifecycle:transition" value="{kind}"/>' for kind in ("start", "stop")]
    log = read(log_of(trace("c", *(event("A", more=kind) for kind in kinds))))
    assert len(log) == 2
    assert [note.code for note in log.report.notes] == ["lifecycle-absent"]


def test_a_zone_moves_the_time_and_a_time_without_one_is_utc_or_the_zone_told() -> None:
    data = log_of(
        trace("c", event("A", "2020-07-01T12:00:00+02:00"), event("B", "2020-07-01T12:00:00"))
    )
    noon = 1_593_604_800_000_000
    assert read(data).time.tolist() == [noon - 2 * 3600 * 10**6, noon]
    berlin = read(data, mapping=journal.Mapping(timezone="Europe/Berlin"))
    assert berlin.time.tolist() == [noon - 2 * 3600 * 10**6] * 2
    assert "Europe/Berlin" in berlin.report.time_rule
    assert refused(data, mapping=journal.Mapping(timezone="Mars/Crater")).code == "zone-unknown"


def test_nested_attributes_and_lists_keep_their_place() -> None:
    more = (
        '<string key="cost" value="5"><int key="tax" value="1"/></string>'
        '<list key="parts"><values><string key="part" value="x"/><string key="part" value="y"/>'
        "</values></list>"
    )
    log = read(log_of(trace("c", event("A", more=more))))
    found = log.attributes.of_row(0)
    assert found["cost"] == "5"
    assert found["cost/tax"] == 1
    assert (found["parts/0/part"], found["parts/1/part"]) == ("x", "y")


def test_attributes_have_the_types_the_file_states() -> None:
    more = (
        '<int key="i" value="-3"/><float key="f" value="1.5E3"/><boolean key="b" value="true"/>'
        '<date key="d" value="2020-01-01T00:00:00Z"/><id key="u" value="x-1"/>'
    )
    log = read(log_of(trace("c", event("A", more=more))))
    found = log.attributes.of_row(0)
    assert (found["i"], found["f"], found["b"], found["u"]) == (-3, 1500.0, True, "x-1")
    assert str(found["d"]).startswith("2020-01-01 00:00:00")


def test_a_value_that_is_not_of_its_type_keeps_the_column_as_text() -> None:
    log = read(
        log_of(
            trace(
                "c",
                event("A", more='<int key="i" value="many"/>'),
                event("B", more='<int key="i" value="3"/>'),
            )
        )
    )
    assert [log.attributes.of_row(row)["i"] for row in (0, 1)] == ["many", "3"]


def test_extensions_globals_and_classifiers_are_in_the_header() -> None:
    head = (
        '<log xes.version="2.0" xmlns="http://www.xes-standard.org/">'
        '<extension name="Concept" prefix="concept" uri="u"/>'
        '<global scope="event"><string key="concept:name" value="-"/></global>'
        '<classifier name="Both" scope="event" keys="concept:name org:role"/>'
        '<string key="origin" value="desk"/>'
    )
    header = read(log_of(trace("c", event("A")), head=head)).header
    assert header["extensions"] == [("Concept", "concept", "u")]
    assert header["globals"] == {"event": [("string", "concept:name", "-")]}
    assert header["classifiers"] == [("Both", "concept:name org:role", "event")]
    assert header["attributes"] == [(("origin",), "string", "desk")]


def test_a_classifier_can_be_the_activity() -> None:
    head = '<log><classifier name="Both" keys="concept:name org:role"/>'
    data = log_of(trace("c", event("A", more='<string key="org:role" value="x"/>')), head=head)
    assert sequences(read(data, mapping=journal.Mapping(activity="Both"))) == [["A+x"]]
    assert sequences(read(data, mapping=journal.Mapping(activity="org:role"))) == [["x"]]


def test_an_event_without_a_name_is_listed_with_its_number() -> None:
    log = read(log_of(trace("c", event("A"), "<event/>", event("B"))))
    assert sequences(log) == [["A", "B"]]
    assert [(row.number, row.code) for row in log.report.bad_rows] == [(2, "row-without-activity")]
    assert log.report.rows == 3


def test_an_unreadable_time_is_listed_and_its_event_kept() -> None:
    log = read(log_of(trace("c", event("A", "2020-01-01"), event("B", "last Tuesday"))))
    assert len(log) == 2
    assert [(row.number, row.code) for row in log.report.bad_rows] == [(2, "time-unreadable")]
    assert "last Tuesday" in str(log.report.bad_rows[0])


def test_namesake_and_nameless_traces_stay_cases_of_their_own() -> None:
    log = read(
        log_of(trace("c", event("A")), trace("c", event("B")), f"<trace>{event('C')}</trace>")
    )
    assert log.case_ids.to_pylist() == ["c", "c #2", "trace 3"]
    assert log.report.bad_counts == {"trace-name-twice": 1, "trace-without-name": 1}


SPELLINGS = {
    "single quotes": "<event><string key='concept:name' value='A'/></event>",
    "value first": '<event><string value="A" key="concept:name"/></event>',
    "an end tag": '<event><string key="concept:name" value="A"></string></event>',
    "spaces": '<event ><string  key = "concept:name"\n value="A"   /></event >',
    "a comment": '<event><!-- <event> </trace> --><string key="concept:name" value="A"/></event>',
    "character references": '<event><string key="concept:name" value="&#65;"/></event>',
    "a processing instruction": '<event><?x </trace>?><string key="concept:name" value="A"/></event>',
    "CDATA": '<event><![CDATA[</trace>]]><string key="concept:name" value="A"/></event>',
    "text": '<event>some text<string key="concept:name" value="A"/></event>',
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_xml_allows_is_read_alike(spelling: str) -> None:
    usual = trace("b", event("A"), event("B"))
    log = read(log_of(usual, trace("c", spelling), usual.replace('"b"', '"d"')))
    assert sequences(log) == [["A", "B"], ["A"], ["A", "B"]]
    assert log.report.stopped is None


def test_commented_out_traces_are_not_read() -> None:
    log = read(
        log_of(
            trace("b", event("A")), f"<!-- {trace('no', event('X'))} -->", trace("c", event("B"))
        )
    )
    assert log.case_ids.to_pylist() == ["b", "c"]


def test_a_prefix_for_the_namespace_changes_nothing() -> None:
    data = (
        b'<x:log xmlns:x="http://www.xes-standard.org/"><x:trace>'
        b'<x:string key="concept:name" value="c"/><x:event>'
        b'<x:string key="concept:name" value="A"/></x:event></x:trace></x:log>'
    )
    log = read(data)
    assert (log.case_ids.to_pylist(), sequences(log)) == (["c"], [["A"]])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "iso-8859-1"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    name = "é" if encoding == "iso-8859-1" else "审批"
    data = (text + log_of(trace("c", event(name))).decode()).encode(encoding)
    assert sequences(read(data)) == [[name]]


def test_entities_in_names_are_resolved_once() -> None:
    data = log_of(trace("c", event("a &amp;lt; b"), event("x &#38; y"), event("&quot;q&quot;")))
    assert sequences(read(data)) == [["a &lt; b", "x & y", '"q"']]


def test_both_lanes_read_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    more = '<int key="n" value="4"/><string key="t" value="x &gt; y"/>'
    data = log_of(
        *(trace(f"c{n}", event("A", "2020-01-01"), event("B", more=more)) for n in range(50))
    )
    quick = read(data)
    monkeypatch.setattr(fast, "_scan", lambda *_: fast._require(False))
    careful = read(data)
    assert quick.table().equals(careful.table())


@pytest.mark.parametrize("cut", [40, 200, 700, 1500])
def test_a_file_that_breaks_off_gives_what_came_before(cut: int) -> None:
    whole = log_of(*(trace(f"c{n}", event("A"), event("B")) for n in range(20)))
    log = journal.read_log(whole[:cut])
    if isinstance(log, journal.Log):
        assert log.report.stopped is not None
        assert log.report.stopped.code == "xml-broken"
        assert len(log) <= 40
    else:
        assert cut == 40


def test_a_broken_gzip_gives_what_came_before() -> None:
    dice = random.Random(1)
    traces = (trace(f"c{dice.random()}", event(f"A{dice.random()}")) for _ in range(20_000))
    packed = gzip.compress(log_of(*traces))
    log = read(packed[: len(packed) // 2])
    assert log.report.stopped is not None
    assert log.report.stopped.code == "gzip-broken"
    assert 0 < log.cases < 20_000


def test_a_bomb_is_refused_early() -> None:
    packed = gzip.compress(b"<log>" + b" " * (200 << 20), 1)
    assert refused(packed).code in ("too-compressed", "xml-broken")
    source = Source(gzip.compress(b" " * (200 << 20), 9), journal.Limits(), None)
    assert sum(map(len, source.pieces())) <= 65 << 20
    assert source.trouble is not None
    assert source.trouble.code == "too-compressed"


HOSTILE = {
    "a DOCTYPE": b'<!DOCTYPE log SYSTEM "file:///etc/hostname"><log/>',
    "an entity": b'<!DOCTYPE log [<!ENTITY a "b">]><log><trace/></log>',
    "a DOCTYPE in UTF-16": '<!DOCTYPE log SYSTEM "x"><log/>'.encode("utf-16"),
    "a DOCTYPE behind a comment": b"<!-- <log> --><!DOCTYPE log><log><trace/></log>",
    "another root": b"<html><trace/></html>",
    "an unknown encoding": b'<?xml version="1.0" encoding="utf-7"?><log/>',
    "nothing": b"",
    "an unknown entity": b"<log><string key='a' value='&x;'/></log>",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_with_a_reason(data: bytes) -> None:
    assert str(refused(data))


def test_deep_nesting_ends_the_reading_not_the_program() -> None:
    deep = "<string key='a' value='b'>" * 100_000
    log = journal.read_log(log_of(trace("c", event("A"), event("B", more=deep))))
    assert isinstance(log, journal.Unreadable) or log.report.stopped is not None


def test_a_value_beyond_the_limit_is_listed_and_left_out() -> None:
    limits = journal.Limits(value_length=100)
    long = f'<string key="memo" value="{"x" * 101}"/>'
    log = read(log_of(trace("c", event("A", more=long))), limits=limits)
    assert log.attributes.of_row(0) == {}
    assert log.report.bad_counts == {"value-too-long": 1}


def test_more_columns_than_the_limit_are_left_out_and_told() -> None:
    more = "".join(f'<string key="k{n}" value="v"/>' for n in range(50))
    log = read(log_of(trace("c", event("A", more=more))), limits=journal.Limits(columns=10))
    assert [note.code for note in log.report.notes] == ["too-many-columns"]
    assert sequences(log) == [["A"]]


def test_more_events_than_the_limit_stop_the_reading() -> None:
    data = log_of(*(trace(f"c{n}", event("A")) for n in range(50)))
    log = read(data, limits=journal.Limits(events=10))
    assert log.report.stopped is not None
    assert log.report.stopped.code == "too-many-events"


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(log_of(trace("c", event("A")))))
    told: list[tuple[int, int]] = []
    journal.read_log(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_missing_file_is_a_reason(tmp_path: Path) -> None:
    why = journal.read_log(tmp_path / "none.xes")
    assert isinstance(why, journal.Unreadable)
    assert why.code == "file-not-read"

"""Laws over generated logs: written and read again they are the same; variants are exact."""

import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju import journal
from guiju.journal import variants as exact
from guiju.journal.times import text_of

TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: text.strip() == text and not text.startswith("'"))
MICROS = st.integers(-2_000_000_000_000_000, 4_000_000_000_000_000)
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "memo": st.tuples(st.just("string"), TEXT),
        "count": st.tuples(st.just("int"), st.integers(-(2**62), 2**62)),
        "amount": st.tuples(st.just("float"), st.floats(allow_nan=False, allow_infinity=False)),
        "done": st.tuples(st.just("boolean"), st.booleans()),
        "due": st.tuples(st.just("date"), MICROS.map(text_of)),
    },
)
EVENTS = st.lists(st.tuples(TEXT, st.none() | MICROS, ATTRIBUTES), min_size=1, max_size=5)
LOGS = st.dictionaries(TEXT, st.tuples(ATTRIBUTES, EVENTS), min_size=1, max_size=5)


def quoted(text: object) -> str:
    plain = str(text).lower() if isinstance(text, bool) else str(text)
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return f'"{plain}"'


def elements(values: dict[str, tuple[str, object]]) -> str:
    return "".join(
        f"<{kind} key={quoted(k)} value={quoted(v)}/>" for k, (kind, v) in values.items()
    )


def xes(cases: dict) -> bytes:
    text = "<log>"
    for name, (attributes, events) in cases.items():
        text += f'<trace><string key="concept:name" value={quoted(name)}/>{elements(attributes)}'
        for activity, micros, more in events:
            stamp = (
                "" if micros is None else elements({"time:timestamp": ("date", text_of(micros))})
            )
            text += f'<event><string key="concept:name" value={quoted(activity)}/>{stamp}'
            text += f"{elements(more)}</event>"
        text += "</trace>"
    return (text + "</log>").encode()


def content(log: journal.Log) -> list:
    return [
        (
            log.case_id(case),
            log.case_attributes.of_row(case),
            [
                (log.activity.text(row), int(log.time[row]), log.attributes.of_row(row))
                for row in log.rows(case)
            ],
        )
        for case in range(log.cases)
    ]


def read(data: bytes | Path) -> journal.Log:
    log = journal.read_log(data)
    assert isinstance(log, journal.Log), str(log)
    assert log.report.stopped is None
    return log


@given(LOGS)
def test_reading_xes_finds_what_was_written(cases: dict) -> None:
    log = read(xes(cases))
    assert log.case_ids.to_pylist() == list(cases)
    for case, (_, events) in enumerate(cases.values()):
        found = Counter(log.activity.text(row) for row in log.rows(case))
        assert found == Counter(activity for activity, _, _ in events)
        times = [int(t) for t in log.time[list(log.rows(case))] if t != journal.NO_TIME]
        assert times == sorted(times)


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "log.parquet"])
@given(cases=LOGS)
@settings(max_examples=60)
def test_xes_and_parquet_come_back_the_same(name: str, cases: dict) -> None:
    log = read(xes(cases))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write = journal.write_parquet if name.endswith("parquet") else journal.write_xes
        write(log, path)
        assert content(read(path)) == content(log)


@given(cases=LOGS)
@settings(max_examples=60)
def test_csv_comes_back_with_the_same_cases_activities_and_times(cases: dict) -> None:
    log = read(xes(cases))
    with tempfile.TemporaryDirectory() as folder:
        journal.write_csv(log, Path(folder) / "log.csv", safe=False)
        again = read(Path(folder) / "log.csv")
        assert [(c, [e[:2] for e in events]) for c, _, events in content(again)] == [
            (c, [e[:2] for e in events]) for c, _, events in content(log)
        ]


@given(st.lists(st.lists(st.integers(0, 3), max_size=5), max_size=30))
def test_variants_are_the_distinct_sequences_with_their_counts(cases: list[list[int]]) -> None:
    activity = np.array([a for case in cases for a in case], np.int32)
    starts = np.cumsum([0, *map(len, cases)]).astype(np.int64)
    found = exact.find_variants(activity, starts)
    assert Counter(dict(zip(found.sequences, found.counts.tolist(), strict=True))) == Counter(
        map(tuple, cases)
    )
    assert [found.sequences[v] for v in found.of_case.tolist()] == [tuple(c) for c in cases]
    assert found.counts.tolist() == sorted(found.counts.tolist(), reverse=True)


def test_variants_stay_exact_where_hashes_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    lie = lambda activity, position, starts, lengths: np.zeros(len(starts) - 1, np.uint64)  # noqa: E731
    monkeypatch.setattr(exact, "_hashes", lie)
    found = exact.find_variants(np.array([1, 2, 1, 2, 2, 1], np.int32), np.array([0, 2, 4, 6]))
    assert found.sequences == ((1, 2), (2, 1))
    assert found.counts.tolist() == [2, 1]


RISKY = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1+1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("text", RISKY)
def test_a_safe_csv_holds_no_formula(tmp_path: Path, text: str) -> None:
    log = read(xes({"c": ({}, [(text, None, {"memo": ("string", text)})])}))
    journal.write_csv(log, tmp_path / "log.csv")
    assert (
        read(tmp_path / "log.csv").activity.texts() == ["'" + text.strip("\t")] or text[0] == "\t"
    )
    assert "'" in (tmp_path / "log.csv").read_text()


def test_the_same_log_gives_the_same_bytes(tmp_path: Path) -> None:
    log = read(xes({"c": ({}, [("A", 1, {})])}))
    for name in ("a.xes.gz", "b.xes.gz"):
        journal.write_xes(log, tmp_path / name)
    assert (tmp_path / "a.xes.gz").read_bytes() == (tmp_path / "b.xes.gz").read_bytes()

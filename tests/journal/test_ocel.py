"""Object-centric logs keep their objects, and any object type can be the case."""

from pathlib import Path

import pytest

from guiju import journal

from . import mutants

SEEDS = {"json": mutants.OCEL_JSON, "xml": mutants.OCEL_XML, "sqlite": mutants.sqlite()}
EXAMPLES = ("ocel20_example.jsonocel", "ocel20_example.xmlocel", "ocel20_example.sqlite")


def objects(data: bytes | Path, **settings: object) -> journal.ObjectLog:
    log = journal.read_objects(data, **settings)
    assert isinstance(log, journal.ObjectLog), str(log)
    return log


@pytest.mark.parametrize("data", SEEDS.values(), ids=SEEDS)
def test_events_objects_relations_and_changes_are_all_there(data: bytes) -> None:
    log = objects(data)
    assert (log.event_ids, log.object_ids) == (("e1",), ("o1", "o2"))
    assert log.event_objects.target.tolist() == [0, 1]
    assert log.event_objects.qualifier.texts() == ["it", "it"]
    assert log.object_objects.qualifier.texts() == ["next"]
    assert log.changes.value.to_pylist() == ["3.5"]
    assert log.event_attributes.of_row(0) == {"by": "Ann"}


@pytest.mark.parametrize("data", SEEDS.values(), ids=SEEDS)
def test_flattening_repeats_an_event_of_two_cases_and_says_so(data: bytes) -> None:
    log = journal.read_log(data, case_notion="order")
    assert isinstance(log, journal.Log)
    assert log.case_ids.to_pylist() == ["o1", "o2"]
    assert log.activity.texts() == ["place", "place"]
    assert [note.code for note in log.report.notes] == ["events-of-several-cases"]
    assert log.case_attributes.of_row(0) == {"price": "3.5"}


def test_an_object_type_that_is_not_there_is_named() -> None:
    why = journal.read_log(mutants.OCEL_JSON, case_notion="invoice")
    assert isinstance(why, journal.Unreadable)
    assert why.code == "object-type-unknown"
    assert "order" in str(why)


def test_three_spellings_of_the_official_example_are_one_log(shared: Path) -> None:
    found = []
    for name in EXAMPLES:
        zone = None if name.endswith("jsonocel") else "Europe/Berlin"
        path = shared / "data" / "ocel" / name
        log = objects(path, mapping=journal.Mapping(timezone=zone))
        pairs = sorted(
            (log.event_ids[s], log.object_ids[t], q or "")
            for s, t, q in zip(
                log.event_objects.source,
                log.event_objects.target,
                log.event_objects.qualifier.texts(),
                strict=True,
            )
        )
        found.append((log.event_type.texts(), log.time.tolist(), pairs, len(log.changes)))
    assert found[0] == found[1] == found[2]
    assert len(found[0][0]) == 13


def test_a_log_of_several_object_types_asks_which_is_the_case(shared: Path) -> None:
    why = journal.read_log(shared / "data" / "ocel" / EXAMPLES[0])
    assert isinstance(why, journal.Unreadable)
    assert why.code == "case-notion-needed"
    assert "Purchase Order" in str(why)


def test_the_last_value_of_an_object_is_its_cases_attribute(shared: Path) -> None:
    log = objects(shared / "data" / "ocel" / EXAMPLES[0]).flatten("Purchase Order")
    assert isinstance(log, journal.Log)
    assert log.case_attributes.of_row(0) == {"po_product": "Cows", "po_quantity": "600"}


def test_the_first_version_of_the_format_is_read_too(shared: Path) -> None:
    log = journal.read_log(shared / "data" / "ocel" / "order_process.jsonocel", case_notion="item")
    assert isinstance(log, journal.Log)
    assert (log.cases, len(log)) == (398, 2790)


def test_relations_to_nowhere_are_listed() -> None:
    log = objects(mutants.OCEL_JSON.replace(b'"objectId": "o2"', b'"objectId": "o9"'))
    assert log.report.bad_counts == {"relation-to-unknown": 2}
    assert "o9" in str(log.report.bad_rows[0])


def test_reading_sqlite_leaves_no_trace_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite"
    path.write_bytes(mutants.sqlite())
    before = path.read_bytes()
    assert objects(path).event_ids == ("e1",)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["log.sqlite"]


def test_a_view_in_the_place_of_a_table_is_not_run(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "log.sqlite"
    path.write_bytes(mutants.sqlite())
    connection = sqlite3.connect(path)
    connection.executescript(
        "ALTER TABLE event RENAME TO hidden;"
        "CREATE VIEW event AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i AS ocel_id, 'x' AS ocel_type FROM n;"
    )
    connection.close()
    why = journal.read_objects(path)
    assert isinstance(why, journal.Unreadable)
    assert why.code == "ocel-without-table"


def test_written_and_read_again_it_is_the_same(tmp_path: Path) -> None:
    for data in SEEDS.values():
        first = objects(data)
        journal.write_ocel(first, tmp_path / "log.json.gz")
        again = objects(tmp_path / "log.json.gz")
        assert again.event_ids == first.event_ids
        assert again.time.tolist() == first.time.tolist()
        assert again.object_types == first.object_types
        assert again.changes.value.equals(first.changes.value)
        assert again.event_objects.qualifier.texts() == first.event_objects.qualifier.texts()

"""The shared real logs give the facts two independent implementations agree on."""

import json
from pathlib import Path

import pytest

from guiju import journal

LOGS = ("receipt", "domestic", "rfp", "helpdesk", "sepsis", "bpic12", "roadfines")


def read(path: Path, **settings: object) -> journal.Log:
    log = journal.read_log(path, **settings)
    assert isinstance(log, journal.Log), str(log)
    return log


@pytest.mark.parametrize("name", LOGS)
def test_a_real_log_has_the_known_cases_events_and_variants(shared: Path, name: str) -> None:
    path = shared / "data" / "logs" / f"{name}.xes.gz"
    if not path.exists():
        pytest.skip(f"no {path.name}")
    facts = json.loads((shared / "data" / "expected.json").read_text())[name]
    log = read(path)
    assert (log.cases, len(log), len(log.variants())) == (
        facts["cases"],
        facts["events"],
        facts["variants"],
    )
    assert log.report.stopped is None
    assert log.report.bad_total == 0
    assert int(log.variants().counts.sum()) == log.cases


def test_the_loan_log_keeps_complete_events_and_says_so(shared: Path) -> None:
    log = read(shared / "data" / "logs" / "bpic12.xes.gz")
    assert log.report.lifecycle_rule == "complete"
    assert log.report.left_out == 262_200 - 164_506
    assert len(read(shared / "data" / "logs" / "bpic12.xes.gz", lifecycle=None)) == 262_200


def test_nearly_all_sepsis_cases_have_equal_times(shared: Path) -> None:
    log = read(shared / "data" / "logs" / "sepsis.xes.gz")
    assert log.report.tied_cases == 1006
    assert log.report.tie_policy == "source order"


def test_the_service_desk_log_is_guessed_right_and_told(shared: Path) -> None:
    log = read(shared / "data" / "incidents_uci.csv.gz")
    used = log.report.mapping
    assert (used.case, used.activity, used.time) == ("number", "incident_state", "sys_updated_at")
    assert used.time_format == "day-month-year"
    assert {"case", "activity", "time"} <= set(log.report.guessed)
    assert (log.cases, len(log)) == (890, 5998)
    first = log.rows(0)
    assert [log.activity.text(row) for row in first] == ["New", "Resolved", "Resolved", "Closed"]


def test_month_first_dates_are_told_from_day_first_ones(shared: Path) -> None:
    log = read(shared / "data" / "orders_dataco.csv.gz")
    assert log.report.mapping.time_format == "month-day-year"
    assert log.report.notes == ()

"""Calendars and deadlines as written in a pack; every wrong input is a problem, never an error."""

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.clock import (
    WorkingDays,
    WorkingTime,
    is_working_day,
    load_timing,
    read_amount,
    read_timing,
    shifts_on,
)

from .calendars import WRITTEN

BASE = {"zone": "Europe/Berlin", "week": {"mon-fri": ["09:00-17:00"]}}
SLOT = {"calendar": "c", "amount": "3 d"}


def codes(calendar=None, deadline=None):
    pack = {"calendars": {"c": BASE | (calendar or {})}}
    pack |= {"deadlines": {"d": SLOT | deadline}} if deadline is not None else {}
    return [problem.code for problem in read_timing(pack).problems]


@pytest.mark.parametrize(
    "change, code",
    [
        ({"zone": "Mars/Olympus"}, "zone-unknown"),
        ({"zone": "../../etc/passwd"}, "zone-unknown"),
        ({"zone": 8}, "zone-unknown"),
        ({"week": {}}, "week-without-work"),
        ({"week": {"mon": []}}, "week-without-work"),
        ({"week": ["09:00-17:00"]}, "mapping-expected"),
        ({"week": {"mon": "09:00-17:00"}}, "list-expected"),
        ({"week": {"mon": ["9-17"]}}, "shift-unreadable"),
        ({"week": {"mon": ["09:00-24:30"]}}, "shift-unreadable"),
        ({"week": {"mon": [540]}}, "shift-unreadable"),
        ({"week": {"moonday-fri": ["09:00-17:00"]}}, "weekday-unknown"),
        ({"week": {"someday": ["09:00-17:00"]}}, "weekday-unknown"),
        ({"week": {"mon-fri": ["09:00-17:00"], "tue": []}}, "weekday-twice"),
        ({"week": {"mon": ["09:00-13:00", "12:00-17:00"]}}, "shifts-overlap"),
        ({"week": {"mon": ["22:00-06:00"], "tue": ["05:00-09:00"]}}, "shifts-overlap"),
        ({"country": "XX"}, "country-unknown"),
        ({"country": False}, "country-unknown"),
        ({"country": "DE", "subdivision": "XX"}, "subdivision-unknown"),
        ({"subdivision": "BY"}, "country-unknown"),
        ({"closed": ["2026-02-30"]}, "date-unreadable"),
        ({"closed": ["02-30"]}, "date-unreadable"),
        ({"closed": ["2026-12-31/2026-12-24"]}, "dates-unreadable"),
        ({"closed": ["0001-01-01/9999-12-31"]}, "dates-unreadable"),
        ({"closed": ["2026-05-01"], "open": ["2026-05-01"]}, "day-open-and-closed"),
        ({"open": "2026-05-01"}, "list-expected"),
        ({"days": {"2026-12-24": ["late"]}}, "shift-unreadable"),
        ({"covered_until": "soon"}, "date-unreadable"),
        ({"hollidays": []}, "calendar-key-unknown"),
    ],
)
def test_a_wrong_calendar_is_a_problem(change, code):
    assert code in codes(change)


@pytest.mark.parametrize(
    "change, code",
    [
        ({"calendar": "other"}, "calendar-unknown"),
        ({"calendar": None}, "calendar-unknown"),
        ({"amount": "soon"}, "amount-unreadable"),
        ({"amount": "P1DT2H"}, "amount-unreadable"),
        ({"amount": "PT"}, "amount-unreadable"),
        ({"amount": 3}, "amount-unreadable"),
        ({"amount": "0 h"}, "amount-out-of-bounds"),
        ({"amount": "999999 d"}, "amount-out-of-bounds"),
        ({"ends": "never"}, "ends-unknown"),
        ({"warn": [0]}, "share-out-of-bounds"),
        ({"warn": [True]}, "share-out-of-bounds"),
        ({"at_risk": 120}, "share-out-of-bounds"),
        ({"escalate": [{"after": "1 d", "to": "x"}]}, "rung-in-days"),
        ({"escalate": [{"after": "1 h"}]}, "rung-without-role"),
        ({"escalate": [{"to": "x"}]}, "amount-unreadable"),
        ({"escalate": ["x"]}, "mapping-expected"),
        ({"on_breach": "approve"}, "deadline-key-unknown"),
    ],
)
def test_a_wrong_deadline_is_a_problem(change, code):
    assert code in codes(deadline=change)


def test_a_right_pack_has_no_problem():
    assert codes() == [] and codes(deadline={}) == []


@pytest.mark.parametrize("text", ["a: [", "\x00", "- *x", "a: !!python/object:os.system {}"])
def test_text_that_is_no_yaml_is_a_problem(text):
    assert [problem.code for problem in load_timing(text).problems] == ["yaml-unreadable"]


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["zone", "week", "country", "subdivision", "adjusted_as", "closed", "open", "days"]


@given(
    plain,
    st.dictionaries(st.sampled_from(KEYS), plain),
    st.dictionaries(
        st.sampled_from(["calendar", "amount", "ends", "warn", "at_risk", "escalate"]), plain
    ),
)
def test_any_data_whatever_is_read_or_is_a_problem(data, calendar, deadline):
    read_timing(data)
    timing = read_timing({"calendars": {"c": BASE | calendar}, "deadlines": {"d": SLOT | deadline}})
    for problem in timing.problems:
        assert str(problem)


def test_half_days_and_company_days_win_over_the_week():
    office = load_timing(WRITTEN).calendars["office"]
    assert not is_working_day(office, date(2026, 12, 24))
    assert [(s.start, s.end) for s in shifts_on(office, date(2026, 12, 31))] == [(540, 720)]


def test_a_yearly_half_day_is_only_worked_where_the_day_is():
    written = yaml.safe_dump({"calendars": {"c": BASE | {"days": {"12-24": ["09:00-12:00"]}}}})
    calendar = load_timing(written).calendars["c"]
    assert [(s.start, s.end) for s in shifts_on(calendar, date(2026, 12, 24))] == [(540, 720)]
    assert not is_working_day(calendar, date(2022, 12, 24))  # a Saturday


def test_an_opened_holiday_is_worked():
    changed = BASE | {"country": "DE", "open": ["2026-05-01"], "closed": ["12-31"]}
    calendar = read_timing({"calendars": {"c": changed}}).calendars["c"]
    assert is_working_day(calendar, date(2026, 5, 1))
    assert not is_working_day(calendar, date(2025, 5, 1))
    assert not is_working_day(calendar, date(2026, 12, 31))


@pytest.mark.parametrize(
    "text, amount",
    [
        ("15 min", WorkingTime(timedelta(minutes=15))),
        ("8h", WorkingTime(timedelta(hours=8))),
        ("8 working hours", WorkingTime(timedelta(hours=8))),
        ("PT1H30M", WorkingTime(timedelta(minutes=90))),
        ("3 d", WorkingDays(3)),
        ("3 working days", WorkingDays(3)),
        ("1 working-day", WorkingDays(1)),
        ("P5D", WorkingDays(5)),
    ],
)
def test_an_amount_is_time_or_days(text, amount):
    assert read_amount(text) == amount

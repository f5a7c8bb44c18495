"""Laws of the arithmetic on any calendar, and the cases people complain of."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.run.clock import (
    Calendar,
    OutOfReach,
    Shift,
    WorkingDays,
    WorkingTime,
    add_working,
    always,
    day_of,
    is_working_day,
    working_between,
    working_days_between,
)

from .calendars import calendars, moments, times, written

CALENDARS, _ = written()
HOUR = timedelta(hours=1)
days = st.builds(WorkingDays, st.integers(1, 30), st.sampled_from(["close", "same-time"]))


def local(zone: str, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def shanghai(text: str) -> datetime:
    return local("Asia/Shanghai", text)


def berlin(text: str) -> datetime:
    return local("Europe/Berlin", text)


@given(calendars(), moments, times)
def test_what_was_added_is_what_lies_between(calendar, start, time):
    assert working_between(calendar, start, add_working(calendar, start, WorkingTime(time))) == time


@given(calendars(), moments, times, times)
def test_adding_twice_is_adding_the_sum(calendar, start, one, other):
    there = add_working(calendar, start, WorkingTime(one))
    twice = add_working(calendar, there, WorkingTime(other))
    assert twice == add_working(calendar, start, WorkingTime(one + other)) or not other


@given(calendars(), moments, times, times)
def test_later_starts_and_longer_times_never_end_earlier(calendar, start, wait, time):
    due = add_working(calendar, start, WorkingTime(time))
    assert add_working(calendar, start + wait, WorkingTime(time)) >= due
    assert add_working(calendar, start, WorkingTime(time + wait)) >= due


@given(calendars(), moments, times, days)
def test_later_starts_and_more_days_never_end_earlier(calendar, start, wait, amount):
    due = add_working(calendar, start, amount)
    assert add_working(calendar, start + wait, amount) >= due
    more = add_working(calendar, start, WorkingDays(amount.days + 1, amount.ends))
    assert more > due > start if amount.ends == "close" else more >= due > start


@given(calendars(), moments, days)
def test_a_day_count_is_a_stretch_of_working_time(calendar, start, amount):
    """What a deadline in days needs in order to be paused: its end is the end of its own length."""
    due = add_working(calendar, start, amount)
    length = working_between(calendar, start, due)
    assert add_working(calendar, start, WorkingTime(length)) == due


@given(calendars(), moments, st.integers(1, 20))
def test_n_working_days_close_n_working_days_later(calendar, start, number):
    due = add_working(calendar, start, WorkingDays(number))
    before = due - timedelta(microseconds=1)
    if calendar.zone == "UTC" and all(s.end <= 24 * 60 for day in calendar.week for s in day):
        assert working_days_between(calendar, start, before) == number


@given(calendars(), moments, moments, moments)
def test_the_parts_between_add_up(calendar, a, b, c):
    whole = working_between(calendar, a, c)
    assert working_between(calendar, a, b) + working_between(calendar, b, c) == whole
    assert working_between(calendar, c, a) == -whole


@given(calendars(), moments, moments)
def test_working_time_is_counted_minute_by_minute_alike(calendar, a, b):
    a = a.replace(second=0)
    b = min(max(a, b), a + timedelta(days=3)).replace(second=0)
    zone, minutes, at = ZoneInfo(calendar.zone), 0, a
    while at < max(a, b):
        minutes += works(calendar, at.astimezone(zone))
        at += timedelta(minutes=1)
    if calendar.zone in ("UTC", "Asia/Shanghai"):
        assert working_between(calendar, a, max(a, b)) == timedelta(minutes=minutes)


def works(calendar: Calendar, at: datetime) -> bool:
    """The slow way: is any shift of today or yesterday under way at this minute?"""
    from guiju.run.clock import shifts_on

    minute = at.hour * 60 + at.minute
    yesterday = at.date() - timedelta(days=1)
    return any(s.start <= minute < s.end for s in shifts_on(calendar, at.date())) or any(
        s.start <= minute + 24 * 60 < s.end for s in shifts_on(calendar, yesterday)
    )


@pytest.mark.parametrize(
    "start, days, ends, due",
    [
        ("2026-11-20T10:00", 1, "close", "2026-11-23T18:00"),  # Friday: Monday's close
        ("2026-11-20T10:00", 3, "close", "2026-11-25T18:00"),
        ("2026-11-20T20:00", 1, "close", "2026-11-23T18:00"),  # after hours: Friday all the same
        ("2026-11-21T10:00", 1, "close", "2026-11-23T18:00"),  # a Saturday
        ("2026-11-20T10:00", 1, "same-time", "2026-11-23T10:00"),
        ("2026-11-20T12:30", 1, "same-time", "2026-11-23T12:00"),  # lunch: its beginning
        ("2026-11-20T20:00", 1, "same-time", "2026-11-23T18:00"),  # a full working day later
        ("2026-12-30T15:00", 1, "close", "2026-12-31T12:00"),  # a half day
        ("2026-12-30T15:00", 1, "same-time", "2026-12-31T12:00"),
        ("2026-12-23T10:00", 1, "close", "2026-12-28T18:00"),  # two days the company is closed
        ("2026-09-30T10:00", 1, "close", "2026-10-08T18:00"),  # the national holiday
        ("2026-09-18T10:00", 1, "close", "2026-09-20T18:00"),  # a Sunday worked instead
    ],
)
def test_a_working_day_is_a_day_of_the_calendar(start, days, ends, due):
    found = add_working(CALENDARS["office"], shanghai(start), WorkingDays(days, ends))
    assert found == shanghai(due)


def test_lunch_is_not_working_time():
    due = add_working(CALENDARS["office"], shanghai("2026-11-20T11:00"), WorkingTime(2 * HOUR))
    assert due == shanghai("2026-11-20T14:00")


def test_a_deadline_at_the_close_is_not_the_next_opening():
    due = add_working(CALENDARS["office"], shanghai("2026-11-20T16:00"), WorkingTime(2 * HOUR))
    assert due == shanghai("2026-11-20T18:00")


def test_the_night_the_clock_goes_forward_has_seven_hours():
    nights = CALENDARS["nights"]
    assert (
        working_between(nights, berlin("2026-03-28T22:00"), berlin("2026-03-29T06:00")) == 7 * HOUR
    )


def test_the_night_the_clock_goes_back_has_nine_hours():
    nights = CALENDARS["nights"]
    assert (
        working_between(nights, berlin("2026-10-24T22:00"), berlin("2026-10-25T06:00")) == 9 * HOUR
    )


def test_round_the_clock_a_day_of_change_has_23_or_25_hours():
    for day, hours in (("2026-03-29", 23), ("2026-10-25", 25)):
        start = berlin(day)
        end = berlin(day) + timedelta(days=1)
        assert working_between(CALENDARS["always"], start, end) == hours * HOUR


def test_a_shift_that_begins_in_the_hour_leapt_over_begins_at_the_leap():
    shift = Calendar("early", "Europe/Berlin", ((Shift(150, 360),),) * 7)
    due = add_working(shift, berlin("2026-03-29T00:00"), WorkingTime(3 * HOUR))
    assert due == berlin("2026-03-29T06:00")


def test_office_hours_do_not_notice_the_change_of_the_clock():
    start = berlin("2026-03-27T16:00")
    due = add_working(CALENDARS["berlin"], start, WorkingTime(2 * HOUR))
    assert due == berlin("2026-03-30T10:00")


def test_a_night_shift_belongs_to_the_day_it_began():
    nights = CALENDARS["nights"]
    assert day_of(nights, berlin("2026-11-24T02:00")) == date(2026, 11, 23)
    due = add_working(nights, berlin("2026-11-24T02:00"), WorkingDays(1))
    assert due == berlin("2026-11-25T06:00")


def test_where_a_night_reaches_into_the_next_day_no_time_counts_twice():
    """Monday's night ends on Tuesday at eight; Tuesday has its own early shift from six to nine."""
    week = ((Shift(22 * 60, 32 * 60),), (Shift(6 * 60, 9 * 60),), (), (), (), (), ())
    mixed = Calendar("mixed", "UTC", week)
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    assert working_between(mixed, monday, monday + timedelta(days=2)) == 11 * HOUR
    sunday = monday - 12 * HOUR
    closes = [add_working(mixed, sunday, WorkingDays(n)) for n in (1, 2)]
    assert closes == [monday + 32 * HOUR, monday + 33 * HOUR]


def test_a_calendar_that_never_works_again_says_so():
    empty = Calendar("never", "UTC", ((),) * 7)
    for amount in (WorkingTime(HOUR), WorkingDays(1), WorkingDays(1, "same-time")):
        with pytest.raises(OutOfReach):
            add_working(empty, datetime(2026, 1, 1, tzinfo=UTC), amount)


def test_round_the_clock_every_day_is_a_working_day():
    assert is_working_day(always(), date(2026, 12, 25))

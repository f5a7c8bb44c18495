"""Holidays and adjusted working days, against a second source; and where they are only a guess."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest

from guiju.run.clock import Calendar, Shift, covered_until, is_provisional, is_working_day

WEEK = ((Shift(540, 1080),),) * 5 + ((), ())
CHINA = Calendar("cn", "Asia/Shanghai", WEEK, "CN")


def test_china_agrees_with_the_second_source_on_every_day_of_twenty_years():
    day, wrong, seen = date(2007, 1, 1), [], 0
    while day < date(2027, 1, 1):
        if is_working_day(CHINA, day) != chinese_calendar.is_workday(day):
            wrong.append(day)
        day, seen = day + timedelta(days=1), seen + 1
    assert (wrong, seen) == ([], 7305)


def test_china_is_covered_as_far_as_working_days_were_announced():
    until = covered_until(CHINA)
    assert until is not None and until >= date(2026, 12, 31)


def test_after_the_coverage_a_moment_is_provisional():
    calendar = Calendar("cn", "Asia/Shanghai", WEEK, "CN", covered_until=date(2026, 12, 31))
    assert not is_provisional(calendar, datetime(2026, 12, 31, 15, 59, tzinfo=UTC))
    assert is_provisional(calendar, datetime(2026, 12, 31, 16, 0, tzinfo=UTC))


@pytest.mark.parametrize("country", [None, "DE"])
def test_where_rules_fix_the_holidays_nothing_is_provisional(country):
    assert covered_until(Calendar("any", "UTC", WEEK, country)) is None


def test_where_days_follow_the_moon_the_coverage_ends_before_the_first_estimate():
    until = covered_until(Calendar("in", "Asia/Kolkata", WEEK, "IN"))
    assert until is not None and (until.month, until.day) == (12, 31)


def test_a_subdivision_has_its_own_holidays():
    epiphany = date(2026, 1, 6)
    assert is_working_day(Calendar("de", "Europe/Berlin", WEEK, "DE"), epiphany)
    assert not is_working_day(Calendar("by", "Europe/Berlin", WEEK, "DE", "BY"), epiphany)

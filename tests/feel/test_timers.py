"""What timers need: ISO 8601 durations, dates and cycles, and Python's points in time."""

import datetime as py

import pytest

from guiju.standard import feel


def test_durations_are_added_to_pythons_datetimes():
    start = py.datetime(2024, 1, 31, 8, 0, tzinfo=py.UTC)
    assert feel.duration("P1M").after(start) == py.datetime(2024, 2, 29, 8, 0, tzinfo=py.UTC)
    assert feel.duration("-P1Y2M").after(start) == py.datetime(2022, 11, 30, 8, 0, tzinfo=py.UTC)
    assert feel.duration("PT36H").after(start) == py.datetime(2024, 2, 1, 20, 0, tzinfo=py.UTC)
    assert feel.duration("P1W").to_python() == py.timedelta(days=7)


def test_a_duration_too_long_for_python_says_so():
    start = py.datetime(2024, 1, 31, tzinfo=py.UTC)
    for text in ("P9000Y", "P4000000D", "P999999999999D"):
        with pytest.raises(OverflowError):
            feel.duration(text).after(start)


def test_points_in_time_become_pythons():
    assert feel.date("2026-01-31").to_python() == py.date(2026, 1, 31)
    moment = feel.date_and_time("2026-01-31T08:00:00.123456789+01:00").to_python()
    assert moment.isoformat() == "2026-01-31T08:00:00.123456+01:00"
    zoned = feel.date_and_time("2026-07-31T08:00:00@Europe/Paris").to_python()
    assert zoned.utcoffset() == py.timedelta(hours=2)
    assert feel.time("08:00:00Z").to_python() == py.time(8, 0, tzinfo=py.UTC)
    with pytest.raises(ValueError, match="year"):
        feel.date("-0044-03-15").to_python()


@pytest.mark.parametrize(
    ("text", "repetitions", "start", "duration", "end"),
    [
        ("R3/PT10M", 3, None, "PT10M", None),
        ("R/P1D", None, None, "P1D", None),
        ("R-1/P1D", None, None, "P1D", None),
        ("R0/P1D", 0, None, "P1D", None),
        ("PT5S", None, None, "PT5S", None),
        ("R5/2026-01-31T08:00:00Z/P1M", 5, "2026-01-31T08:00:00Z", "P1M", None),
        ("R2/PT1H/2026-01-31T08:00:00Z", 2, None, "PT1H", "2026-01-31T08:00:00Z"),
        ("R2/2026-01-31T08:00:00Z/2026-01-31T09:00:00Z", 2, "2026-01-31T08:00:00Z", "PT1H", None),
    ],
)
def test_cycles_are_read(text, repetitions, start, duration, end):
    found = feel.cycle(text)
    assert found.repetitions == repetitions
    assert found.start == (feel.date_and_time(start) if start else None)
    assert found.duration == feel.duration(duration)
    assert found.end == (feel.date_and_time(end) if end else None)


@pytest.mark.parametrize(
    "text",
    ["", "R", "R3", "R3/", "R3/x", "3/PT1H", "R3/PT0S", "R3/-PT1H", "R1/P1D/P1D", "0 0 * * *"],
)
def test_what_is_no_cycle_is_none(text):
    assert feel.cycle(text) is None


@pytest.mark.parametrize("text", ["", "P", "1D", "P1H", "PT", "P1.5D", "p1d", "P1DT", " P1D"])
def test_what_is_no_duration_is_none(text):
    assert feel.duration(text) is None


def test_zones_are_known_in_years_python_has_not():
    far = feel.date_and_time("20260-07-31T08:00:00@Europe/Paris")
    assert far.nanoseconds == far.local_nanoseconds - 2 * 3600 * 10**9
    old = feel.date_and_time("-20260-07-31T08:00:00@Etc/UTC")
    assert old.nanoseconds == old.local_nanoseconds


def test_an_hour_the_clocks_skip_is_passed_over():
    before = feel.date_and_time("2026-03-29T01:59:59@Europe/Paris")
    after = before.plus(10**9)
    assert str(after) == "2026-03-29T03:00:00@Europe/Paris"
    assert after.nanoseconds - before.nanoseconds == 10**9

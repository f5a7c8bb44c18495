"""Calendars the tests share, and a strategy that makes others."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from guiju.run.clock import Calendar, Clock, Shift, load_timing

WRITTEN = """
calendars:
  office:
    zone: Asia/Shanghai
    country: CN
    week: {mon-fri: ["09:00-12:00", "13:00-18:00"]}
    closed: ["2026-12-24/2026-12-25"]
    days: {"2026-12-31": ["09:00-12:00"]}
  berlin:
    zone: Europe/Berlin
    week: {mon-fri: ["09:00-12:00", "13:00-17:00"]}
  nights:
    zone: Europe/Berlin
    week: {mon-sun: ["22:00-06:00"]}
  always: {zone: Europe/Berlin, always: true}
deadlines:
  routine-approval:
    calendar: office
    amount: 3 working days
    escalate: [{after: 4 h, to: superior}, {after: 8 h, to: director}]
  reply: {calendar: berlin, amount: 7 h, warn: [50, 80, 100]}
"""


def written() -> tuple[dict[str, Calendar], dict[str, Clock]]:
    timing = load_timing(WRITTEN)
    assert timing.problems == ()
    return dict(timing.calendars), dict(timing.clocks)


@st.composite
def shifts(draw: st.DrawFn) -> tuple[Shift, ...]:
    """Up to three shifts of a day, the last perhaps over midnight."""
    cuts = sorted(draw(st.sets(st.integers(0, 24 * 60), min_size=0, max_size=6)))
    found = [Shift(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    if found and draw(st.booleans()):
        found[-1] = Shift(found[-1].start, found[-1].start + draw(st.integers(1, 24 * 60)))
    return tuple(shift for shift in found if shift.start < 24 * 60)


def enough(week: list[tuple[Shift, ...]]) -> bool:
    """At least eight hours a week, lest a hundred hours take a lifetime."""
    return sum(shift.end - shift.start for day in week for shift in day) >= 8 * 60


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any week, in zones with and without summer time; shifts of neighbouring days may overlap."""
    week = draw(st.lists(shifts(), min_size=7, max_size=7).filter(enough))
    zone = draw(st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai"]))
    country = draw(st.sampled_from([None, "CN", "DE"]))
    return Calendar("any", zone, tuple(week), country)


moments = st.integers(0, 4 * 366 * 24 * 3600).map(
    lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
times = st.integers(0, 60 * 200).map(lambda minutes: timedelta(minutes=minutes))

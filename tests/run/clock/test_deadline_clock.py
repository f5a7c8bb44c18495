"""Laws of the deadline clock, and its marks, pauses and states."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from guiju.run.clock import (
    Clock,
    Paused,
    Rescheduled,
    Resumed,
    Rung,
    Started,
    Stopped,
    WorkingDays,
    WorkingTime,
    add_working,
    always,
    read_fact,
    refuse,
    working_between,
    write_fact,
)
from guiju.standard import Problem

from .calendars import calendars, moments, times, written

CALENDARS, CLOCKS = written()
HOUR = timedelta(hours=1)
REPLY = CLOCKS["reply"]
amounts = st.one_of(
    st.builds(WorkingTime, times.filter(bool)),
    st.builds(WorkingDays, st.integers(1, 10), st.sampled_from(["close", "same-time"])),
)
clocks = st.builds(
    Clock,
    st.just("any"),
    calendars(),
    amounts,
    ladder=st.just((Rung(WorkingTime(HOUR), "superior"),)),
)


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


@st.composite
def histories(draw):
    """Legal facts in order of time: a start, pauses, new amounts, perhaps a stop."""
    at = draw(moments)
    facts = [Started(at)]
    for _ in range(draw(st.integers(0, 6))):
        at += draw(times)
        kinds = [Paused(at, "waits for the customer"), Resumed(at), Stopped(at)]
        kinds.append(Rescheduled(at, "agreed", WorkingTime(timedelta(hours=30))))
        kinds.append(Rescheduled(at, "agreed", due=at + timedelta(days=3)))
        legal = [fact for fact in kinds if refuse(facts, fact) is None]
        facts += [draw(st.sampled_from(legal))] if legal else []
    return tuple(facts), at + draw(times)


@given(clocks, moments, times, times, times)
def test_a_pause_moves_the_deadline_by_the_working_time_it_lasted(clock, start, wait, rest, _):
    due = clock.at([Started(start)], start).due
    pause, resume = start + wait, start + wait + rest
    assume(pause < due)
    facts = [Started(start), Paused(pause, "waits"), Resumed(resume)]
    moved = clock.at(facts, resume).due
    lost = working_between(clock.calendar, pause, resume)
    assert working_between(clock.calendar, due, moved) == lost
    assert clock.at(facts, resume).paused == lost


@given(clocks, histories())
def test_used_and_left_make_the_total(clock, history):
    facts, now = history
    reading = clock.at(facts, now)
    assert reading.used + reading.left - reading.overdue == reading.total
    assert not (reading.left and reading.overdue)


@given(clocks, histories())
def test_breached_is_when_the_time_is_used_up(clock, history):
    facts, now = history
    reading = clock.at(facts, now)
    assert (reading.breached_at is not None) == (reading.left == timedelta())


@given(clocks, histories(), times)
def test_facts_to_come_do_not_change_the_reading(clock, history, _):
    """Replay at every prefix: what is seen at a moment is what the facts up to it say."""
    facts, _now = history
    for number, fact in enumerate(facts, 1):
        upto = next((n for n in range(number, len(facts)) if facts[n].at > fact.at), len(facts))
        assert clock.at(facts, fact.at) == clock.at(facts[:upto], fact.at)


@given(clocks, histories(), times)
def test_a_mark_that_was_passed_stays_passed_while_the_clock_runs(clock, history, later):
    facts, now = history
    assert set(clock.at(facts, now).passed) <= set(clock.at(facts, now + later).passed)


@given(clocks, histories())
def test_the_next_mark_is_passed_when_its_moment_has_come(clock, history):
    facts, now = history
    mark = clock.at(facts, now).next_mark
    assume(mark is not None)
    assert mark.at > now
    assert mark in clock.at(facts, mark.at).passed


@given(clocks, histories(), calendars())
def test_another_calendar_forgets_no_pause(clock, history, calendar):
    """A changed calendar reads the same facts: used and paused still fill the time since start."""
    facts, now = history
    reading = replace(clock, calendar=calendar).at(facts, now)
    end = facts[-1].at if isinstance(facts[-1], Stopped) else now
    assert reading.used + reading.paused == working_between(calendar, facts[0].at, end)


@given(clocks, histories(), amounts)
def test_another_amount_forgets_no_pause(clock, history, amount):
    facts, now = history
    one, other = clock.at(facts, now), replace(clock, amount=amount).at(facts, now)
    assert (one.used, one.paused) == (other.used, other.paused)


@given(
    clocks,
    st.lists(
        st.one_of(
            st.builds(Started, moments),
            st.builds(Paused, moments, st.just("")),
            st.builds(Resumed, moments),
            st.builds(Stopped, moments),
            st.builds(Rescheduled, moments, st.just("")),
        ),
        max_size=6,
    ),
    moments,
)
def test_any_facts_in_any_order_can_be_read(clock, facts, now):
    reading = clock.at(facts, now)
    assert reading.used >= timedelta() and reading.left >= timedelta()


def test_the_states_of_a_deadline_of_seven_hours():
    facts = [Started(berlin("2026-11-23T09:00"))]
    seen = [
        (hour, REPLY.at(facts, berlin(f"2026-11-23T{hour}")).state)
        for hour in ("08:59", "09:00", "15:35", "15:36", "16:59", "17:00", "23:00")
    ]
    assert seen == [
        ("08:59", "waiting"),
        ("09:00", "running"),
        ("15:35", "running"),
        ("15:36", "at-risk"),
        ("16:59", "at-risk"),
        ("17:00", "breached"),
        ("23:00", "breached"),
    ]


def test_warnings_come_at_shares_of_the_working_time():
    reading = REPLY.at([Started(berlin("2026-11-23T09:00"))], berlin("2026-11-23T18:00"))
    assert [(mark.kind, mark.share, mark.at) for mark in reading.passed] == [
        ("warning", 50, berlin("2026-11-23T13:30")),
        ("warning", 80, berlin("2026-11-23T15:36")),
        ("warning", 100, berlin("2026-11-23T17:00")),
        ("breach", None, berlin("2026-11-23T17:00")),
    ]


def test_the_ladder_is_climbed_in_working_time():
    """Three days after Wednesday is Monday's close; nobody is called out at night."""
    clock = CLOCKS["routine-approval"]
    shanghai = ZoneInfo("Asia/Shanghai")
    start = datetime(2026, 11, 18, 15, 0, tzinfo=shanghai)
    reading = clock.at([Started(start)], datetime(2026, 11, 30, tzinfo=shanghai))
    rungs = [(mark.to, mark.at) for mark in reading.passed if mark.kind == "escalation"]
    assert reading.due == datetime(2026, 11, 23, 18, 0, tzinfo=shanghai)
    assert rungs == [
        ("superior", datetime(2026, 11, 24, 14, 0, tzinfo=shanghai)),
        ("director", datetime(2026, 11, 24, 18, 0, tzinfo=shanghai)),
    ]


def test_a_paused_clock_says_since_when_and_why():
    start, pause = berlin("2026-11-23T09:00"), berlin("2026-11-23T10:00")
    facts = [Started(start), Paused(pause, "customer asked")]
    reading = REPLY.at(facts, berlin("2026-11-25T10:00"))
    assert (reading.state, reading.paused_since, reading.pause_reason) == (
        "paused",
        pause,
        "customer asked",
    )
    assert reading.used == HOUR and reading.next_mark is None
    assert reading.due == add_working(
        REPLY.calendar, berlin("2026-11-25T10:00"), WorkingTime(6 * HOUR)
    )


def test_a_clock_stopped_in_time_was_never_breached():
    facts = [Started(berlin("2026-11-23T09:00")), Stopped(berlin("2026-11-23T16:59"))]
    reading = REPLY.at(facts, berlin("2026-12-23T09:00"))
    assert (reading.state, reading.breached_at, reading.next_mark) == ("stopped", None, None)


def test_a_clock_stopped_late_says_when_it_was_breached():
    facts = [Started(berlin("2026-11-23T09:00")), Stopped(berlin("2026-11-23T20:00"))]
    reading = REPLY.at(facts, berlin("2026-12-23T09:00"))
    assert (reading.state, reading.breached_at) == ("stopped", berlin("2026-11-23T17:00"))


def test_rescheduling_keeps_the_pauses():
    start = berlin("2026-11-23T09:00")
    facts = [
        Started(start),
        Paused(berlin("2026-11-23T10:00"), "waits"),
        Resumed(berlin("2026-11-23T11:00")),
        Rescheduled(berlin("2026-11-23T11:00"), "agreed", WorkingTime(2 * HOUR)),
    ]
    assert REPLY.at(facts, berlin("2026-11-23T11:00")).due == berlin("2026-11-23T12:00")


def test_a_deadline_may_be_set_to_a_moment_and_still_be_paused():
    start = berlin("2026-11-23T09:00")
    facts = [Started(start), Rescheduled(start, "agreed", due=berlin("2026-11-24T11:00"))]
    assert REPLY.at(facts, start).due == berlin("2026-11-24T11:00")
    facts += [Paused(berlin("2026-11-23T10:00"), "w"), Resumed(berlin("2026-11-23T11:00"))]
    assert REPLY.at(facts, berlin("2026-11-23T11:00")).due == berlin("2026-11-24T12:00")


def test_a_deadline_after_the_known_holidays_is_provisional():
    clock = replace(CLOCKS["routine-approval"], amount=WorkingDays(300))
    start = berlin("2026-11-23T09:00")
    assert clock.at([Started(start)], start).provisional
    assert not CLOCKS["routine-approval"].at([Started(start)], start).provisional


def test_a_clock_set_back_does_not_make_time_run_backwards():
    start = berlin("2026-11-23T10:00")
    facts = [Started(start), Paused(start - HOUR, "waits"), Resumed(start + HOUR)]
    reading = Clock("c", always(), WorkingTime(2 * HOUR)).at(facts, start + 2 * HOUR)
    assert (reading.used, reading.paused) == (HOUR, HOUR)


def test_what_may_not_happen_to_a_clock_is_refused_with_what_was_expected():
    start = berlin("2026-11-23T10:00")
    problem = refuse([Started(start)], Resumed(start))
    assert str(problem) == (
        "a clock that is running expects Paused, Rescheduled, Stopped, found Resumed"
    )
    assert refuse([Started(start)], Paused(start, " ")).code == "clock-without-reason"
    assert refuse([Started(start)], Rescheduled(start, "r")).code == "clock-rescheduled-to-nothing"
    assert refuse([Started(start), Stopped(start)], Started(start)).code == "clock-not-in-state"


@given(histories())
def test_facts_survive_the_journal(history):
    facts, _ = history
    for fact in facts:
        assert read_fact(json.loads(json.dumps(write_fact(fact)))) == fact


@given(
    st.dictionaries(
        st.sampled_from(["fact", "at", "reason", "due", "amount", "ends"]),
        st.none()
        | st.sampled_from(["Paused", "Rescheduled", "Stopped", "2026-11-22T12:00:00+00:00", "P1D"]),
    )
)
def test_any_entry_is_a_fact_or_a_problem(written):
    found = read_fact(written)
    assert isinstance(found, Problem) or read_fact(write_fact(found)) == found

"""The one clock service: working calendars, and deadlines read from what happened to them."""

from .amounts import Amount, WorkingDays, WorkingTime, read_amount
from .arithmetic import (
    OutOfReach,
    add_working,
    day_of,
    is_provisional,
    working_between,
    working_days_between,
)
from .calendar import Calendar, Shift, always
from .clock import Clock, Mark, Reading, Rung
from .days import covered_until, is_working_day, shifts_on
from .deadline import Deadline
from .entries import read_fact, write_amount, write_fact
from .facts import Fact, Paused, Rescheduled, Resumed, Started, Stopped, refuse, state_after
from .reading import Timing, load_timing, read_timing

__all__ = [
    "Amount",
    "Calendar",
    "Clock",
    "Deadline",
    "Fact",
    "Mark",
    "OutOfReach",
    "Paused",
    "Reading",
    "Rescheduled",
    "Resumed",
    "Rung",
    "Shift",
    "Started",
    "Stopped",
    "Timing",
    "WorkingDays",
    "WorkingTime",
    "add_working",
    "always",
    "covered_until",
    "day_of",
    "is_provisional",
    "is_working_day",
    "load_timing",
    "read_amount",
    "read_fact",
    "read_timing",
    "refuse",
    "shifts_on",
    "state_after",
    "working_between",
    "working_days_between",
    "write_amount",
    "write_fact",
]

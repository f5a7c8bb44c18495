"""Dates, times and durations as FEEL has them: wider years and finer zones than Python's."""

from .civil import YEAR_MAX, YEAR_MIN
from .cycle import Cycle, cycle
from .durations import DaysTimeDuration, YearsMonthsDuration
from .iso import date, date_and_time, duration, literal, time
from .points import Date, DateTime, Time, from_python

__all__ = [
    "YEAR_MAX",
    "YEAR_MIN",
    "Cycle",
    "Date",
    "DateTime",
    "DaysTimeDuration",
    "Time",
    "YearsMonthsDuration",
    "cycle",
    "date",
    "date_and_time",
    "duration",
    "from_python",
    "literal",
    "time",
]

"""Functions of dates, and of the time of the evaluation (DMN 1.5, 10.3.4.7 and 10.3.4.11)."""

from __future__ import annotations

from guiju.standard.feel.run import Refused, Run
from guiju.standard.feel.temporal import Date, DateTime, from_python
from guiju.standard.feel.temporal.civil import day_number, week_of_year
from guiju.standard.feel.values import Value

from .signature import built_in

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _date(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@built_in("day of year(date: date|date and time)")
def day_of_year(date: Date | DateTime) -> Value:
    """1 to 366."""
    day = _date(date)
    return day.number - day_number(day.year, 1, 1) + 1


@built_in("day of week(date: date|date and time)")
def day_of_week(date: Date | DateTime) -> Value:
    """Its English name."""
    return _DAYS[_date(date).weekday - 1]


@built_in("month of year(date: date|date and time)")
def month_of_year(date: Date | DateTime) -> Value:
    """Its English name."""
    return _MONTHS[_date(date).month - 1]


@built_in("week of year(date: date|date and time)")
def week(date: Date | DateTime) -> Value:
    """The ISO 8601 week, 1 to 53."""
    return week_of_year(_date(date).number)


@built_in("now()", takes_run=True, is_pure=False)
def now(r: Run) -> Value:
    """The time given to the evaluation."""
    if r.now is None:
        raise Refused("the evaluation was given no time")
    return from_python(r.now)


@built_in("today()", takes_run=True, is_pure=False)
def today(r: Run) -> Value:
    """The day of the time given to the evaluation."""
    if r.now is None:
        raise Refused("the evaluation was given no time")
    return from_python(r.now.date())

"""The proleptic Gregorian calendar as arithmetic on day numbers; day 0 is 1970-01-01.

Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (years begin in March, so
that the leap day is the last one; 400 years have 146,097 days).
"""

from __future__ import annotations

YEAR_MIN = -999_999_999
YEAR_MAX = 999_999_999

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether the year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    """Whether there is such a day within the years FEEL knows."""
    return (
        YEAR_MIN <= year <= YEAR_MAX and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    )


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01."""
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return (
        era * 146_097
        + year_of_era * 365
        + year_of_era // 4
        - year_of_era // 100
        + day_of_year
        - 719_468
    )


def from_day_number(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number."""
    era, day_of_era = divmod(number + 719_468, 146_097)
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return year_of_era + era * 400 + (month <= 2), month, day


def weekday(number: int) -> int:
    """1 is Monday, 7 is Sunday."""
    return (number + 3) % 7 + 1


def week_of_year(number: int) -> int:
    """The ISO 8601 week of a day number."""
    thursday = number - weekday(number) + 4
    year, _, _ = from_day_number(thursday)
    return (thursday - day_number(year, 1, 1)) // 7 + 1

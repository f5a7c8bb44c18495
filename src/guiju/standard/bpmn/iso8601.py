"""Times as ISO 8601 writes them, told apart from expressions."""

from __future__ import annotations

import re
from datetime import datetime

_DURATION = re.compile(
    r"-?P(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?W)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=.)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?"
)
_REPEAT = re.compile(r"R(?:-1|\d*)")
# A crontab line, as several engines take for a cycle.
_CRON = re.compile(r"\S+(?:\s+\S+){4,6}")
_CRON_FIELD = re.compile(r"[0-9*/?,\-LW#A-Za-z]+")
# Something that cannot be a name or a call of an expression.
_STARTS = re.compile(r"-?P(?:\d|T\d|T?$)|R\d*/|R-1/|\d{4}-|\d{8}|\d+\s*\w|\d{1,2}:\d\d|\d+$")


def looks_like_time(text: str) -> bool:
    """True where the text is meant as a time and is no expression."""
    return _STARTS.match(text) is not None


def readable(form: str, text: str) -> bool:
    """True where the text is a date, duration or cycle."""
    if form == "date":
        return is_date(text)
    if form == "duration":
        return is_duration(text)
    return is_cycle(text)


def is_duration(text: str) -> bool:
    """True for a duration such as P1DT2H."""
    return _DURATION.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """True for a date, or a date and time, with or without an offset."""
    try:
        datetime.fromisoformat(text.split("[")[0])
    except ValueError:
        return False
    return True


def is_cycle(text: str) -> bool:
    """True for a repeating interval, a bare duration, or a crontab line."""
    if _CRON.fullmatch(text) and all(_CRON_FIELD.fullmatch(f) for f in text.split()):
        return True
    parts = text.split("/")
    if _REPEAT.fullmatch(parts[0]):
        parts = parts[1:]
    elif len(parts) != 1:
        return False
    if not 1 <= len(parts) <= 2:
        return False
    return sum(map(is_duration, parts)) >= 1 and all(is_duration(p) or is_date(p) for p in parts)

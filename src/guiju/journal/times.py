"""Texts to times: whole columns at once, one stated format per column, one rule for zones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from .columns import Longs
from .log import NO_TIME
from .trouble import Unreadable

_CLOCK = (
    r"(?:[T ,]\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"(?:\s?(?P<half>[AaPp]\.?[Mm]\.?))?)?\s*"
    r"(?P<zone>Z|z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?\s*$"
)
_GAP = r"\s?[-/.]\s?"
_DAY, _MONTH, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_SHORT_YEAR = r"(?P<year>[0-9]{2})"
_WORD = r"(?P<word>[A-Za-z]{3})[A-Za-z]*\.?"
_WORDS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

TIME_FORMATS: dict[str, str] = {
    "year-month-day": rf"^\s*{_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}{_CLOCK}",
    "day-month-year": rf"^\s*{_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}{_CLOCK}",
    "month-day-year": rf"^\s*{_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}{_CLOCK}",
    "day-month-yy": rf"^\s*{_DAY}{_GAP}{_MONTH}{_GAP}{_SHORT_YEAR}{_CLOCK}",
    "month-day-yy": rf"^\s*{_MONTH}{_GAP}{_DAY}{_GAP}{_SHORT_YEAR}{_CLOCK}",
    "day-word-year": rf"^\s*{_DAY}[\s-]{_WORD}[\s-]{_YEAR}{_CLOCK}",
    "word-day-year": rf"^\s*{_WORD}\s{_DAY},?\s{_YEAR}{_CLOCK}",
    "chinese": rf"^\s*{_YEAR}年{_MONTH}月{_DAY}日\s*"
    + r"(?:(?P<hour>[0-9]{1,2})[时時:点點](?P<minute>[0-9]{1,2})[分:]?"
    + r"(?:(?P<second>[0-9]{1,2})秒?)?)?\s*$",
    "compact": r"^\s*(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:[T ]?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?)?(?P<zone>Z)?\s*$",
    "epoch": r"^\s*(?P<count>-?[0-9]{9,19})(?:\.(?P<fraction>[0-9]{1,9}))?\s*$",
}
"""Formats by name, each a regular expression (RE2) with the parts of a time as groups."""

_AMBIGUOUS = {
    "day-month-year": "month-day-year",
    "month-day-year": "day-month-year",
    "day-month-yy": "month-day-yy",
    "month-day-yy": "day-month-yy",
}
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """How the times of a column are written.

    Attributes:
        name: one of TIME_FORMATS.
        share: share of the sampled texts that it reads, 0 to 1.
        rival: another format that reads them all as well and gives other times, or None.
        naive: whether a sampled time had no zone.
    """

    name: str
    share: float
    rival: str | None = None
    naive: bool = False


def zone_of(name: str | None) -> str | Unreadable:
    """The IANA zone for times that carry none: the one told, or UTC."""
    if not name:
        return "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return Unreadable(
            "zone-unknown", "An IANA time zone was expected; found {zone}.", {"zone": name}
        )
    return name


def guess_format(texts: pa.StringArray, most: int = _SAMPLE) -> TimeFormat | None:
    """The format that reads most of a sample of distinct texts; None where none reads half.

    Day and month are told apart by a value above 12; where none is, the day is taken to come
    first and ``rival`` names the other reading.
    """
    sample = texts.drop_null()
    step = max(1, len(sample) // most)
    sample = sample.take(pa.array(np.arange(0, len(sample), step)))
    digits = pc.sum(pc.match_substring_regex(sample, "[0-9]")).as_py() if len(sample) else 0
    if not digits or digits * 2 < len(sample):
        return None
    counts = _counts(sample)
    best = max(counts, key=lambda name: counts[name])
    if counts[best] * 2 < len(sample):
        return None
    rival = _AMBIGUOUS.get(best)
    if rival and counts[rival] != counts[best]:
        rival = None
    return TimeFormat(best, counts[best] / len(sample), rival, _any_naive(sample, best))


def _counts(sample: pa.StringArray) -> dict[str, int]:
    """How many of the texts each format reads; only the first where that reads all."""
    counts: dict[str, int] = {}
    for name in TIME_FORMATS:
        counts[name] = int((read_times(sample, name) != NO_TIME).sum())
        if name == "year-month-day" and counts[name] == len(sample):
            break
    return counts


def _any_naive(sample: pa.StringArray, name: str) -> bool:
    if name == "epoch":
        return False
    parts = pc.extract_regex(sample, TIME_FORMATS[name])
    if parts.type.get_field_index("zone") < 0:
        return True
    return bool(pc.any(pc.equal(parts.field("zone"), "")).as_py())


def read_times(texts: pa.StringArray, name: str, zone: str = "UTC") -> Longs:
    """Microseconds since 1970 UTC for each text, ``NO_TIME`` where it is no such time.

    Args:
        texts: the texts; shape (n,).
        name: one of TIME_FORMATS.
        zone: IANA zone for times that carry none.
    """
    if name == "year-month-day":
        quick = _iso(texts)
        if quick is not None:
            return quick
    parts = pc.extract_regex(texts, TIME_FORMATS[name])
    there = parts.is_valid().to_numpy(zero_copy_only=False)
    if not there.any():
        return np.full(len(there), NO_TIME, np.int64)
    if name == "epoch":
        return _epoch(parts, there)
    return _calendar(parts, there, zone)


def _iso(texts: pa.StringArray) -> Longs | None:
    """All texts at once where every one is ISO 8601 with a zone."""
    try:
        times = pc.cast(texts, pa.timestamp("us", "UTC"))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    found: Longs = pc.fill_null(times.cast(pa.int64()), NO_TIME).to_numpy(zero_copy_only=False)
    return found


def _part(parts: pa.StructArray, name: str) -> npt.NDArray[np.int64]:
    """A group as numbers; 0 where it is absent or empty."""
    if parts.type.get_field_index(name) < 0:
        return np.zeros(len(parts), np.int64)
    texts = pc.fill_null(parts.field(name), "")
    texts = pc.if_else(pc.equal(texts, ""), "0", texts)
    found: npt.NDArray[np.int64] = texts.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return found


def _text_part(parts: pa.StructArray, name: str) -> pa.StringArray | None:
    if parts.type.get_field_index(name) < 0:
        return None
    return pc.fill_null(parts.field(name), "")


def _micros(parts: pa.StructArray) -> npt.NDArray[np.int64]:
    fraction = _text_part(parts, "fraction")
    if fraction is None:
        return np.zeros(len(parts), np.int64)
    six = pc.utf8_slice_codeunits(pc.utf8_rpad(fraction, 6, "0"), 0, 6)
    found: npt.NDArray[np.int64] = six.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return found


def _epoch(parts: pa.StructArray, there: npt.NDArray[np.bool_]) -> Longs:
    """Seconds, milliseconds, microseconds or nanoseconds, told apart by the number of digits."""
    texts = pc.if_else(pa.array(there), pc.fill_null(parts.field("count"), "0"), "0")
    digits = pc.utf8_length(pc.utf8_ltrim(texts, "-")).to_numpy(zero_copy_only=False)
    count = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False)
    fits = there & (np.abs(count) < 9.2e18)
    safe = pc.if_else(pa.array(fits), texts, "0")
    whole: npt.NDArray[np.int64] = safe.cast(pa.int64()).to_numpy(zero_copy_only=False)
    out = np.where(digits <= 11, whole * 1_000_000 + _micros(parts), whole)
    out = np.where((digits > 11) & (digits <= 14), whole * 1_000, out)
    out = np.where(digits > 17, whole // 1_000, out)
    return np.where(fits, out, NO_TIME)


def _calendar(parts: pa.StructArray, there: npt.NDArray[np.bool_], zone: str) -> Longs:
    month, known = _month(parts)
    year = _part(parts, "year")
    if len(year) and int(year.max()) < 100:
        year = np.where(there, year + np.where(year < 70, 2000, 1900), 0)
    day, hour = _part(parts, "day"), _part(parts, "hour")
    minute, second = _part(parts, "minute"), _part(parts, "second")
    hour, half_ok = _afternoon(parts, hour)
    ok = there & known & half_ok & (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1)
    ok &= (hour <= 23) & (minute <= 59) & (second <= 60)
    months = (np.where(ok, year, 1970) - 1970) * 12 + np.where(ok, month, 1) - 1
    first = months.astype("M8[M]").astype("M8[D]")
    ok &= day <= ((months + 1).astype("M8[M]").astype("M8[D]") - first).astype(np.int64)
    days = first.astype(np.int64) + day - 1
    wall = ((days * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000 + _micros(parts)
    return _in_utc(parts, np.where(ok, wall, NO_TIME), ok, zone)


def _month(parts: pa.StructArray) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    word = _text_part(parts, "word")
    if word is None:
        return _part(parts, "month"), np.ones(len(parts), bool)
    at = pc.index_in(pc.utf8_lower(word), pa.array(_WORDS))
    month = pc.fill_null(at, -1).to_numpy(zero_copy_only=False).astype(np.int64) + 1
    return month, month > 0


def _afternoon(
    parts: pa.StructArray, hour: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    half = _text_part(parts, "half")
    fine = np.ones(len(parts), bool)
    if half is None or not pc.any(pc.not_equal(half, "")).as_py():
        return hour, fine
    letter = pc.utf8_lower(pc.utf8_slice_codeunits(half, 0, 1))
    late = pc.equal(letter, "p").to_numpy(zero_copy_only=False)
    early = pc.equal(letter, "a").to_numpy(zero_copy_only=False)
    fine = ~(late | early) | ((hour >= 1) & (hour <= 12))
    return np.where(late | early, hour % 12 + 12 * late, hour), fine


def _in_utc(parts: pa.StructArray, wall: Longs, ok: npt.NDArray[np.bool_], zone: str) -> Longs:
    texts = _text_part(parts, "zone")
    if texts is None:
        texts = pa.array([""] * len(wall), pa.string())
    coded = texts.dictionary_encode()
    minutes = [_offset(text) for text in coded.dictionary.to_pylist()]
    naive = np.array([m is None for m in minutes], bool)
    offset = np.array([m or 0 for m in minutes], np.int64)
    codes = coded.indices.to_numpy(zero_copy_only=False)
    out = np.where(ok, wall - offset[codes] * 60_000_000, NO_TIME)
    here = np.flatnonzero(naive[codes] & ok) if len(codes) else codes
    if zone != "UTC" and len(here):
        out[here] = localised(out[here], zone)
    return out


def localised(wall: Longs, zone: str) -> Longs:
    """UTC of wall clock times of a zone; an hour lived twice is the first of them."""
    naive = pa.array(wall).cast(pa.timestamp("us"))
    times = pc.assume_timezone(naive, zone, ambiguous="earliest", nonexistent="latest")
    found: Longs = times.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return found.copy()


def _offset(text: str) -> int | None:
    """Minutes east of Greenwich; None where the text names no zone."""
    if not text:
        return None
    if text[0] not in "+-":
        return 0
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return minutes if text[0] == "+" else -minutes


def text_of(micros: int) -> str:
    """ISO 8601 in UTC, to the microsecond: ``2016-02-29T01:23:00.000000+00:00``."""
    seconds, rest = divmod(micros, 1_000_000)
    moment: Any = np.datetime64(seconds, "s").astype(datetime)
    if not isinstance(moment, datetime):
        return str(np.datetime64(micros, "us")) + "+00:00"
    return f"{moment.isoformat()}.{rest:06d}+00:00"


def texts_of(times: pa.Array) -> pa.StringArray:
    """ISO 8601 in UTC for a whole column of timestamps; null stays null."""
    micros = times.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_pylist()
    return pa.array([None if m is None else text_of(m) for m in micros], pa.string())

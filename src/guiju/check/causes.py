"""What goes with a deviation: attributes of cases by effect size. Association, not cause.

Per value of an attribute the share of deviating cases among those that have the value is compared
with the share among the others:

- the effect is the difference of the shares, with the interval of Newcombe ("Interval estimation
  for the difference between independent proportions", Statistics in Medicine 17 (1998), method 10);
- the test is chi-square with one degree of freedom, Fisher's exact test where an expected count is
  below 5; many tests are corrected by Benjamini and Hochberg (1995).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guiju.journal import NO_TIME, Log

_MOST_VALUES = 50
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_Mask = NDArray[np.bool_]
_Split = tuple[str, str, _Mask]


@dataclass(frozen=True, slots=True)
class Association:
    """A value that goes with more, or fewer, deviating cases than its absence.

    Attributes:
        attribute: case or event attribute, "resource", "activity", "weekday" or "month".
        value: the value.
        cases: cases that have it.
        deviating: those of them that deviate.
        others: cases that do not have it.
        others_deviating: those of them that deviate.
        difference: share deviating with the value minus share without; -1 to 1.
        low: lower end of the 95 % interval of the difference.
        high: its upper end.
        p: of the single test.
        q: corrected for all tests made (false discovery rate).
    """

    attribute: str
    value: str
    cases: int
    deviating: int
    others: int
    others_deviating: int
    difference: float
    low: float
    high: float
    p: float
    q: float


def associations(
    log: Log,
    deviating: _Mask,
    attributes: Sequence[str] | None = None,
    least: int = 10,
    rate: float = 0.05,
) -> tuple[Association, ...]:
    """The values associated with deviating, the largest effect first.

    Args:
        log: the cases.
        deviating: (cases,) which of them have the deviation or breach.
        attributes: which attributes are looked at; None for all.
        least: a value is looked at where at least so many cases have it and lack it.
        rate: share of false discoveries that is put up with.
    """
    found = []
    for attribute, value, has in _splits(log, attributes):
        with_it = int(has.sum())
        if least <= with_it <= has.size - least:
            found.append(_association(attribute, value, has, deviating, with_it))
    corrected = _corrected(found)
    chosen = [a for a in corrected if a.q <= rate]
    return tuple(sorted(chosen, key=lambda a: (-abs(a.difference), a.attribute, a.value)))


def _association(
    attribute: str, value: str, has: _Mask, deviating: _Mask, with_it: int
) -> Association:
    a, n = int((has & deviating).sum()), with_it
    b, m = int(deviating.sum()) - a, has.size - with_it
    low, high = newcombe(a, n, b, m)
    p = _p_value(a, n, b, m)
    return Association(attribute, value, n, a, m, b, a / n - b / m, low, high, p, p)


def newcombe(a: int, n: int, b: int, m: int) -> tuple[float, float]:
    """The 95 % interval of ``a / n - b / m``."""
    (low1, high1), (low2, high2) = _wilson(a, n), _wilson(b, m)
    first, second = a / n, b / m
    difference = first - second
    return (
        difference - math.hypot(first - low1, high2 - second),
        difference + math.hypot(high1 - first, second - low2),
    )


def _wilson(a: int, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    share = a / n
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)


def _p_value(a: int, n: int, b: int, m: int) -> float:
    total, hits = n + m, a + b
    expected = [n * hits, n * (total - hits), m * hits, m * (total - hits)]
    if min(expected) == 0:
        return 1.0
    if min(expected) / total < 5:
        return _fisher(a, n, hits, total)
    chi = total * (a * (m - b) - b * (n - a)) ** 2 / (n * m * hits * (total - hits))
    return math.erfc(math.sqrt(chi / 2))


def _fisher(a: int, n: int, hits: int, total: int) -> float:
    """Two-sided: the tables no likelier than the one seen."""

    def log_choose(x: int, y: int) -> float:
        return math.lgamma(x + 1) - math.lgamma(y + 1) - math.lgamma(x - y + 1)

    whole = log_choose(total, n)
    logs = [
        log_choose(hits, k) + log_choose(total - hits, n - k) - whole
        for k in range(max(0, n - (total - hits)), min(n, hits) + 1)
    ]
    seen = logs[a - max(0, n - (total - hits))]
    return min(1.0, sum(math.exp(v) for v in logs if v <= seen + 1e-9))


def _corrected(found: list[Association]) -> list[Association]:
    """With q values: the smallest rate at which each would still be reported."""
    ordered = sorted(found, key=lambda a: a.p)
    q = 1.0
    result = []
    for rank in range(len(ordered), 0, -1):
        one = ordered[rank - 1]
        q = min(q, one.p * len(ordered) / rank)
        result.append(replace(one, q=q))
    return result


def _splits(log: Log, wanted: Sequence[str] | None) -> Iterator[_Split]:
    """(attribute, value, which cases have it) of everything that is looked at."""

    def asked(name: str) -> bool:
        return wanted is None or name in wanted

    if asked("activity"):
        yield from _of_events(log, "activity", log.activity.codes, log.activities)
    if asked("resource") and log.resource is not None:
        yield from _of_events(log, "resource", log.resource.codes, log.resource.names)
    if asked("weekday") or asked("month"):
        yield from (s for s in _of_time(log) if asked(s[0]))
    whole_cases = np.arange(log.cases)
    for name, attribute in log.case_attributes.items():
        if asked(name):
            yield from _of_column(log, name, attribute.dense(log.cases), whole_cases)
    for name, attribute in log.attributes.items():
        if asked(name):
            yield from _of_column(log, name, attribute.dense(len(log)), log.case)


def _of_events(
    log: Log, name: str, codes: NDArray[Any], names: Sequence[str], case: Any = None
) -> Iterator[_Split]:
    if len(names) > _MOST_VALUES:
        common = np.argsort(-np.bincount(codes[codes >= 0], minlength=len(names)), kind="stable")
        chosen = common[:_MOST_VALUES].tolist()
    else:
        chosen = list(range(len(names)))
    case = log.case if case is None else case
    for code in chosen:
        has = np.zeros(log.cases, dtype=np.bool_)
        has[case[codes == code]] = True
        yield name, names[code], has


def _of_time(log: Log) -> Iterator[_Split]:
    full = np.diff(log.starts) > 0
    begin = np.full(log.cases, NO_TIME)
    begin[full] = log.time[log.starts[:-1][full]]
    known = begin != NO_TIME
    days = np.where(known, begin, 0).astype("datetime64[us]").astype("datetime64[D]")
    weekday = (days.astype(np.int64) + 3) % 7
    month = days.astype("datetime64[M]")
    for i, name in enumerate(_DAYS):
        yield "weekday", name, known & (weekday == i)
    for one in np.unique(month[known]).tolist():
        yield "month", f"{one:%Y-%m}", known & (month == np.datetime64(one))


def _of_column(log: Log, name: str, column: Any, case: Any) -> Iterator[_Split]:
    """Numbers with many values by quarters, anything else by value."""
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        values = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        known = ~np.isnan(values)
        if np.unique(values[known]).size > 10:
            yield from _quarters(log, name, values, case, known)
            return
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if not pa.types.is_temporal(column.type) and not pa.types.is_null(column.type):
        coded = column.cast(pa.string()).dictionary_encode()
        codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        yield from _of_events(log, name, codes, coded.dictionary.to_pylist(), case)


def _quarters(
    log: Log, name: str, values: NDArray[np.float64], case: Any, known: _Mask
) -> Iterator[_Split]:
    edges = np.unique(np.quantile(values[known], [0.25, 0.5, 0.75]))
    quarter = np.searchsorted(edges, values, side="left")
    texts = [f"up to {edges[0]:g}"]
    texts += [f"above {a:g} up to {b:g}" for a, b in pairwise(edges)]
    texts.append(f"above {edges[-1]:g}")
    for i, text in enumerate(texts):
        has = np.zeros(log.cases, dtype=np.bool_)
        has[case[known & (quarter == i)]] = True
        yield name, text, has

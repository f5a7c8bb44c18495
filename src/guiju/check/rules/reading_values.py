"""Plain data as the type of a rule's parameter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from guiju.check.rules.condition import Condition
from guiju.check.rules.elapsed import Elapsed
from guiju.check.rules.nearness import NEARNESSES
from guiju.check.rules.unusual_gap import TemporalProfile, temporal_profile
from guiju.journal import Log, read_log
from guiju.standard import dmn

Files = Callable[[str], bytes | None]
"""Bytes of a file that a rule names; None where there is none."""

_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def value_of(
    kind: str, value: Any, files: Files, calendars: Mapping[str, Elapsed] = MappingProxyType({})
) -> Any:
    """The value as the parameter's type; None where it is not of it.

    Args:
        kind: annotation of the parameter.
        value: what was written.
        files: where a model is found.
        calendars: working calendars, by name.
    """
    if kind in _READERS:
        return _READERS[kind](value)
    if kind.startswith("Elapsed"):
        return calendars.get(value) if isinstance(value, str) else None
    if kind == "dmn.Model":
        return _model(value, files)
    if kind.startswith("TemporalProfile"):
        return _profile(value, files)
    if kind.startswith("Condition"):
        return _condition(value)
    return value if kind.startswith("str") and isinstance(value, str) else None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _span(value: Any) -> timedelta | None:
    try:
        return timedelta(seconds=value) if _is_number(value) else None
    except (OverflowError, ValueError):
        return None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: Any) -> float | None:
    return float(value) if _is_number(value) else None


def _numbers(value: Any) -> dict[str, float] | None:
    good = isinstance(value, Mapping) and all(map(_is_number, value.values()))
    return {str(k): v for k, v in value.items()} if good else None


def _names(value: Any) -> dict[str, str] | None:
    good = isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())
    return {str(k): v for k, v in value.items()} if good else None


def _moments(value: Any) -> dict[str, datetime] | None:
    if not isinstance(value, Mapping):
        return None
    found = {str(k): _moment(v) for k, v in value.items()}
    return None if None in found.values() else {k: v for k, v in found.items() if v}


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value if isinstance(value, datetime) else None


def _nearness(value: Any) -> Any:
    return value if value in NEARNESSES else None


def _texts(value: Any) -> tuple[str, ...] | None:
    given = [value] if isinstance(value, str) else value
    good = isinstance(given, list | tuple) and all(isinstance(v, str) for v in given)
    return tuple(given) if good else None


def _pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(value, list | tuple):
        return None
    pairs = [tuple(p) for p in value if isinstance(p, list | tuple) and len(p) == 2]
    texts = all(isinstance(name, str) for pair in pairs for name in pair)
    return tuple((a, b) for a, b in pairs) if texts and len(pairs) == len(value) else None


def _condition(value: Any) -> Condition | None:
    if not isinstance(value, Mapping) or set(value) != {"attribute", "comparison", "value"}:
        return None
    comparison, operand = value["comparison"], value["value"]
    ordered = comparison in ("<", "<=", ">", ">=")
    if comparison not in _COMPARISONS or not isinstance(operand, int | float | str):
        return None
    if ordered and isinstance(operand, str):
        return None
    return Condition(str(value["attribute"]), comparison, operand)


def _model(value: Any, files: Files) -> dmn.Model | None:
    """The DMN model of a file; None where it cannot be read or has errors."""
    data = files(value) if isinstance(value, str) else None
    if data is None:
        return None
    loaded = dmn.load(data)
    broken = any(problem.severity == "error" for problem in loaded.problems)
    return None if broken else loaded.model


def _profile(value: Any, files: Files) -> TemporalProfile | None:
    """The profile of a log's file; None where it cannot be read."""
    data = files(value) if isinstance(value, str) else None
    log = None if data is None else read_log(data)
    return temporal_profile(log) if isinstance(log, Log) else None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "timedelta": _span,
    "Nearness": _nearness,
    "int": _whole,
    "float": _number,
    "Mapping[str, float]": _numbers,
    "Mapping[str, str]": _names,
    "Mapping[str, datetime]": _moments,
    "tuple[str, ...]": _texts,
    "tuple[tuple[str, str], ...]": _pairs,
}

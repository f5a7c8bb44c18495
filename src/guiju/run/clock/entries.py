"""Facts of a clock as plain data for the journal, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from guiju.standard.model.problem import Problem

from .amounts import Amount, Ends, WorkingDays, read_amount
from .facts import Fact, Paused, Rescheduled, Resumed, Started, Stopped

_KINDS: Final[Mapping[str, type[Fact]]] = {
    kind.__name__: kind for kind in (Started, Paused, Resumed, Rescheduled, Stopped)
}


def write_fact(fact: Fact) -> dict[str, Any]:
    """A fact as JSON data: ``fact`` is its name, moments are ISO 8601 in UTC."""
    written: dict[str, Any] = {"fact": type(fact).__name__, "at": _moment(fact.at)}
    if isinstance(fact, Paused | Rescheduled):
        written["reason"] = fact.reason
    if isinstance(fact, Rescheduled):
        if fact.amount is not None:
            written |= write_amount(fact.amount)
        if fact.due is not None:
            written["due"] = _moment(fact.due)
    return written


def read_fact(written: Mapping[str, Any]) -> Fact | Problem:
    """A fact out of what :func:`write_fact` made; a problem for anything else."""
    kind, at = _KINDS.get(str(written.get("fact"))), _read_moment(written.get("at"))
    reason = written.get("reason", "")
    if kind is None or at is None or not isinstance(reason, str):
        return _unreadable(written)
    if kind is Paused:
        return Paused(at, reason)
    if kind is Rescheduled:
        return _read_rescheduled(Rescheduled(at, reason), written)
    return kind(at)  # type: ignore[call-arg]


def write_amount(amount: Amount) -> dict[str, Any]:
    """An amount as JSON data: ``amount`` in ISO 8601, and how a number of days ``ends``."""
    if isinstance(amount, WorkingDays):
        return {"amount": f"P{amount.days}D", "ends": amount.ends}
    return {"amount": f"PT{amount.time // timedelta(seconds=1)}S"}


def _read_rescheduled(fact: Rescheduled, written: Mapping[str, Any]) -> Fact | Problem:
    if "due" in written:
        due = _read_moment(written["due"])
        return _unreadable(written) if due is None else replace(fact, due=due)
    ends: Ends = "same-time" if written.get("ends") == "same-time" else "close"
    amount = read_amount(written.get("amount"), None, ends)
    return amount if isinstance(amount, Problem) else replace(fact, amount=amount)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _read_moment(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return at if at is not None and at.tzinfo is not None else None


def _unreadable(written: Mapping[str, Any]) -> Problem:
    template = "expected a fact of a clock, found {found}"
    return Problem("clock-fact-unreadable", template, values={"found": str(written)[:100]})

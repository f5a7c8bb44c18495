"""What a report tells of the log that was checked, and by which settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from guiju.journal import NO_TIME, Log

if TYPE_CHECKING:
    from guiju.check.rules.breaches import Breaches


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """A rule beyond the order of steps, as a report shows it.

    Attributes:
        text: the rule with its parameters.
        status: kept, broken, vacuous or misspecified.
        breaches: how many.
        cases: ids of the cases concerned.
    """

    text: str
    status: str
    breaches: int
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogInfo:
    """A log and the circumstances of its check.

    Attributes:
        name: of the log, such as its file name.
        events: how many events.
        first, last: of all event times, ISO 8601; "" where there are none.
        model: name of the model's file.
        version: digest of the standard.
        made: when the report was made, as text; "" leaves it out.
        facts: what reading found and which settings were used, by name.
        rules: what the rules beyond the order of steps said.
    """

    name: str = ""
    events: int = 0
    first: str = ""
    last: str = ""
    model: str = ""
    version: str = ""
    made: str = ""
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rules: tuple[BrokenRule, ...] = ()


def log_info(
    log: Log,
    name: str = "",
    model: str = "",
    version: str = "",
    made: str = "",
    rules: tuple[Breaches, ...] = (),
    tell: Callable[[Any], str] = str,
) -> LogInfo:
    """What a report tells of a log that was read.

    Args:
        log: as `guiju.journal.read_log` gives it.
        name: of the log.
        model: name of the model's file.
        version: digest of the standard.
        made: when the report was made, as text.
        rules: what `guiju.check.rules.check_rules` gave.
        tell: makes a sentence of a note or a rule, in the reader's language.
    """
    report = log.report
    known = log.time[log.time != NO_TIME]
    facts = {
        "format": report.format,
        "columns": str(report.mapping),
        "guessed columns": ", ".join(report.guessed),
        "bad rows left out": f"{report.bad_total:,}" if report.bad_total else "",
        "events left out": f"{report.left_out:,} ({report.lifecycle_rule})"
        if report.left_out
        else "",
        "events without a time": f"{report.missing_times:,}" if report.missing_times else "",
        "times without a zone": report.time_rule,
        "reading stopped": tell(report.stopped) if report.stopped else "",
        "notes": " ".join(tell(note) for note in report.notes),
    }
    return LogInfo(
        name=name,
        events=len(log),
        first=_iso(int(known.min())) if known.size else "",
        last=_iso(int(known.max())) if known.size else "",
        model=model,
        version=version,
        made=made,
        facts=MappingProxyType({term: told for term, told in facts.items() if told}),
        rules=tuple(_rule(one, log, tell) for one in rules),
    )


def _rule(found: Breaches, log: Log, tell: Callable[[Any], str]) -> BrokenRule:
    cases = tuple(found.case_ids(log))
    return BrokenRule(tell(found), found.status, int(found.case.size), cases)


def _iso(microseconds: int) -> str:
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    except OverflowError:
        return ""
    return at.strftime("%Y-%m-%d")

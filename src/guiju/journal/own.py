"""A log of what this program itself has run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

from .assembly import Raw, assemble
from .columns import Attribute, Attributes, Coded
from .log import Log
from .report import Reading
from .trouble import Complaints

Happened = tuple[str, datetime, str | None]
"""Activity, moment (UTC), who."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def log_of(
    cases: Iterable[tuple[str, Sequence[Happened]]], versions: Sequence[int] | None = None
) -> Log:
    """A log of cases and what happened in them, in its order; a case may hold nothing.

    Args:
        cases: id, and what happened.
        versions: (cases,) number of the version that each case ran on; the case attribute
            `version`. None: not told.
    """
    names: list[str] = []
    case: list[int] = []
    events: list[Happened] = []
    for name, happened in cases:
        case += [len(names)] * len(happened)
        names.append(name)
        events += happened
    time = [(moment - _EPOCH) // _MICROSECOND for _, moment, _ in events]
    raw = Raw(
        case_ids=pa.array(names, pa.string()),
        case=np.array(case, np.int32),
        activity=_coded([activity for activity, _, _ in events]),
        time=np.array(time, np.int64),
        lifecycle=None,
        resource=_coded([who for _, _, who in events]),
        attributes=Attributes(len(events), []),
        case_attributes=_versions(versions, len(names)),
        report=Reading("journal", tie_policy="order of the entries"),
        bad=Complaints(0),
    )
    return assemble(raw, None)


def _coded(texts: Sequence[str | None]) -> Coded:
    code: dict[str, int] = {}
    codes = [-1 if text is None else code.setdefault(text, len(code)) for text in texts]
    return Coded(np.array(codes, np.int32), tuple(code))


def _versions(versions: Sequence[int] | None, cases: int) -> Attributes:
    if versions is None:
        return Attributes(cases, [])
    rows = np.arange(cases, dtype=np.int32)
    numbers = pa.array(versions, pa.int64())
    return Attributes(cases, [Attribute(("version",), "int", rows, numbers)])

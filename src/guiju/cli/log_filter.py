"""The conditions of `guiju log filter`: each keeps whole cases."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from guiju.cli.usage import Wrong, meant
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.journal import Log

Mask = NDArray[np.bool_]


def add(parser: argparse.ArgumentParser) -> None:
    """Tell the parser of the conditions."""
    many_times = {"action": "append", "default": []}
    parser.add_argument("--case", metavar="ID", help=_("cases of these ids"), **many_times)  # type: ignore[arg-type]
    parser.add_argument("--with", dest="having", metavar="ACTIVITY",
                        help=_("cases with this activity"), **many_times)  # type: ignore[arg-type]  # fmt: skip
    parser.add_argument("--without", dest="lacking", metavar="ACTIVITY",
                        help=_("cases without this activity"), **many_times)  # type: ignore[arg-type]  # fmt: skip
    parser.add_argument("--after", metavar="DATE", help=_("cases that begin on or after the date"))
    parser.add_argument("--before", metavar="DATE", help=_("cases that end before the date"))


def part(log: Log, arguments: argparse.Namespace) -> Log:
    """The log of the cases that meet every condition.

    Raises:
        Wrong: a condition names a case or an activity that the log does not have, or no date.
    """
    keep = np.ones(log.cases, dtype=np.bool_)
    if arguments.case:
        keep &= _of_ids(log, arguments.case)
    for activity in arguments.having:
        keep &= _having(log, activity)
    for activity in arguments.lacking:
        keep &= ~_having(log, activity)
    if arguments.after:
        keep &= log.time[log.starts[:-1]] >= _moment(arguments.after)
    if arguments.before:
        keep &= log.time[log.starts[1:] - 1] < _moment(arguments.before)
    return log.of_cases(np.flatnonzero(keep))


def _of_ids(log: Log, ids: Iterable[str]) -> Mask:
    index = log.case_index()
    keep = np.zeros(log.cases, dtype=np.bool_)
    for id_ in ids:
        if id_ not in index:
            raise Wrong(_("The log has no case {id}.", id=id_) + meant(id_, list(index)))
        keep[index[id_]] = True
    return keep


def _having(log: Log, activity: str) -> Mask:
    if activity not in log.activities:
        raise Wrong(
            _("The log has no activity {name}.", name=activity)
            + meant(activity, list(log.activities))
        )
    code = log.activities.index(activity)
    keep = np.zeros(log.cases, dtype=np.bool_)
    keep[log.case[log.activity.codes == code]] = True
    return keep


def _moment(text: str) -> int:
    """A date or moment as microseconds since 1970, UTC where it names no zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Wrong(_("Expected a date such as 2016-03-01, found {text}.", text=text)) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int(moment.timestamp()) * 1_000_000 + moment.microsecond

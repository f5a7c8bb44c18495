"""The report of `guiju check --report FILE`."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import Wrong
from guiju.cli.words import _, sentence, spoken, word

if TYPE_CHECKING:
    from guiju.check import Conformance
    from guiju.check.rules.breaches import Breaches
    from guiju.journal import Log
    from guiju.standard import Standard


def _said(text: str, /, **values: Any) -> str:
    """A text of the report; without values it may be a phrase that has them filled already."""
    return _(text, **values) if values else word(text)


def save(
    file: str,
    found: Conformance,
    standard: Standard,
    log: Log,
    arguments: argparse.Namespace,
    breaches: tuple[Breaches, ...],
) -> None:
    """Write the report.

    Raises:
        Wrong: it cannot be written, or would be written over the model or the log.
    """
    from guiju.check.report import html_report, log_info

    path = Path(file)
    for given in (arguments.model, arguments.log):
        if given and path.exists() and path.samefile(given):
            raise Wrong(_("{path} is what is checked: name another file.", path=path))
    info = log_info(
        log,
        name=Path(arguments.log).name if arguments.log else _("journal"),
        model=Path(arguments.model).name,
        version=standard.digest,
        made=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        rules=breaches,
        tell=sentence,
    )
    try:
        path.write_text(html_report(found, standard.definitions, info, _said, spoken()), "utf-8")
    except OSError as error:
        reason = error.strerror
        raise Wrong(_("{path} cannot be written: {reason}.", path=path, reason=reason)) from None

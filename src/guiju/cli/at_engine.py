"""`guiju check MODEL LOG.encoded --engine ...`: a log that is too large for this process."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.cli.usage import FINE, FOUND, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.check import TiePolicy
    from guiju.check.rules import Rule
    from guiju.cli.map_file import MapFile
    from guiju.cli.screen import Screen
    from guiju.standard import Standard


def check(
    arguments: argparse.Namespace,
    standard: Standard,
    told: MapFile,
    ties: TiePolicy,
    rules: list[Rule],
    screen: Screen,
) -> int:
    """Check the variants that an engine finds; 1 where a case deviates or is undecided.

    Raises:
        Wrong: the engine is not there, the log is not encoded, or events are asked for.
    """
    from guiju.check.rules import check_variants
    from guiju.cli import conformance, rules_file
    from guiju.cli.check import compare
    from guiju.journal.scale import EngineMissing, engine_at, scaled_log

    _need_whole_log(arguments, ties, rules)
    if arguments.log is None or not Path(arguments.log).is_dir():
        raise Wrong(
            _("--engine takes a folder that guiju log convert LOG NAME.encoded wrote, found {log}.",
              log=arguments.log)
        )  # fmt: skip
    try:
        with engine_at(arguments.engine) as engine:
            log = scaled_log(Path(arguments.log), engine)
    except (EngineMissing, OSError, ValueError) as error:
        raise Wrong(_("{engine}: {reason}", engine=arguments.engine, reason=error)) from None
    found = compare(standard, log, told, processes=arguments.processes)
    breaches = check_variants(rules, log)
    if screen.json:
        data = {"model": arguments.model, "log": arguments.log, "digest": standard.digest}
        of_rules = {"rules": rules_file.as_data(breaches, log)} if rules else {}
        screen.data({**data, **conformance.as_data(found, arguments.align), **of_rules})
    else:
        conformance.show(found, standard, screen, arguments.most)
        if arguments.align:
            conformance.show_alignments(found, screen, arguments.most)
        if rules:
            rules_file.show(breaches, log, screen)
    fits = found.fitting_cases == found.cases_total and not found.undecided
    return FINE if fits and rules_file.are_kept(breaches) else FOUND


def _need_whole_log(arguments: argparse.Namespace, ties: TiePolicy, rules: list[Rule]) -> None:
    """What asks for single events needs the whole log in memory, which an engine is to avoid.

    Raises:
        Wrong: such an option is given.
    """
    from guiju.check.rules import needs_events

    whole = _("Without --engine the folder is read as a log, where it fits the memory.")
    if needing := sorted({rule.name for rule in rules if needs_events(rule)}):
        reason = _("{rules} of --rules looks at times, people or data of single events.",
                   rules=", ".join(needing))  # fmt: skip
    elif arguments.report:
        reason = _("--report shows times and attributes of single events.")
    elif ties != "source order":
        reason = _("--ties looks at the times of single events.")
    else:
        return
    raise Wrong(_("--engine finds variants and their cases alone; {reason} {whole}",
                  reason=reason, whole=whole))  # fmt: skip

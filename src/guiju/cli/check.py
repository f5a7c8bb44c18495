"""`guiju check MODEL LOG|--db URL`: where practice leaves the standard."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from guiju.cli.usage import FINE, FOUND, WRONG_USE, Wrong, count, file_at
from guiju.cli.words import _, sentence

if TYPE_CHECKING:
    from guiju.check import Conformance, TiePolicy
    from guiju.check.rules import Rule
    from guiju.cli.map_file import MapFile
    from guiju.cli.screen import Screen
    from guiju.journal import Log
    from guiju.journal.scale import ScaledLog
    from guiju.standard import Standard

TIES: dict[str, TiePolicy] = {
    "source": "source order", "best": "best fitting", "partial": "partial order",
}  # fmt: skip


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Tell the parser of this command."""
    from guiju.cli.map_file import add_map

    words = _("where the cases of an event log leave a standard")
    parser = commands.add_parser("check", parents=[common], help=words, description=words)
    parser.add_argument("model", metavar="MODEL", help=_("a BPMN file"))
    parser.add_argument(
        "log", metavar="LOG", nargs="?", help=_("XES, CSV, Parquet or OCEL 2.0, or in gzip")
    )
    parser.add_argument(
        "--db", metavar="URL", help=_("instead of a log: the completed cases of this database")
    )
    add_map(parser, _("YAML or JSON: columns of the log, names, hidden elements"))
    parser.add_argument("--process", metavar="ID", help=_("the process, where there are several"))
    parser.add_argument(
        "--rules", metavar="FILE", help=_("YAML or JSON: rules beyond the order of steps")
    )
    parser.add_argument(
        "--ties", choices=tuple(TIES), default="source",
        help=_("order of events of equal time: source (as written), best (the order that fits "
               "best) or partial (none)"),
    )  # fmt: skip
    parser.add_argument(
        "--engine", metavar="NAME",
        help=_("duckdb or spark://HOST:PORT finds the variants of a folder LOG.encoded"),
    )  # fmt: skip
    parser.add_argument(
        "--processes", type=count, default=1, metavar="N",
        help=_("share the work where the model has too many states for an automaton (1)"),
    )  # fmt: skip
    parser.add_argument(
        "--align", action="store_true", help=_("also the alignment of every deviating variant")
    )
    parser.add_argument("--report", metavar="FILE", help=_("also a report to read, one HTML file"))
    parser.add_argument(
        "--most", type=count, default=20, metavar="N", help=_("rows of a table at most (20)")
    )


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """Check one log; 1 where a case deviates or is undecided, or the model has errors."""
    from guiju.cli.map_file import map_of, need_elements
    from guiju.cli.problems import standard_at
    from guiju.cli.reading import log_at
    from guiju.cli.rules_file import read_rules

    if (arguments.log is None) is (arguments.db is None):
        raise Wrong(_("Name what is to be checked: a LOG, or a database with --db."))
    if arguments.db and arguments.map:
        raise Wrong(_("--map is for logs of others; the journal goes by the ids of elements."))
    told = map_of(arguments)
    if arguments.process:
        told = replace(told, process=arguments.process)
    rules = read_rules(file_at(arguments.rules)) if arguments.rules else []
    on_disk = arguments.log is not None and not arguments.engine
    path = log_at(arguments.log) if on_disk else Path(_("journal"))
    standard = standard_at(file_at(arguments.model), screen)
    if standard is None:
        return FOUND
    need_elements(told, standard, arguments.map or "--process")
    if arguments.engine:
        from guiju.cli import at_engine

        return at_engine.check(arguments, standard, told, TIES[arguments.ties], rules, screen)
    log = _log(arguments, standard, told, rules, screen)
    if isinstance(log, str):
        return _unreadable(log, screen)
    return _verdict(arguments, standard, log, told, path, rules, screen)


def _log(
    arguments: argparse.Namespace,
    standard: Standard,
    told: MapFile,
    rules: list[Rule],
    screen: Screen,
) -> Log | str:
    """What is to be checked; a sentence where it cannot be. Clocks of a journal are a rule more."""
    from guiju.cli import reading

    if arguments.db:
        log: Log | str = _journal(arguments.db, standard, told.process, rules)
        hint = _("no case of the process is completed in the database")
    else:
        log = reading.read(Path(arguments.log), told, screen)
        hint = _("{log} holds no case: look at it with guiju log info, name its columns with --map")
    if isinstance(log, str) or log.cases:
        return log
    return hint.format(log=arguments.log)


def _journal(url: str, standard: Standard, process: str | None, rules: list[Rule]) -> Log:
    from guiju import front
    from guiju.check.rules import MissedDeadline
    from guiju.cli.database import engine_at
    from guiju.run.play import first_process

    try:
        wanted = process or first_process(standard)
    except ValueError as error:
        raise Wrong(_("The journal cannot be checked: {reason}.", reason=error)) from None
    with engine_at(url) as engine:
        if clocks := front.clocked(engine, wanted):
            rules.append(MissedDeadline(clocks))
        return front.practised(engine, wanted)


def _verdict(
    arguments: argparse.Namespace,
    standard: Standard,
    log: Log,
    told: MapFile,
    path: Path,
    rules: list[Rule],
    screen: Screen,
) -> int:
    """Check, show what was found, and the exit code."""
    from guiju.check.rules import check_rules
    from guiju.cli import conformance, reading, report, rules_file

    found = compare(standard, log, told, TIES[arguments.ties], arguments.processes)
    breaches = check_rules(rules, log)
    if arguments.report:
        report.save(arguments.report, found, standard, log, arguments, breaches)
    if screen.json:
        screen.data(
            {
                "model": arguments.model,
                "log": str(path),
                "digest": standard.digest,
                "reading": reading.as_data(log),
                **conformance.as_data(found, arguments.align),
                **({"rules": rules_file.as_data(breaches, log)} if rules else {}),
            }
        )
    else:
        reading.show(log, path, screen)
        conformance.show(found, standard, screen, arguments.most)
        if arguments.align:
            conformance.show_alignments(found, screen, arguments.most)
        if rules:
            rules_file.show(breaches, log, screen)
    fits = found.fitting_cases == found.cases_total and not found.undecided
    return FINE if fits and rules_file.are_kept(breaches) else FOUND


def compare(
    standard: Standard,
    log: Log | ScaledLog,
    told: MapFile,
    ties: TiePolicy = "source order",
    processes: int = 1,
) -> Conformance:
    """The check itself, by what a mapping file says.

    Raises:
        Wrong: the standard has no process.
    """
    from guiju import front
    from guiju.check import Conformance

    try:
        found = front.check(
            standard, log, told.names, process=told.process, hidden=told.hidden,
            visible=told.visible, outside=told.outside, ties=ties, processes=processes,
        )  # fmt: skip
    except ValueError as error:
        raise Wrong(_("The log cannot be checked: {reason}.", reason=error)) from None
    assert isinstance(found, Conformance)
    if found.naming.problems:
        raise Wrong(sentence(found.naming.problems[0]))
    return found


def _unreadable(reason: str, screen: Screen) -> int:
    if screen.json:
        screen.data({"problem": reason})
    else:
        screen.err.print(f"guiju: {reason}", soft_wrap=True)
    return WRONG_USE

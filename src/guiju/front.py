"""The library's front door: load a standard, play it, check a log against it, ask a decision."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from guiju.run import Played, play
from guiju.run.play import first_process
from guiju.standard import Loaded, Problem, Standard, compile_standard
from guiju.standard.steps import behaviour

if TYPE_CHECKING:
    from guiju.check import Conformance, TiePolicy
    from guiju.check.rules import Clocked
    from guiju.journal import Entry, Log, Unreadable
    from guiju.journal.scale import ScaledLog
    from guiju.run.engine import Engine
    from guiju.standard.dmn import Decided, Model
    from guiju.standard.dmn.definitions import Import

Source = str | os.PathLike[str] | bytes
Names = Mapping[str, str | Sequence[str] | None]
_Ended = tuple[str, int, Sequence[tuple[str, datetime, str | None]]]

_IMPORTED = (".bpmn", ".bpmn2", ".xml", ".xsd")
_IMPORT = re.compile(rb"<(?:[\w.-]+:)?import[\s/>]")


def load(model: Source) -> Loaded:
    """Read and compile a BPMN file, with the DMN files beside it.

    Args:
        model: path of a BPMN 2.0 XML file, or its bytes.

    Returns:
        `Loaded(standard, problems)`; never raises for a bad model or an unreadable file.
    """
    if isinstance(model, bytes):
        return compile_standard(model)
    path = Path(model)
    try:
        data = path.read_bytes()
        tables = {
            each.name: each.read_bytes()
            for each in (sorted(path.parent.glob("*.dmn")) if b"businessRuleTask" in data else ())
        }
        beside = {
            each.name: each.read_bytes() if each.suffix in _IMPORTED else b""
            for each in (path.parent.iterdir() if _IMPORT.search(data) else ())
            if each.is_file()
        }
    except OSError as error:
        return Loaded(None, (_unreadable(path, error),))
    return compile_standard(data, tables, beside)


def check(
    standard: Standard,
    log: Source | Log | ScaledLog,
    names: Names | None = None,
    *,
    process: str | None = None,
    hidden: Collection[str] = (),
    visible: Collection[str] = (),
    outside: Literal["violation", "ignored"] = "violation",
    ties: TiePolicy = "source order",
    processes: int = 1,
) -> Conformance | Unreadable:
    """Where the cases of a log leave a standard: exact optimal alignments, told in its words.

    Args:
        standard: a compiled standard.
        log: path or bytes of a log (XES, CSV, Parquet, OCEL 2.0, each also in gzip), or a log
            that was read with `guiju.journal.read_log` or found by an engine
            (`guiju.journal.scale`).
        names: activity of the log -> element id or name, several of them, or None to ignore it;
            activities that are not in it go by their name.
        process: id of the process to check against; None for the one that `play` starts.
        hidden: ids of elements that leave no trace in this log.
        visible: ids of events that do leave one, beside all tasks.
        outside: whether activities that stand for no element are violations or left out.
        ties: order of events of equal time: "source order", "best fitting" or "partial order".
        processes: how many share the work where a standard has too many states for an automaton.

    Returns:
        The conformance (`fitting_cases`, `cost_total`, `fitness_mean`, `cases`, `deviations`), or
        why the log cannot be read.

    Raises:
        KeyError: there is no such process.
    """
    from guiju.check import check_log
    from guiju.journal import Unreadable, read_log

    if isinstance(log, (str, bytes, os.PathLike)):
        read = read_log(log if isinstance(log, bytes) else Path(log))
        if isinstance(read, Unreadable):
            return read
        log = read
    allowed = behaviour(standard, process or first_process(standard), visible)
    return check_log(
        allowed, log, names, hidden=hidden, outside=outside, ties=ties, digest=standard.digest,
        processes=processes,
    )  # fmt: skip


def calendars(
    timing: str | bytes,
) -> tuple[dict[str, Callable[[int, int], float]], tuple[Problem, ...]]:
    """The working calendars of a pack's timing, as rules count time on them.

    Args:
        timing: YAML text with `calendars:` (docs/clock.md).

    Returns:
        By name, seconds of working time between two moments in microseconds since 1970 UTC;
        and what is wrong with the text.
    """
    from datetime import UTC, timedelta

    from guiju.run.clock import Calendar, load_timing, working_between

    begin = datetime(1970, 1, 1, tzinfo=UTC)

    def counting(calendar: Calendar) -> Callable[[int, int], float]:
        def elapsed(since: int, until: int) -> float:
            moments = (begin + timedelta(microseconds=each) for each in (since, until))
            return working_between(calendar, *moments).total_seconds()

        return elapsed

    read = load_timing(timing)
    return {name: counting(each) for name, each in read.calendars.items()}, read.problems


def practised(engine: Engine, process: str) -> Log:
    """The completed cases of a process in an engine's journal, as a log.

    Args:
        engine: over the store.
        process: id of the process.

    Returns:
        One event for each completed task, named by the id of its element, whatever the version
        was that the case ran on; a case of several versions has the tasks of all of them. The
        case attribute `version` is the number of the version it ended on.
    """
    return _log_of(list(_ended(engine, process)))


def practised_by_version(engine: Engine, process: str) -> dict[int, Conformance]:
    """The completed cases of a process, each against the version that it ended on.

    Args:
        engine: over the store.
        process: id of the process.

    Returns:
        By the version's number, lowest first, those that have a case. `Conformance.cases` has the
        version of each case as a column.
    """
    from guiju.check import check_log

    by_version: dict[int, list[_Ended]] = {}
    for each in _ended(engine, process):
        by_version.setdefault(each[1], []).append(each)
    found = {}
    for no, cases in sorted(by_version.items()):
        standard = engine.standards.by_no(no).standard
        allowed = behaviour(standard, process)
        found[no] = check_log(allowed, _log_of(cases), digest=standard.digest)
    return found


def clocked(engine: Engine, process: str) -> tuple[Clocked, ...]:
    """The clocks of the completed cases of a process, as the rule `missed-deadline` takes them.

    Args:
        engine: over the store; it reads them on the working calendar of the version, pauses left
            out.
        process: id of the process.
    """
    from guiju.check.rules import Clocked

    return tuple(
        Clocked(
            case, each.element, each.deadline, _clause(engine, version, each.element),
            each.reading.due, each.reading.breached_at, each.reading.paused, each.told,
        )
        for case, version, _ in _ended(engine, process)
        for each in engine.deadlines(case, past=True)
    )  # fmt: skip


def _log_of(cases: Sequence[_Ended]) -> Log:
    from guiju.journal.own import log_of

    return log_of(((case, done) for case, _, done in cases), [version for _, version, _ in cases])


def _clause(engine: Engine, version: int, element: str) -> str:
    """The clause that an element of a version carries out, "" where it names none."""
    standard = engine.standards.by_no(version).standard
    places = (place for place in standard.program.places if place.id == element)
    return next((place.node.extras.clause or "" for place in places), "")


def _ended(engine: Engine, process: str) -> Iterator[_Ended]:
    """Id, version and completed tasks of the completed cases of a process."""
    rows = engine.reader().standards()
    versions = [engine.standards.by_no(row.no).standard for row in rows]
    having = [each for each in versions if process in each.program.bodies]
    tasks = {label for each in having for label in behaviour(each, process).labels}
    reader: Any = engine.reader()
    ended = reader.ask("SELECT id, standard FROM cases WHERE status = 1 ORDER BY no")
    for case, version in ended:
        entries = engine.entries(case)
        if entries and any(moment[:2] == ("started", process) for moment in entries[0].path):
            done = [each for entry in entries for each in _completed(entry, tasks)]
            yield case, version, done


def _completed(entry: Entry, tasks: Collection[str]) -> list[tuple[str, datetime, str | None]]:
    return [
        (element, entry.time, entry.actor)
        for what, element, _ in entry.path
        if what == "completed" and element in tasks
    ]


def decide(
    model: Source | Model,
    decision: str | None = None,
    inputs: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Decided:
    """Determine a decision of a DMN file.

    Args:
        model: path of a DMN 1.1 to 1.6 file, its bytes, or a model that was loaded; models that
            a file imports lie beside it.
        decision: its name or id; None for the one decision that no other needs.
        inputs: input data by name.
        now: what `now()` and `today()` say; without it they are null.

    Returns:
        `Decided(value, warnings, matched, problem)`; never raises for a bad model or bad inputs.
    """
    from guiju.standard import dmn

    if isinstance(model, dmn.Model):
        return dmn.decide(model, decision or top_decision(model), inputs or {}, now=now)
    path = None if isinstance(model, bytes) else Path(model)
    try:
        data = model if isinstance(model, bytes) else Path(model).read_bytes()
    except OSError as error:
        return dmn.Decided(None, problem=_unreadable(Path(str(model)), error))
    loaded = dmn.load(data, models_beside(path) if path else None)
    if loaded.model is None:
        return dmn.Decided(None, problem=loaded.problems[0])
    return dmn.decide(loaded.model, decision or top_decision(loaded.model), inputs or {}, now=now)


def top_decision(model: Model) -> str:
    """The name of the first decision that no other decision needs; "" where there is none."""
    decisions = model.definitions.decisions
    needed = {each.target.id for one in decisions for each in one.requirements}
    top = [one for one in decisions if one.id not in needed] or list(decisions)
    return (top[0].id or top[0].name) if top else ""


def models_beside(path: Path) -> Callable[[Import], bytes | None]:
    """Finds imported models by their namespace among the DMN files of a file's folder."""
    from guiju.standard import dmn

    def find(one: Import) -> bytes | None:
        for each in sorted(path.parent.glob("*.dmn")):
            try:
                data = each.read_bytes()
            except OSError:
                continue
            model = dmn.load(data).model if one.namespace.encode() in data else None
            if model is not None and model.definitions.namespace == one.namespace:
                return data
        return None

    return find


def _unreadable(path: Path, error: OSError) -> Problem:
    template = "Expected a file that can be read at {path}, but: {reason}."
    values = {"path": str(path), "reason": error.strerror or str(error)}
    return Problem("file-unreadable", template, None, values)


__all__ = ["Loaded", "Played", "Problem", "Standard", "check", "decide", "load", "play"]

"""What is wrong with a pack beyond what reading it shows: forms, deadlines, gaps, dead ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from guiju.run.clock import load_timing
from guiju.run.forms import read_form
from guiju.standard import Problem, dmn
from guiju.standard.lint import lint
from guiju.standard.lint.tables import check_tables
from guiju.standard.pack import Pack, deployments
from guiju.standard.pack.schemas import form_data

_TOLD_BY_READING: Final = frozenset(
    ("clause-not-carried-out", "clause-unknown", "message-never-received", "message-never-sent")
)
"""Looked at over the whole pack, where one file alone would mislead."""


def examine(pack: Pack) -> tuple[Problem, ...]:
    """Problems of the forms, the deadlines, the decision tables and the drawing of the work."""
    return tuple(_all(pack))


def _all(pack: Pack) -> Iterator[Problem]:
    for id_, data in form_data(pack).items():
        yield from _at(f"forms/{id_}.json", read_form(data).problems)
    timing = next((one.timing for one in deployments(pack) if one.timing), b"")
    if timing:
        yield from _at("timing.yaml", load_timing(timing.decode()).problems)
    for file, table in pack.decisions.items():
        model = dmn.load(table).model
        if model is not None:
            yield from _at(file, check_tables(model))
    for file, standard in pack.standards.items():
        found = lint(standard.definitions, standard)
        yield from _at(file, (each for each in found if each.code not in _TOLD_BY_READING))


def _at(file: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    for one in problems:
        place = f"{file}: {one.element}" if one.element else file
        yield Problem(one.code, one.template, place, one.values, one.severity, one.line)

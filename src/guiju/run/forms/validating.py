"""The one question a form is asked: is what was submitted acceptable, and what of it is kept?"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guiju.standard.model.problem import Problem

from .checks import Asking, is_empty
from .form import Form, write_path
from .settling import Budget, Scope, merge, put, row_scope, scope_of, settle
from .sheet import Cell, Laying, Sheet, same

Errors = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer.

    Attributes:
        values: what is to be kept, by name of variable; empty where there is an error. A
            variable that is an object has its other members as the server holds them.
        errors: by path (``items[0].quantity``; the form as a whole is the empty path).
    """

    values: Mapping[str, Any]
    errors: Errors

    @property
    def ok(self) -> bool:
        """Whether everything was acceptable."""
        return not self.errors


def validate(
    form: Form,
    data: object,
    variables: Mapping[str, Any],
    *,
    now: datetime,
    files: Container[str] | None = None,
) -> Checked:
    """Check what was submitted against the form. The browser is believed in nothing.

    Args:
        form: as read; one with an error accepts nothing.
        data: parsed JSON, numbers best with ``parse_float=Decimal``.
        variables: what the server holds: values of locked fields, sources of options.
        now: with its time zone; what counts as today.
        files: references this person uploaded for this task; None: any reference will do.
    """
    if form.broken:
        return _refused(Problem("form-broken", "the form itself has errors", form.id or None))
    if not isinstance(data, Mapping):
        return _refused(Problem("not-an-object", "expected an object"))
    laying = Laying()
    top = laying.sheet(form.items, data, variables, ())
    problems = list(laying.strays)
    budget = Budget(now)
    if settle(top, variables, budget):
        asking = Asking(variables, budget)
        problems += _problems(top, scope_of(top, variables), asking, files)
    else:
        problems.append(Problem("conditions-unsettled", "the conditions contradict each other"))
    if budget.fuel <= 0:
        return _refused(Problem("form-too-costly", "the expressions need more than they may use"))
    if problems:
        return Checked({}, _by_path(problems))
    kept: dict[str, Any] = {}
    _keep(top, kept, False)
    below = {name: variables[name] for name in kept if name in variables}
    inner = {name for name, value in kept.items() if isinstance(value, Mapping)}
    whole = {item.at[0] for item in form.items if len(item.at) == 1}
    return Checked(merge({n: below[n] for n in inner - whole if n in below}, kept), {})


def _problems(
    sheet: Sheet, scope: Scope, asking: Asking, files: Container[str] | None
) -> Iterator[Problem]:
    for cell in sheet.cells:
        if not cell.hidden:
            yield from _of_cell(cell, scope, asking, files)
    for listing in sheet.lists:
        if listing.hidden:
            continue
        yield from listing.problems
        for row in listing.sheets:
            yield from _problems(row, row_scope(scope, row), asking, files)


def _of_cell(
    cell: Cell, scope: Scope, asking: Asking, files: Container[str] | None
) -> Iterator[Problem]:
    if cell.locked:
        if not _unchanged(cell):
            yield Problem("not-editable", "this field cannot be changed", write_path(cell.path))
        return
    if cell.problems:
        yield from cell.problems
        return
    yield from asking.problems(cell, scope)
    unknown = cell.field.type == "filepicker" and files is not None and cell.value not in files
    if unknown and cell.value is not None:
        yield Problem(
            "file-unknown", "expected a file uploaded for this task", write_path(cell.path)
        )


def _unchanged(cell: Cell) -> bool:
    """Whether what was submitted for a locked cell, if anything, is what is there anyway."""
    if same(cell.raw, cell.stored) or same(cell.value, cell.stored):
        return True
    return not cell.given or (is_empty(cell.raw) and is_empty(cell.stored))


def _keep(sheet: Sheet, tree: dict[str, Any], locked_too: bool) -> None:
    """Gather what is kept; in a row the locked values too, since the whole list is replaced."""
    for cell in sheet.cells:
        if not cell.hidden and (locked_too or not cell.locked):
            put(tree, cell.field.at, cell.standing)
    for listing in sheet.lists:
        if not listing.hidden:
            rows = []
            for row in listing.sheets:
                kept = dict(row.stored)
                _keep(row, kept, True)
                rows.append(kept)
            put(tree, listing.rows.at, rows)


def _by_path(problems: list[Problem]) -> Errors:
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        where = problem.element or ""
        found[where] = (*found.get(where, ()), problem)
    return found


def _refused(problem: Problem) -> Checked:
    return Checked({}, {"": (problem,)})

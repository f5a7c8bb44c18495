"""Bytes -> Model and all its problems."""

from __future__ import annotations

from guiju.standard.dmn.checks import check_definitions
from guiju.standard.dmn.definitions import Definitions, Import
from guiju.standard.dmn.graph.link import Linked, link
from guiju.standard.dmn.model import Loaded, Model, Resolve
from guiju.standard.dmn.read import read_definitions
from guiju.standard.dmn.versions import MODELS
from guiju.standard.model.problem import Problem

_IMPORTS_DEEP = 20


def load(data: bytes, resolve: Resolve | None = None, index: bool = True) -> Loaded:
    """Read, check and compile a DMN model.

    Args:
        data: XML of DMN 1.1 to 1.6.
        resolve: finds the files of imported models; without it, imports stay unknown.
        index: whether tables are looked up by an index; the answers are the same.

    Returns:
        The model and every problem found in it. Nothing in ``data`` raises.
    """
    return _load(data, resolve, index, ())


def _load(data: bytes, resolve: Resolve | None, index: bool, around: tuple[str, ...]) -> Loaded:
    definitions, problems = read_definitions(data)
    if definitions is None:
        return Loaded(None, tuple(problems))
    imports: dict[str, Model] = {}
    inside = (*around, definitions.namespace)
    for one in definitions.imports:
        found = _import(one, resolve, index, inside, problems)
        if found is not None:
            imports[one.namespace] = found
    return _compiled(definitions, imports, problems, index)


def compile_definitions(definitions: Definitions, index: bool = True) -> Loaded:
    """A model out of definitions that were not read from XML; it has no imports."""
    return _compiled(definitions, {}, [], index)


def _compiled(
    definitions: Definitions, imports: dict[str, Model], problems: list[Problem], index: bool
) -> Loaded:
    written = {namespace: model.definitions for namespace, model in imports.items()}
    problems.extend(check_definitions(definitions, written))
    linked_imports: dict[str, Linked] = {
        namespace: model.linked for namespace, model in imports.items()
    }
    linked = link(definitions, linked_imports, index)
    problems.extend(linked.problems)
    return Loaded(Model(definitions, imports, linked), tuple(problems))


def _import(
    one: Import,
    resolve: Resolve | None,
    index: bool,
    around: tuple[str, ...],
    problems: list[Problem],
) -> Model | None:
    """One imported model; its own problems are told with the import's name in front."""
    if one.import_type not in MODELS:
        return None
    if one.namespace in around or len(around) > _IMPORTS_DEEP:
        problems.append(_problem("dmn-import-circle", "Models must not import each other.", one))
        return None
    data = None if resolve is None else resolve(one)
    if data is None:
        problems.append(
            _problem("dmn-import-missing", "The imported model '{name}' was not found.", one)
        )
        return None
    loaded = _load(data, resolve, index, around)
    problems.extend(_inside(one, problem) for problem in loaded.problems)
    model = loaded.model
    if model is not None and model.definitions.namespace != one.namespace:
        problems.append(
            _problem("dmn-import-namespace", "'{name}' is a model of another namespace.", one)
        )
        return None
    return model


def _problem(code: str, template: str, one: Import) -> Problem:
    values = {"name": one.name or one.namespace}
    return Problem(code, template, one.id or one.name or one.namespace, values, line=one.line)


def _inside(one: Import, problem: Problem) -> Problem:
    element = f"{one.name or one.namespace}: {problem.element or ''}"
    return Problem(
        problem.code, problem.template, element, problem.values, problem.severity, problem.line
    )

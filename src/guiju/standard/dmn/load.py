"""Bytes -> Model and all its problems."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    loading = _Loading(resolve, index)
    loaded = loading.load(data, ())
    return Loaded(loaded.model, (*loaded.problems, *loading.foreign))


@dataclass(slots=True)
class _Loading:
    """One call of ``load``: every imported model is read once, however often it is imported."""

    resolve: Resolve | None
    index: bool
    known: dict[str, Loaded | None] = field(default_factory=dict)
    foreign: list[Problem] = field(default_factory=list)

    def load(self, data: bytes, around: tuple[str, ...]) -> Loaded:
        definitions, problems = read_definitions(data)
        if definitions is None:
            return Loaded(None, tuple(problems))
        imports: dict[str, Model] = {}
        inside = (*around, definitions.namespace)
        for one in definitions.imports:
            found = self._import(one, inside, problems)
            if found is not None:
                imports[one.namespace] = found
        return _compiled(definitions, imports, problems, self.index)

    def _import(
        self, one: Import, around: tuple[str, ...], problems: list[Problem]
    ) -> Model | None:
        if one.import_type not in MODELS:
            return None
        if one.namespace in around or len(around) > _IMPORTS_DEEP:
            template = "Models must not import each other."
            problems.append(_problem("dmn-import-circle", template, one))
            return None
        loaded = self._loaded(one, around)
        if loaded is None:
            template = "The imported model '{name}' was not found."
            problems.append(_problem("dmn-import-missing", template, one))
            return None
        model = loaded.model
        if model is not None and model.definitions.namespace != one.namespace:
            template = "'{name}' is a model of another namespace."
            problems.append(_problem("dmn-import-namespace", template, one))
            return None
        return model

    def _loaded(self, one: Import, around: tuple[str, ...]) -> Loaded | None:
        """A file read now or before; its problems are told once, with the import's name."""
        if one.namespace not in self.known:
            data = None if self.resolve is None else self.resolve(one)
            loaded = None if data is None else self.load(data, around)
            self.known[one.namespace] = loaded
            if loaded is not None:
                self.foreign.extend(_inside(one, problem) for problem in loaded.problems)
        return self.known[one.namespace]


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


def _problem(code: str, template: str, one: Import) -> Problem:
    values = {"name": one.name or one.namespace}
    return Problem(code, template, one.id or one.name or one.namespace, values, line=one.line)


def _inside(one: Import, problem: Problem) -> Problem:
    element = f"{one.name or one.namespace}: {problem.element or ''}"
    return Problem(
        problem.code, problem.template, element, problem.values, problem.severity, problem.line
    )

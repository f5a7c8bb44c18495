"""The way through the room: the text of a standard becomes one immutable Standard."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guiju.standard import bpmn, dmn
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard, build


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a text.

    Attributes:
        standard: the compiled standard, None where a problem is an error.
        problems: everything that is wrong, errors and warnings, in the order of the file.
    """

    standard: Standard | None
    problems: tuple[Problem, ...]


def compile_standard(
    data: bytes,
    tables: Mapping[str, bytes] | None = None,
    beside: Mapping[str, bytes] | None = None,
) -> Loaded:
    """Read BPMN 2.0 XML and compile it.

    Args:
        data: the BPMN file.
        tables: DMN files whose decisions the business rule tasks may call, by file name.
        beside: the files of the model's folder by name, which its imports must be among; None
            where the folder is not known.

    Returns:
        The standard, or None with all the problems; never an exception for a wrong model.
    """
    read = bpmn.read(data, beside)
    problems = list(read.problems)
    if read.definitions is None or any(each.severity == "error" for each in problems):
        return Loaded(None, tuple(problems))
    program, found = build(read.definitions)
    problems.extend(found)
    decisions, wrong = _decisions(tables or {})
    problems.extend(wrong)
    if any(each.severity == "error" for each in problems):
        return Loaded(None, tuple(problems))
    digest = hashlib.sha256(data)
    for name in sorted(tables or {}):
        digest.update((tables or {})[name])
    standard = Standard(read.definitions, program, decisions, digest.hexdigest())
    return Loaded(standard, tuple(problems))


def _decisions(tables: Mapping[str, bytes]) -> tuple[dict[str, Any], list[Problem]]:
    """Every decision of every DMN file by its id, and by its name where that is free."""
    decisions: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, data in tables.items():
        loaded = dmn.load(data)
        problems.extend(loaded.problems)
        if loaded.model is not None:
            for one in loaded.model.definitions.decisions:
                for key in (one.id, one.name):
                    if key:
                        decisions.setdefault(key, _Decision(loaded.model, key, name))
    return decisions, problems


@dataclass(frozen=True, slots=True)
class _Decision:
    """One decision, ready to be asked: called with variables and a time, it gives its value."""

    model: Any
    name: str
    file: str

    def __call__(self, variables: Mapping[str, Any], now: datetime | None) -> Any:
        return dmn.decide(self.model, self.name, variables, now=now).value

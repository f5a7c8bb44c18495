"""What is wrong with one text of a draft, as it is being written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from guiju.run.forms import read_form
from guiju.standard import Problem, dmn
from guiju.standard.compile import compile_standard
from guiju.standard.lint import lint
from guiju.standard.lint.tables import check_tables
from guiju.standard.pack.deployment import put_in
from guiju.web.standards.models import Version
from guiju.web.standards.texts import kind_of, read_texts, read_version

_LONGEST = 4 << 20


@dataclass(frozen=True, slots=True)
class Advice:
    """Problems of one text.

    Attributes:
        own: what is wrong inside it.
        around: what it makes wrong in the pack's other texts.
    """

    own: tuple[Problem, ...]
    around: tuple[Problem, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether the draft cannot be handed in like this."""
        return any(each.severity == "error" for each in (*self.own, *self.around))


def lint_text(version: Version, path: str, text: str) -> Advice:
    """Everything that is wrong with a text, were it in the draft; never raises."""
    if len(text) > _LONGEST:
        values = {"found": len(text)}
        return Advice((Problem("text-too-long", "expected at most 4 MiB", None, values),))
    check = {"process": _process, "decision": _decision, "form": _form}.get(kind_of(path))
    _, problems = read_texts({**version.files, path: text}, version.values)
    own = [_inside(each, path) for each in problems if _place(each) == path]
    known = {(each.code, each.element) for each in own}
    for each in check(version, text) if check else ():
        if (each.code, each.element) not in known:
            own.append(each)
    return Advice(tuple(own), tuple(each for each in problems if _place(each) != path))


def lint_all(version: Version) -> tuple[Problem, ...]:
    """What is wrong with a version as a whole."""
    return read_version(version)[1]


def _place(problem: Problem) -> str:
    return (problem.element or "").split(": ")[0]


def _inside(problem: Problem, path: str) -> Problem:
    """A problem of the pack seen from inside its file: the element alone is named."""
    element = (problem.element or "").removeprefix(path).removeprefix(": ")
    return replace(problem, element=element or None)


def _process(version: Version, text: str) -> Iterable[Problem]:
    pack, _ = read_version(version)
    data = text.encode()
    if pack is not None:
        data = put_in(data, pack.manuals["en"].clauses, pack.parameters, pack.lists)
    tables = {
        name: table.encode() for name, table in version.files.items() if name.endswith(".dmn")
    }
    loaded = compile_standard(data, tables if "businessRuleTask" in text else {})
    found = [each for each in loaded.problems if not each.code.startswith(("dmn-", "table-"))]
    if loaded.standard is not None:
        told = {(each.code, each.element) for each in found}
        advice = lint(loaded.standard.definitions, loaded.standard)
        found += [
            each for each in advice
            if (each.code, each.element) not in told and each.code not in _ELSEWHERE
        ]  # fmt: skip
    return found


_ELSEWHERE = frozenset({"clause-not-carried-out"})
"""Rules that hold for the pack as a whole and not for one of its models."""


def _decision(_: Version, text: str) -> Iterable[Problem]:
    loaded = dmn.load(text.encode())
    if loaded.model is None:
        return loaded.problems
    return (*loaded.problems, *check_tables(loaded.model))


def _form(_: Version, text: str) -> Iterable[Problem]:
    try:
        schema = json.loads(text)
    except (ValueError, RecursionError) as error:
        template = "expected JSON, but: {reason}"
        return (Problem("json-unreadable", template, None, {"reason": str(error)[:200]}),)
    return read_form(schema).problems

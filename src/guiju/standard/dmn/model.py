"""A DMN model that can be evaluated, and what an evaluation gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guiju.standard.dmn.definitions import Definitions, Import
from guiju.standard.dmn.graph.link import Linked
from guiju.standard.dmn.graph.nodes import Key, Node
from guiju.standard.dmn.graph.plans import Plan
from guiju.standard.dmn.run import Matched
from guiju.standard.model.problem import Problem

Resolve = Callable[[Import], bytes | None]
"""Finds the file of an imported model; None where there is none."""


@dataclass(frozen=True, slots=True)
class Model:
    """A DMN model: what was written, and the models it imports. Compiled once, by ``load``.

    Attributes:
        definitions: the file as it was written.
        imports: the models it imports, by namespace.
        linked: the compiled elements.
        plans: how each decision asked for so far is determined.
    """

    definitions: Definitions
    imports: Mapping[str, Model]
    linked: Linked = field(compare=False, repr=False)
    plans: dict[str, tuple[Node, Key, Plan]] = field(
        default_factory=dict, compare=False, repr=False
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What ``load`` gives.

    Attributes:
        model: None where the text is no DMN file at all. With errors among the problems there
            is a model none the less: what is wrong in it is worth null.
        problems: everything that is wrong, errors and warnings.
    """

    model: Model | None
    problems: tuple[Problem, ...]


class Decided(NamedTuple):
    """What ``decide`` gives.

    Attributes:
        value: a FEEL value; None is null.
        warnings: why something became null, in order.
        matched: the rules that matched, table by table, in the order of evaluation.
        problem: why nothing could be decided: no such decision, or a limit that was hit. Then
            the value is None and means nothing.
    """

    value: Any
    warnings: tuple[Problem, ...] = ()
    matched: tuple[Matched, ...] = ()
    problem: Problem | None = None

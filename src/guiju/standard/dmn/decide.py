"""Determine the value of a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guiju.standard.dmn.graph.nodes import FunctionNode, Key, Node, ServiceNode
from guiju.standard.dmn.graph.plans import Plan, plan_for
from guiju.standard.dmn.graph.services import call_with_inputs
from guiju.standard.dmn.model import Decided, Model
from guiju.standard.dmn.run import RUNNING, Deciding
from guiju.standard.feel.limits import DEFAULT, LimitExceeded, Limits
from guiju.standard.model.problem import Problem


def decide(
    model: Model,
    decision: str,
    inputs: Mapping[str, object],
    now: datetime | None = None,
    limits: Limits = DEFAULT,
) -> Decided:
    """Determine one decision or decision service of a model (DMN 1.5, 10.4).

    Args:
        model: from ``load``.
        decision: its name or its id.
        inputs: input data by name; an imported model's as ``{namespace}name``.
        now: what ``now()`` and ``today()`` say.
        limits: bounds of this evaluation, all its expressions together.

    Returns:
        Value, warnings, rules that matched; with ``problem`` where there is no such decision
        or a limit was hit. Never raises for anything in the model or the inputs.
    """
    run = Deciding(inputs, now, limits)
    return run_decision(model, decision, run)


def run_decision(model: Model, decision: str, run: Deciding) -> Decided:
    """As ``decide``, with a state of evaluation that the caller keeps."""
    found = model.plans.get(decision)
    if found is None:
        planned = _plan(model, decision)
        if isinstance(planned, Problem):
            return Decided(None, problem=planned)
        found = model.plans[decision] = planned
    node, key, plan = found
    token = RUNNING.set(run)
    try:
        for step in plan:
            step(run)
        value = call_with_inputs(node, run) if isinstance(node, ServiceNode) else run.values[key]
    except LimitExceeded as hit:
        return _told(None, run, _limit(decision, hit.limit))
    except RecursionError:
        return _told(None, run, _limit(decision, "depth"))
    finally:
        RUNNING.reset(token)
    return _told(value, run, None)


def _told(value: Any, run: Deciding, problem: Problem | None) -> Decided:
    warnings: Any = run.warnings
    return Decided(value, tuple(warnings), tuple(run.matched), problem)


def _limit(decision: str, limit: str) -> Problem:
    return Problem(
        "dmn-limit",
        "The evaluation was ended: it wanted more {limit} than it is allowed.",
        decision,
        {"limit": limit},
    )


def _plan(model: Model, name: str) -> tuple[Node, Key, Plan] | Problem:
    linked = model.linked
    key = _find(model, name)
    node = None if key is None else linked.nodes[key]
    if key is None or node is None:
        return Problem(
            "dmn-no-decision",
            "There is no decision '{name}'; the model has {known}.",
            values={"name": name, "known": ", ".join(_names(model))},
        )
    plan = () if isinstance(node, ServiceNode) else plan_for(linked.nodes, [key], frozenset())
    return node, key, plan


def _find(model: Model, name: str) -> Key | None:
    """The key of a decision, a service or input data of this model, by id or name."""
    own = model.definitions.namespace
    nodes = model.linked.nodes
    if (own, name) in nodes and not isinstance(nodes[own, name], FunctionNode):
        return own, name
    for key in model.linked.variables:
        if key in nodes and nodes[key].name == name and not isinstance(nodes[key], FunctionNode):
            return key
    return None


def _names(model: Model) -> list[str]:
    definitions = model.definitions
    return [one.name for one in (*definitions.decisions, *definitions.services)]

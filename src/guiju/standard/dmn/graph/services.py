"""Decision services: a part of the graph called like a function (DMN 1.5, 10.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guiju.standard.dmn.graph.nodes import Key, Need, Node, ServiceNode
from guiju.standard.dmn.graph.plans import Plan, plan_for
from guiju.standard.dmn.logic.typed import border
from guiju.standard.dmn.run import Deciding
from guiju.standard.feel.convert import to_feel
from guiju.standard.feel.types import Type
from guiju.standard.feel.values import Function, Parameter


def service_node(
    key: Key,
    name: str,
    element: str,
    parameters: tuple[Need, ...],
    types: Sequence[Type],
    outputs: tuple[Need, ...],
    result: Type,
    nodes: Mapping[Key, Node],
) -> ServiceNode:
    """A service as a node; its plan is made at the first call, when all nodes exist."""
    plans: list[Plan] = []

    def body(arguments: Sequence[Any], run: Any) -> Any:
        if not plans:
            given = frozenset(need.key for need in parameters)
            plans.append(plan_for(nodes, [need.key for need in outputs], given))
        outside = run.values
        run.values = {need.key: value for need, value in zip(parameters, arguments, strict=True)}
        try:
            for step in plans[0]:
                step(run)
            return _answer(outputs, run.values)
        finally:
            run.values = outside

    formal = tuple(
        Parameter(need.name, type_) for need, type_ in zip(parameters, types, strict=True)
    )
    return ServiceNode(
        key=key,
        name=name,
        element=element,
        parameters=parameters,
        outputs=outputs,
        border=border(result, "", element),
        function=Function(formal, body, name, result),
    )


def _answer(outputs: tuple[Need, ...], values: Mapping[Key, Any]) -> Any:
    """One output is the value itself; several are a context."""
    if len(outputs) == 1:
        return values.get(outputs[0].key)
    return {need.name: values.get(need.key) for need in outputs}


def call_with_inputs(node: ServiceNode, run: Deciding) -> Any:
    """The service with its parameters taken from the inputs; a wrong one is null."""
    arguments = []
    for need, parameter in zip(node.parameters, node.function.parameters, strict=True):
        _, cross = border(parameter.type, "", node.element)
        arguments.append(cross(to_feel(run.inputs.get(need.name)), run))
    return node.border.cross(node.function.body(arguments, run), run)

"""In which order values are determined: every required value before the one that needs it.

The order is found once per decision, without recursion, so a chain of a thousand decisions is
as good as one of three. What stands in a circle is worth null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from guiju.standard.dmn.graph.nodes import DecisionNode, InputNode, Key, Need, Node
from guiju.standard.dmn.run import Deciding
from guiju.standard.feel.convert import to_feel

Step = Callable[[Deciding], None]
Plan = tuple[Step, ...]
_ABSENT: Any = object()


def plan_for(nodes: Mapping[Key, Node], goals: list[Key], given: frozenset[Key]) -> Plan:
    """The steps that leave the goals' values in ``run.values``.

    Args:
        nodes: all elements.
        goals: decisions or input data.
        given: keys whose values are there already, so nothing behind them is asked.
    """
    order, circular = _order(nodes, goals, given)
    home = goals[0][0] if goals else ""
    # Inputs need nothing, so all of them are taken in one step, first.
    taken = [node for key in order if isinstance(node := nodes[key], InputNode)]
    steps: list[Step] = [_take(taken, home)] if taken else []
    for key in order:
        node = nodes[key]
        if key in circular:
            steps.append(_circle(key, node.element))
        elif isinstance(node, DecisionNode):
            steps.append(_determine(node, nodes))
    return tuple(steps)


def _order(
    nodes: Mapping[Key, Node], goals: list[Key], given: frozenset[Key]
) -> tuple[list[Key], set[Key]]:
    """Keys in the order of a depth-first walk, and those that lie on a circle."""
    order: list[Key] = []
    circular: set[Key] = set()
    done = set(given)
    for goal in goals:
        path: dict[Key, Iterator[Key]] = {}
        if goal not in done and goal in nodes:
            path[goal] = _needed(nodes[goal])
        while path:
            key = next(reversed(path))
            following = next(path[key], None)
            if following is None:
                path.pop(key)
                done.add(key)
                order.append(key)
            elif following in path:
                steps = list(path)
                circular.update(steps[steps.index(following) :])
            elif following not in done and following in nodes:
                path[following] = _needed(nodes[following])
    return order, circular


def _needed(node: Node) -> Iterator[Key]:
    return iter([need.key for need in node.needs] if isinstance(node, DecisionNode) else [])


def _circle(key: Key, element: str) -> Step:
    def refuse(run: Deciding) -> None:
        run.note("dmn-circle", "The decision requires itself: its value is null.", element)
        run.values[key] = None

    return refuse


def _take(taken: list[InputNode], home: str) -> Step:
    """Take inputs; for another model's, ``{namespace}name`` goes before the plain name."""
    # A Decimal may be no number, so it is looked at; the others are FEEL values as they stand.
    own = [
        (node.key, node.name, node.border.passes - {Decimal}, node)
        for node in taken
        if node.key[0] == home
    ]
    foreign = [(f"{{{node.key[0]}}}{node.name}", node) for node in taken if node.key[0] != home]

    def take(run: Deciding) -> None:
        inputs, values = run.inputs, run.values
        for key, name, at_once, node in own:
            value = inputs.get(name, _ABSENT)
            values[key] = value if type(value) in at_once else _taken(node, value, run)
        for full, node in foreign:
            value = inputs[full] if full in inputs else inputs.get(node.name, _ABSENT)
            values[node.key] = _taken(node, value, run)

    return take


def _taken(node: InputNode, value: Any, run: Deciding) -> Any:
    """One input as a FEEL value of its type."""
    if value is _ABSENT:
        told = "The input '{name}' is not given."
        run.note("dmn-input-missing", told, node.element, name=node.name)
        return None
    return node.border.cross(to_feel(value), run)


def _determine(node: DecisionNode, nodes: Mapping[Key, Node]) -> Step:
    key, code = node.key, node.code
    passes, cross = node.border
    see = scope_of(node.needs, functions_of(node.functions, nodes))

    def determine(run: Deciding) -> None:
        value = code(see(run.values), run)
        run.values[key] = value if type(value) in passes else cross(value, run)

    return determine


def functions_of(needs: tuple[Need, ...], nodes: Mapping[Key, Node]) -> dict[str, Any]:
    """The functions an element may call, as names in scope; imported ones in a context."""
    scope: dict[str, Any] = {}
    for need in needs:
        function = getattr(nodes.get(need.key), "function", None)
        if need.prefix is None:
            scope[need.name] = function
        else:
            scope.setdefault(need.prefix, {})[need.name] = function
    return scope


def scope_of(
    needs: tuple[Need, ...], functions: dict[str, Any]
) -> Callable[[Mapping[Key, Any]], dict[str, Any]]:
    """From the values determined so far to the names an expression sees."""
    own = [(need.name, need.key) for need in needs if need.prefix is None]
    foreign = [(need.prefix, need.name, need.key) for need in needs if need.prefix is not None]

    def plain(values: Mapping[Key, Any]) -> dict[str, Any]:
        scope = functions.copy()
        for name, key in own:
            scope[name] = values.get(key)
        return scope

    def with_imports(values: Mapping[Key, Any]) -> dict[str, Any]:
        scope = plain(values)
        fresh: dict[str, dict[str, Any]] = {}
        for prefix, name, key in foreign:
            if prefix not in fresh:
                fresh[prefix] = dict(functions.get(prefix) or {})
            fresh[prefix][name] = values.get(key)
        scope.update(fresh)
        return scope

    return with_imports if foreign else plain

"""From tree to text: ``parse(print_tree(tree)) == tree`` for every tree a text can give.

Names with operators in them are read back only where they are declared, as in the first text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from . import tree as t
from .types import ContextType, FunctionType, ListType, NamedType, RangeType, RestrictedType, Type
from .words import quoted, shown_name

_LOOSE, _OR, _AND, _COMPARE, _ADD, _MULTIPLY, _POWER, _UNARY, _INSTANCE, _POSTFIX = range(10)
_TIGHT = {"+": _ADD, "-": _ADD, "*": _MULTIPLY, "/": _MULTIPLY, "**": _POWER}


def print_tree(tree: t.Tree) -> str:
    """A tree as FEEL text."""
    if isinstance(tree, t.UnaryTests):
        return _unary_tests(tree)
    return _shown(tree, _LOOSE)


def _shown(node: t.Test, level: int) -> str:
    """A node where something as tight as ``level`` is wanted, in parentheses if need be."""
    show, own = _SHOW[type(node)]
    if isinstance(node, t.Arithmetic):
        own = _TIGHT[node.rest[0][0]]
    text = show(node)
    return f"({text})" if own < level else text


def _list(nodes: Iterable[t.Test], level: int = _LOOSE) -> str:
    return ", ".join(_shown(node, level) for node in nodes)


def _number(node: t.NumberLiteral) -> str:
    return str(node.value) if isinstance(node.value, int) else _decimal(node.value)


def _decimal(value: Decimal) -> str:
    """With a point or an exponent, so that it is read back as a decimal."""
    text = str(value)
    return text if "." in text or "E" in text or len(text) > 34 else text + "E+0"


def _context(node: t.ContextLiteral) -> str:
    return "{" + ", ".join(f"{shown_name(k)}: {_shown(v, _LOOSE)}" for k, v in node.entries) + "}"


def _range(node: t.RangeLiteral) -> str:
    left = "[" if node.start_included else "("
    right = "]" if node.end_included else ")"
    return f"{left}{_shown(node.start, _ADD)}..{_shown(node.end, _ADD)}{right}"


def _arithmetic(node: t.Arithmetic) -> str:
    level = _TIGHT[node.rest[0][0]] + 1
    return _shown(node.first, level) + "".join(
        f" {symbol} {_shown(operand, level)}" for symbol, operand in node.rest
    )


def _between(node: t.Between) -> str:
    low, high = _shown(node.low, _ADD), _shown(node.high, _ADD)
    return f"{_shown(node.value, _COMPARE)} between {low} and {high}"


def _iterations(iterations: tuple[t.Iteration, ...]) -> str:
    return ", ".join(_iteration(iteration) for iteration in iterations)


def _iteration(node: t.Iteration) -> str:
    domain = f"{node.name} in {_shown(node.domain, _LOOSE)}"
    return domain if node.end is None else f"{domain}..{_shown(node.end, _ADD)}"


def _if(node: t.If) -> str:
    then_value, else_value = _shown(node.then_value, _LOOSE), _shown(node.else_value, _LOOSE)
    return f"if {_shown(node.condition, _LOOSE)} then {then_value} else {else_value}"


def _function(node: t.FunctionDefinition) -> str:
    parameters = ", ".join(
        name if type_ is None else f"{name}: {_type(type_)}" for name, type_ in node.parameters
    )
    external = "external " if node.external else ""
    return f"function({parameters}) {external}{_shown(node.body, _LOOSE)}"


def _call(node: t.Call) -> str:
    named = ", ".join(f"{name}: {_shown(value, _LOOSE)}" for name, value in node.named)
    return f"{_shown(node.function, _POSTFIX)}({named or _list(node.positional)})"


def _unary_tests(node: t.UnaryTests) -> str:
    if not node.tests:
        return "-"
    tests = _list(node.tests)
    if node.negated:
        return f"not({tests})"
    only = node.tests[0]
    is_call_of_not = isinstance(only, t.Call) and only.function == t.Name("not")
    return f"({tests})" if len(node.tests) == 1 and is_call_of_not else tests


def _type(type_: Type) -> str:
    if isinstance(type_, NamedType):
        return type_.name
    if isinstance(type_, ListType):
        return f"list<{_type(type_.of)}>"
    if isinstance(type_, RangeType):
        return f"range<{_type(type_.of)}>"
    if isinstance(type_, ContextType):
        return "context<" + ", ".join(f"{n}: {_type(of)}" for n, of in type_.entries) + ">"
    if isinstance(type_, FunctionType):
        return f"function<{', '.join(map(_type, type_.parameters))}> -> {_type(type_.result)}"
    assert isinstance(type_, RestrictedType)
    return _type(type_.base)


_SHOW: dict[type, tuple[Callable[[Any], str], int]] = {
    t.NumberLiteral: (_number, _POSTFIX),
    t.StringLiteral: (lambda n: quoted(n.value), _POSTFIX),
    t.BooleanLiteral: (lambda n: "true" if n.value else "false", _POSTFIX),
    t.NullLiteral: (lambda n: "null", _POSTFIX),
    t.AtLiteral: (lambda n: "@" + quoted(n.text), _POSTFIX),
    t.Name: (lambda n: n.name, _POSTFIX),
    t.Path: (lambda n: f"{_shown(n.source, _POSTFIX)}.{n.name}", _POSTFIX),
    t.Filter: (lambda n: f"{_shown(n.source, _POSTFIX)}[{_shown(n.condition, 0)}]", _POSTFIX),
    t.ListLiteral: (lambda n: f"[{_list(n.items)}]", _POSTFIX),
    t.ContextLiteral: (_context, _POSTFIX),
    t.RangeLiteral: (_range, _POSTFIX),
    t.UnaryRange: (lambda n: f"({n.operator} {_shown(n.endpoint, _ADD)})", _POSTFIX),
    t.OperatorTest: (lambda n: f"{n.operator} {_shown(n.endpoint, _ADD)}", _POSTFIX),
    t.Arithmetic: (_arithmetic, _ADD),
    t.Negation: (lambda n: f"-{_shown(n.operand, _UNARY)}", _UNARY),
    t.Comparison: (
        lambda n: f"{_shown(n.left, _COMPARE)} {n.operator} {_shown(n.right, _ADD)}",
        _COMPARE,
    ),
    t.Between: (_between, _COMPARE),
    t.In: (lambda n: f"{_shown(n.value, _COMPARE)} in ({_list(n.tests)})", _COMPARE),
    t.Conjunction: (lambda n: " and ".join(_shown(o, _COMPARE) for o in n.operands), _AND),
    t.Disjunction: (lambda n: " or ".join(_shown(o, _AND) for o in n.operands), _OR),
    t.If: (_if, _LOOSE),
    t.For: (lambda n: f"for {_iterations(n.iterations)} return {_shown(n.body, 0)}", _LOOSE),
    t.Quantified: (
        lambda n: f"{n.quantifier} {_iterations(n.iterations)} satisfies {_shown(n.condition, 0)}",
        _LOOSE,
    ),
    t.InstanceOf: (lambda n: f"{_shown(n.value, _POSTFIX)} instance of {_type(n.type)}", _INSTANCE),
    t.FunctionDefinition: (_function, _LOOSE),
    t.Call: (_call, _POSTFIX),
}

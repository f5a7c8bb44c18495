"""One line per kind of node."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from guiju.standard.feel import tree as t
from guiju.standard.feel.conformity import NO_TYPES, Types

from .arithmetic import compile_arithmetic, compile_negation
from .calls import compile_call, compile_function, compile_instance_of
from .code import Binding, Closure, Code
from .comparison import compile_between, compile_comparison
from .filters import compile_filter
from .literals import (
    compile_at,
    compile_constant,
    compile_context,
    compile_list,
    compile_null,
    compile_range,
    compile_unary_range,
)
from .logic import compile_conjunction, compile_disjunction, compile_if
from .loops import compile_for, compile_quantified
from .membership import compile_in, compile_unary_tests
from .names import compile_name, compile_path

_COMPILE: dict[type, Callable[[Any, Binding], Code]] = {
    t.NumberLiteral: compile_constant,
    t.StringLiteral: compile_constant,
    t.BooleanLiteral: compile_constant,
    t.NullLiteral: compile_null,
    t.AtLiteral: compile_at,
    t.Name: compile_name,
    t.Path: compile_path,
    t.Filter: compile_filter,
    t.ListLiteral: compile_list,
    t.ContextLiteral: compile_context,
    t.RangeLiteral: compile_range,
    t.UnaryRange: compile_unary_range,
    t.Arithmetic: compile_arithmetic,
    t.Negation: compile_negation,
    t.Comparison: compile_comparison,
    t.Between: compile_between,
    t.In: compile_in,
    t.Conjunction: compile_conjunction,
    t.Disjunction: compile_disjunction,
    t.If: compile_if,
    t.For: compile_for,
    t.Quantified: compile_quantified,
    t.InstanceOf: compile_instance_of,
    t.FunctionDefinition: compile_function,
    t.Call: compile_call,
    t.UnaryTests: compile_unary_tests,
}


def compile_tree(
    tree: t.Tree, names: Iterable[str] = (), types: Types = NO_TYPES
) -> tuple[Closure, bool]:
    """A tree as one closure, and whether its evaluations may share one state."""
    marks: set[str] = set()
    binding = Binding(_node, frozenset(names), frozenset(), types, marks)
    return _node(tree, binding).run, not marks


def _node(node: t.Tree, b: Binding) -> Code:
    return _COMPILE[type(node)](node, b)

"""Function definitions and calls, ``instance of``."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.standard.feel.builtins import BUILT_IN, BuiltIn
from guiju.standard.feel.conformity import UnknownType, instance_of
from guiju.standard.feel.invocation import invoke
from guiju.standard.feel.run import Run
from guiju.standard.feel.scope import opened
from guiju.standard.feel.tree import Call, FunctionDefinition, InstanceOf, Name
from guiju.standard.feel.types import ANY
from guiju.standard.feel.values import Function, Parameter, Value, kind_of

from .code import Binding, Closure, Code, Variables, folded


def compile_function(node: FunctionDefinition, b: Binding) -> Code:
    """``function(a) body``: sees the names around it; an external one is null."""
    if node.external:
        return Code(_external(node.at))
    names = [name for name, _ in node.parameters]
    body = b.inside(*names).compile(node.body).run
    parameters = tuple(Parameter(name, type_ or ANY) for name, type_ in node.parameters)

    def define(v: Variables, r: Run) -> Value:
        def call(arguments: Sequence[Value], run: Run) -> Value:
            scope = opened(v)
            scope.update(zip(names, arguments, strict=True))
            return body(scope, run)

        return Function(parameters, call)

    return Code(define)


def _external(at: int) -> Closure:
    def refuse(v: Variables, r: Run) -> Value:
        r.warn("external-function", at, "external functions are not run")

    return refuse


def compile_call(node: Call, b: Binding) -> Code:
    """``f(a, b)`` or ``f(name: a)``."""
    positional = [b.compile(argument) for argument in node.positional]
    named = [(name, b.compile(argument)) for name, argument in node.named]
    parts = [*positional, *(code for _, code in named)]
    arguments = [code.run for code in positional]
    by_name = [(name, code.run) for name, code in named]
    own = _built_in(node, b)
    if own is None:
        b.marks.add("state")
        return Code(_call_value(node, b, arguments, by_name))
    at, call = node.at, own.call

    def evaluate(v: Variables, r: Run) -> Value:
        values = [run(v, r) for run in arguments]
        names = {name: run(v, r) for name, run in by_name} if by_name else None
        return call(values, names, at, r)

    code = folded(evaluate, *parts) if own.is_pure else Code(evaluate)
    if not code.constant:
        b.marks.add("state")
    return code


def _built_in(node: Call, b: Binding) -> BuiltIn | None:
    """The built-in function meant, unless the name has been given to something else."""
    if not isinstance(node.function, Name):
        return None
    name = node.function.name
    return None if name in b.local or name in b.names else BUILT_IN.get(name)


def _call_value(
    node: Call, b: Binding, arguments: list[Closure], by_name: list[tuple[str, Closure]]
) -> Closure:
    function, at, types = b.compile(node.function).run, node.at, b.types
    own = None
    if isinstance(node.function, Name) and node.function.name not in b.local:
        own = BUILT_IN.get(node.function.name)  # hidden by a variable that is no function

    def evaluate(v: Variables, r: Run) -> Value:
        callee = function(v, r)
        if not isinstance(callee, Function) and own is not None:
            callee = own.function
        if not isinstance(callee, Function):
            r.warn("no-function", at, "a {kind} cannot be called", kind=kind_of(callee))
            return None
        values = [run(v, r) for run in arguments]
        names = {name: run(v, r) for name, run in by_name} if by_name else None
        return invoke(callee, values, names, at, r, types)

    return evaluate


def compile_instance_of(node: InstanceOf, b: Binding) -> Code:
    """``value instance of type``."""
    inner = b.compile(node.value)
    subject, type_, types, at = inner.run, node.type, b.types, node.at

    def evaluate(v: Variables, r: Run) -> Value:
        try:
            value = subject(v, r)
            r.weigh(value)
            return instance_of(value, type_, types)
        except UnknownType as unknown:
            r.warn("unknown-type", at, "there is no type named '{name}'", name=str(unknown))
            return None

    return folded(evaluate, inner)

"""Names and paths."""

from __future__ import annotations

from guiju.standard.feel.builtins import BUILT_IN
from guiju.standard.feel.members import member
from guiju.standard.feel.run import Run
from guiju.standard.feel.tree import Expression, Name, Path
from guiju.standard.feel.values import SCALARS, Value

from .code import Binding, Closure, Code, Variables, folded


def compile_name(node: Name, b: Binding) -> Code:
    """A variable, a local name, or a built-in function as a value."""
    if node.name in b.local:
        return Code(_local(node.name, node.at))
    return Code(_global(node.name, node.at))


def _local(name: str, at: int) -> Closure:
    def read(v: Variables, r: Run) -> Value:
        try:
            return v[name]
        except KeyError:
            return unknown(name, at, r)

    return read


def _global(name: str, at: int) -> Closure:
    built_in = BUILT_IN.get(name)

    def read(v: Variables, r: Run) -> Value:
        try:
            value = v[name]
        except KeyError:
            return built_in.function if built_in is not None else unknown(name, at, r)
        return value if type(value) in SCALARS else r.bring(value)

    return read


def unknown(name: str, at: int, r: Run) -> Value:
    """Null, with a warning that names the name."""
    r.warn("unknown-name", at, "there is no variable named '{name}'", name=name)
    return None


def compile_path(node: Path, b: Binding) -> Code:
    """``source.name``; from a variable, only what is reached is converted."""
    names: list[str] = []
    source: Expression = node
    while isinstance(source, Path):
        names.append(source.name)
        source = source.source
    names.reverse()
    if isinstance(source, Name) and source.name not in b.local:
        return Code(_path_of_variable(source, names))
    inner = b.compile(source)
    return folded(_path(inner.run, names, node.at), inner)


def _path(source: Closure, names: list[str], at: int) -> Closure:
    def reach(v: Variables, r: Run) -> Value:
        value = source(v, r)
        for name in names:
            value = member(value, name, at, r)
        return value

    return reach


def _path_of_variable(head: Name, names: list[str]) -> Closure:
    name, at = head.name, head.at
    built_in = BUILT_IN.get(name)

    def reach(v: Variables, r: Run) -> Value:
        try:
            value = v[name]
        except KeyError:
            value = built_in.function if built_in is not None else unknown(name, at, r)
        for key in names:
            if type(value) is dict and key in value:
                value = value[key]
            else:
                value = member(r.bring(value), key, at, r)
        return value if type(value) in SCALARS else r.bring(value)

    return reach

"""Templates and phrases of the rooms below, which form no sentences themselves.

A template is known by the parameter called `template` that takes it, in whatever class or
function; a phrase, such as `an open task`, by one of the parameters of `_PHRASES`; and all else
that has places or the form of a sentence is taken for a text as well.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeGuard

from guiju.tongues.shown import assigned, calls, name_of, nodes

_PHRASES: Final = frozenset(
    {"wanted", "expected", "found", "what", "instead", "kind", "form", "reason"}
)
_SAID: Final = frozenset({"say", "expected"})
"""Calls of which every argument may be a text."""

_PLACE: Final = re.compile(r"\{[a-z_]\w*(?:![rs])?(?::[^{}]*)?\}")
_SENTENCE: Final = re.compile(r"[Ee]xpected [a-z]|[A-Z]\w* .*\.$")
_NOT_NAMING: Final = frozenset({"join", "str", "sorted", "isoformat", "moment", "repr"})

Known = dict[str, list[ast.expr]]


class Parameters:
    """Which arguments of what is called are templates or phrases, by name."""

    def __init__(self, trees: Iterable[ast.Module]) -> None:
        """Learn from the definitions."""
        self.templates: dict[str, set[int]] = {}
        self.phrases: dict[str, set[int]] = {}
        for tree in trees:
            for node in nodes(tree):
                if isinstance(node, ast.ClassDef):
                    self._class(node)
                elif isinstance(node, ast.FunctionDef):
                    self._note(node.name, _parameters(node))

    def _class(self, node: ast.ClassDef) -> None:
        fields = [
            each.target.id
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        self._note(node.name, fields)
        for each in node.body:
            if isinstance(each, ast.FunctionDef) and each.name == "__init__":
                self._note(node.name, _parameters(each))

    def _note(self, name: str, parameters: list[str]) -> None:
        for position, parameter in enumerate(parameters):
            if parameter == "template":
                self.templates.setdefault(name, set()).add(position)
            elif parameter in _PHRASES and "template" not in parameters and name != "add":
                self.phrases.setdefault(name, set()).add(position)

    def given(self, tree: ast.Module) -> Iterator[ast.expr]:
        """What the calls of a module give for them."""
        for call in calls(tree, {*self.templates, *self.phrases, *_SAID}):
            name = name_of(call)
            at = self.templates.get(name, set()) | self.phrases.get(name, set())
            yield from (each for i, each in enumerate(call.args) if i in at or name in _SAID)
            if name in self.templates or name in _SAID:
                yield from (each.value for each in call.keywords if each.arg != "severity")


def _parameters(node: ast.FunctionDef) -> list[str]:
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
    return names[1:] if names[:1] == ["self"] else names


def templates(tree: ast.Module, known: Parameters) -> Iterator[str]:
    """The texts that a module hands to what takes a template or a phrase."""
    names = assigned(tree)
    for node in known.given(tree):
        for each in _leaves(node, names):
            if isinstance(each, ast.Constant) and _is_text(each.value):
                yield each.value


def phrases(tree: ast.Module, known: Parameters) -> Iterator[str]:
    """The same for texts made of pieces, each piece a place."""
    names = assigned(tree)
    for node in known.given(tree):
        for each in _leaves(node, names):
            if isinstance(each, ast.JoinedStr):
                phrase = _phrase(each)
                if " " in phrase and any(each.isalpha() for each in _PLACE.sub("", phrase)):
                    yield phrase


def sentences(tree: ast.Module) -> Iterator[str]:
    """Other texts with places, or in the form of a sentence, that are no documentation."""
    silent: set[int] = set()
    for node in nodes(tree):
        if isinstance(node, ast.JoinedStr | ast.Assert):
            silent |= {id(each) for each in ast.walk(node)}
        elif isinstance(node, ast.Expr):
            silent.add(id(node.value))
    for node in nodes(tree):
        if not isinstance(node, ast.Constant) or id(node) in silent or not _is_text(node.value):
            continue
        if _PLACE.search(node.value) or _SENTENCE.match(node.value):
            yield node.value


def _leaves(node: ast.expr, names: Known) -> Iterator[ast.expr]:
    """The constants and f-strings that an expression can be."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield node
    elif isinstance(node, ast.Name):
        for each in names.get(node.id, ()):
            yield from _leaves(each, {})
    elif isinstance(node, ast.IfExp):
        yield from _leaves(node.body, names)
        yield from _leaves(node.orelse, names)
    elif isinstance(node, ast.BoolOp | ast.Tuple | ast.List):
        for each in node.values if isinstance(node, ast.BoolOp) else node.elts:
            yield from _leaves(each, names)


def _phrase(node: ast.JoinedStr) -> str:
    """An f-string as a text with places, each named by what stands in it."""
    parts: list[str] = []
    for each in node.values:
        if isinstance(each, ast.FormattedValue):
            inside = re.findall(r"\b[a-z]\w*", ast.unparse(each.value))
            naming = [name for name in inside if name not in _NOT_NAMING]
            place = naming[-1] if naming else "it"
            parts.append("{" + (place if "{" + place + "}" not in parts else place + "2") + "}")
        elif isinstance(each, ast.Constant):
            parts.append(str(each.value))
    return "".join(parts)


def _is_text(value: object) -> TypeGuard[str]:
    """Whether there is something to translate: several words, or one beside a place."""
    if not isinstance(value, str) or "\n" in value or " " not in value.strip():
        return False
    return any(each.isalpha() for each in _PLACE.sub("", value))

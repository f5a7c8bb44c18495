"""Process trees: what the inductive miner finds, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Operator = Literal["sequence", "choice", "parallel", "loop"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An activity, or a silent step.

    Attributes:
        activity: code of the activity; None for silence.
        count: how often it was entered in the log.
    """

    activity: int | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """An operator over blocks; of a loop the first is done, any other leads back to it.

    Attributes:
        operator: how the children go together.
        children: two or more.
        count: how often it was entered in the log.
    """

    operator: Operator
    children: tuple[Tree, ...]
    count: int = 0


Tree = Leaf | Block


def simple(tree: Tree) -> Tree:
    """The same behaviour with fewer blocks: nested equal operators and idle silence go."""
    if isinstance(tree, Leaf):
        return tree
    children = [simple(child) for child in tree.children]
    if tree.operator == "loop":
        return _loop(tree, children)
    flat = [part for child in children for part in _parts(child, tree.operator)]
    if tree.operator == "choice":
        flat = list(_one_silence(flat))
    else:
        flat = [part for part in flat if not is_silent(part)]
    if not flat:
        return Leaf(None, tree.count)
    return flat[0] if len(flat) == 1 else replace(tree, children=tuple(flat))


def is_silent(tree: Tree) -> bool:
    """Whether nothing visible ever happens in it."""
    return isinstance(tree, Leaf) and tree.activity is None


def _parts(child: Tree, operator: Operator) -> tuple[Tree, ...]:
    if isinstance(child, Block) and child.operator == operator:
        return child.children
    return (child,)


def _one_silence(parts: list[Tree]) -> Iterator[Tree]:
    """At most one silent branch, the last."""
    silent = [part for part in parts if is_silent(part)]
    yield from (part for part in parts if not is_silent(part))
    if silent:
        yield Leaf(None, sum(p.count for p in silent))


def _loop(tree: Block, children: list[Tree]) -> Tree:
    body, *redo = children
    if (
        isinstance(body, Leaf)
        and body.activity is None
        and all(isinstance(r, Leaf) and r.activity is None for r in redo)
    ):
        return Leaf(None, tree.count)
    flat = [part for child in redo for part in _parts(child, "choice")]
    return Block("loop", (body, *_one_silence(flat)), tree.count)

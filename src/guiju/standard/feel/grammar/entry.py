"""The door of the parser."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.standard.feel.limits import TEXT_MAX
from guiju.standard.feel.tree import Tree

from .cursor import Cursor
from .expressions import binary
from .problem import SyntaxProblem
from .unary import take_unary_tests
from .vocabulary import Vocabulary

_NO_NAMES: tuple[str, ...] = ()


def parse(
    text: str,
    names: Iterable[str] = _NO_NAMES,
    unary: bool = False,
    members: Iterable[str] = _NO_NAMES,
    built_in: Iterable[str] = _NO_NAMES,
    types: Iterable[str] = _NO_NAMES,
) -> Tree:
    """Read one expression, or the unary tests of a cell.

    Args:
        text: FEEL; one ``=`` in front, as other products write it, is gone over.
        names: names in scope, blanks and operators allowed; the longest match wins.
        unary: whether the text is a cell of a decision table or a list of allowed values.
        members: names known after a dot and inside filters (components of item definitions).
        built_in: names of the built-in functions.
        types: names of the item definitions, for ``instance of`` and parameters.

    Returns:
        The tree.

    Raises:
        SyntaxProblem: the text is not FEEL, or too long or too deep.
    """
    if len(text) > TEXT_MAX:
        raise SyntaxProblem(
            TEXT_MAX, f"at most {TEXT_MAX} characters", str(len(text)), "feel-too-large"
        )
    vocabulary = Vocabulary(built_in, members, types)
    for name in names:
        vocabulary.declare(name)
    c = Cursor(text, vocabulary, binary)
    if unary:
        return take_unary_tests(c)
    c.takes("=")
    tree = c.expression()
    if c.peek():
        c.fail("an operator or the end")
    return tree

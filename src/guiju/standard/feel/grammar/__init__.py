"""From text to tree: a scannerless Pratt parser whose names are resolved by scope."""

from .entry import parse
from .problem import SyntaxProblem

__all__ = ["SyntaxProblem", "parse"]

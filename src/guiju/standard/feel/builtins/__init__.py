"""The built-in functions (DMN 1.5, 10.3.4), one module per chapter."""

from . import (  # noqa: F401
    boolean,
    context,
    conversion,
    extremes,
    identity,
    lists,
    numeric,
    points,
    ranges,
    sort,
    statistics,
    strings,
)
from .signature import BUILT_IN, BuiltIn, Overload

__all__ = ["BUILT_IN", "BuiltIn", "Overload"]

"""FEEL 1.5: text to tree to closures to values.

``compile_expression`` is the usual door. Errors while evaluating are null with a warning; a limit
that is hit is ``Result.limit``. No function here reads a clock: ``now()`` is the ``now`` handed in.
"""

from .builtins import BUILT_IN
from .compiled import Compiled, compile_expression, parse
from .conformity import UnknownType, coerce, conforms, instance_of
from .convert import to_feel, to_json
from .equality import equal
from .free_names import names_in
from .grammar import SyntaxProblem
from .invocation import invoke
from .limits import DEFAULT, LimitExceeded, Limits
from .order import less, ordered
from .printing import print_tree
from .ranges import contains as range_contains
from .run import Refused, Result, Run, Warning_
from .scope import Scope
from .temporal import (
    Cycle,
    Date,
    DateTime,
    DaysTimeDuration,
    Time,
    YearsMonthsDuration,
    cycle,
    date,
    date_and_time,
    duration,
    time,
)
from .texts import text_of
from .values import Function, Parameter, Range, kind_of

__all__ = [
    "BUILT_IN",
    "DEFAULT",
    "Compiled",
    "Cycle",
    "Date",
    "DateTime",
    "DaysTimeDuration",
    "Function",
    "LimitExceeded",
    "Limits",
    "Parameter",
    "Range",
    "Refused",
    "Result",
    "Run",
    "Scope",
    "SyntaxProblem",
    "Time",
    "UnknownType",
    "Warning_",
    "YearsMonthsDuration",
    "coerce",
    "compile_expression",
    "conforms",
    "cycle",
    "date",
    "date_and_time",
    "duration",
    "equal",
    "instance_of",
    "invoke",
    "kind_of",
    "less",
    "names_in",
    "ordered",
    "parse",
    "print_tree",
    "range_contains",
    "text_of",
    "time",
    "to_feel",
    "to_json",
]

"""DMN 1.1 to 1.6: models read, checked, compiled, evaluated, traced, tested and written.

The door of the room: ``load`` reads a model, ``decide`` determines a decision.
"""

from guiju.standard.dmn.decide import decide
from guiju.standard.dmn.definitions import Definitions, Import, TestRow
from guiju.standard.dmn.export import to_xml
from guiju.standard.dmn.load import compile_definitions, load
from guiju.standard.dmn.model import Decided, Loaded, Model, Resolve
from guiju.standard.dmn.rows import RowOutcome, run_tests, with_tests
from guiju.standard.dmn.run import Matched
from guiju.standard.dmn.sheets import from_xlsx, to_xlsx
from guiju.standard.dmn.trace import FirstFailure, RuleTrace, TableTrace, trace

__all__ = [
    "Decided",
    "Definitions",
    "FirstFailure",
    "Import",
    "Loaded",
    "Matched",
    "Model",
    "Resolve",
    "RowOutcome",
    "RuleTrace",
    "TableTrace",
    "TestRow",
    "compile_definitions",
    "decide",
    "from_xlsx",
    "load",
    "run_tests",
    "to_xlsx",
    "to_xml",
    "trace",
    "with_tests",
]

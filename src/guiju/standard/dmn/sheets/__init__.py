"""Decision tables as sheets (XLSX): inputs | outputs | annotations, one rule a row.

The first column says what a row is: ``Decision``, ``Hit policy``, ``Kind`` (input, output or
annotation), ``Name``, ``Type``, ``Allowed values``, ``Default``; rows with a number are rules.
Cells hold FEEL as text: a string of FEEL keeps its quotes. No cell is ever a formula.
"""

from guiju.standard.dmn.sheets.export import to_xlsx
from guiju.standard.dmn.sheets.read import from_xlsx

__all__ = ["from_xlsx", "to_xlsx"]

"""What did happen: append-only entries and the formats event logs come in.

Names are imported when first used: whoever only runs cases never loads Arrow.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .entry import Entry

if TYPE_CHECKING:
    from .columns import Attribute, Attributes, Coded
    from .limits import Limits
    from .log import NO_TIME, Log
    from .mapping import Mapping
    from .ocel.objects import ObjectLog
    from .ocel.of_log import objects_of
    from .ocel.write import write_ocel
    from .read import read_log, read_objects
    from .report import Reading
    from .tables.write import write_csv, write_parquet
    from .times import TIME_FORMATS
    from .trouble import BadRow, Note, Unreadable
    from .variants import Variants, find_variants
    from .xes.write import write_xes

_HOME = {
    "Attribute": "columns",
    "Attributes": "columns",
    "BadRow": "trouble",
    "Coded": "columns",
    "Limits": "limits",
    "Log": "log",
    "Mapping": "mapping",
    "NO_TIME": "log",
    "Note": "trouble",
    "Reading": "report",
    "TIME_FORMATS": "times",
    "Unreadable": "trouble",
    "Variants": "variants",
    "find_variants": "variants",
    "ObjectLog": "ocel.objects",
    "objects_of": "ocel.of_log",
    "read_log": "read",
    "read_objects": "read",
    "write_csv": "tables.write",
    "write_ocel": "ocel.write",
    "write_parquet": "tables.write",
    "write_xes": "xes.write",
}

__all__ = [
    "NO_TIME",
    "TIME_FORMATS",
    "Attribute",
    "Attributes",
    "BadRow",
    "Coded",
    "Entry",
    "Limits",
    "Log",
    "Mapping",
    "Note",
    "ObjectLog",
    "Reading",
    "Unreadable",
    "Variants",
    "find_variants",
    "objects_of",
    "read_log",
    "read_objects",
    "write_csv",
    "write_ocel",
    "write_parquet",
    "write_xes",
]


def __getattr__(name: str) -> Any:
    """A public name, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)

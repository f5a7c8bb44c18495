"""BPMN 2.0 XML in and out: a file becomes its definitions and all its problems, and back.

`read(data)` and `write(definitions)` are the doors; the specification is OMG formal/13-12-09.
"""

from guiju.standard.bpmn.read import Read, read
from guiju.standard.bpmn.writing.file import write

__all__ = ["Read", "read", "write"]

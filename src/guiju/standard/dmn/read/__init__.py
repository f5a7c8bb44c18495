"""DMN XML -> Definitions and all the problems of its shape."""

from guiju.standard.dmn.read.definitions import read_definitions

__all__ = ["read_definitions"]

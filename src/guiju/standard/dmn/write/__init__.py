"""Definitions -> DMN XML, the inverse of ``read``."""

from guiju.standard.dmn.write.definitions import write_definitions

__all__ = ["write_definitions"]

"""From tree to closures: one small function per kind of node."""

from .compilation import compile_tree

__all__ = ["compile_tree"]

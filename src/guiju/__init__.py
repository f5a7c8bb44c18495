"""Guiju: one written standard, compiled once, used five ways.

    loaded = guiju.load("model.bpmn")
    played = guiju.play(loaded.standard, {"amount": 5})
    found = guiju.check(loaded.standard, "log.xes.gz")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guiju.front import load, play

__all__ = ["load", "play"]


def __getattr__(name: str) -> Any:
    """Rooms are opened when they are first needed: `import guiju` alone costs nothing."""
    if name in __all__:
        from guiju import front

        return getattr(front, name)
    raise AttributeError(f"module 'guiju' has no attribute {name!r}")

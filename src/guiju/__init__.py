"""Guiju: one written standard, compiled once, used five ways.

loaded = guiju.load("model.bpmn")
played = guiju.play(loaded.standard, {"amount": 5})
found = guiju.check(loaded.standard, "log.xes.gz")
answer = guiju.decide("priority.dmn", {"impact": "High"})
house = guiju.connect("https://guiju.example.com", "guiju_...")
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from guiju import native

if TYPE_CHECKING:
    from guiju.client import connect
    from guiju.front import check, decide, load, play

__all__ = ["check", "connect", "decide", "load", "play"]


def __getattr__(name: str) -> Any:
    """Rooms are opened when they are first needed: `import guiju` alone costs nothing."""
    if name == "check":
        return import_module("guiju.check")
    if name == "connect":
        from guiju.client import connect

        return connect
    if name in __all__:
        from guiju import front

        return getattr(front, name)
    raise AttributeError(f"module 'guiju' has no attribute {name!r}")


class _CheckRoom(ModuleType):
    """The room `guiju.check`, which can also be called: then it is `guiju.front.check`."""

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        from guiju import front

        return front.check(*arguments, **named)


class _House(ModuleType):
    """`guiju.check` names a room and a function; Python binds the room here on import."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "check" and isinstance(value, ModuleType):
            value.__class__ = _CheckRoom
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _House
native.use()

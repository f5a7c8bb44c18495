"""What a step calls: each system has a protocol, an embedded default that works, and adapters.

A system is a Django app (`guiju.systems.stock`): its tables are Django models, its logic stands in
plain modules beside them, and its handlers are job types that models name with `gj:job`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings, Systems, wired

__all__ = ["Surroundings", "Systems", "wired"]


def __getattr__(name: str) -> Any:
    """A public name; the wiring is imported when first used, since it needs a set-up Django."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from guiju.systems import wiring

    return getattr(wiring, name)

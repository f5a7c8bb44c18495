"""How deep a value is, found without recursion."""

from __future__ import annotations

from .values import Value


def is_too_deep(value: Value, depth: int) -> bool:
    """Whether lists and contexts are nested deeper than ``depth``."""
    level = [value] if isinstance(value, (list, dict)) else []
    for _ in range(depth):
        if not level:
            return False
        inside: dict[int, Value] = {}
        for container in level:
            for item in container.values() if isinstance(container, dict) else container:
                if isinstance(item, (list, dict)):
                    inside[id(item)] = item
        level = list(inside.values())
    return bool(level)

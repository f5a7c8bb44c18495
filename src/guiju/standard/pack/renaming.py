"""A model whose elements are called by their names in another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from guiju.standard.model.definitions import Definitions
from guiju.standard.pack.model import Pack


def in_language(pack: Pack, definitions: Definitions, language: str) -> Definitions:
    """A model of a pack as it is drawn for readers of a language; lanes bear titles of roles."""
    if language == "en":
        return definitions
    roles = {role.title.get("en"): role.title.get(language) for role in pack.roles.values()}
    told: Definitions = renamed(
        definitions, lambda name: roles.get(name) or pack.say("processes", name, language)
    )
    return told


def renamed(part: Any, say: Callable[[str], str]) -> Any:
    """A copy of a part of a model in which everything is called as `say` says."""
    if isinstance(part, tuple):
        return tuple(renamed(each, say) for each in part) if type(part) is tuple else part
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changes: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        if each.name == "name" and isinstance(value, str) and value:
            changes["name"] = say(value)
        elif each.init and (is_dataclass(value) or type(value) is tuple):
            changes[each.name] = renamed(value, say)
    return replace(part, **changes) if changes else part

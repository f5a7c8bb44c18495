"""Context functions (DMN 1.5, 10.3.4.10)."""

from __future__ import annotations

from guiju.standard.feel.run import Refused
from guiju.standard.feel.values import Value

from .signature import built_in

Context = dict[str, Value]


@built_in("get value(m: context, key: string)")
def get_value(m: Context, key: str) -> Value:
    """The value of a key."""
    if key not in m:
        raise Refused("the context has no entry '{key}'", key=key)
    return m[key]


@built_in("get entries(m: context)")
def get_entries(m: Context) -> Value:
    """A list of contexts, each with ``key`` and ``value``."""
    return [{"key": key, "value": value} for key, value in m.items()]


@built_in("context(entries: list)")
def context(entries: list[Value]) -> Value:
    """A context from a list of contexts, each with ``key`` and ``value``."""
    made: Context = {}
    for entry in entries:
        if not isinstance(entry, dict) or not {"key", "value"} <= entry.keys():
            raise Refused("each entry must be a context with key and value")
        key = entry["key"]
        if not isinstance(key, str) or key in made:
            raise Refused("each key must be a string of its own")
        made[key] = entry["value"]
    return made


@built_in("context put(context: context, key: string, value: any)")
def context_put(source: Context, key: str, value: Value) -> Value:
    """With one entry more, or another value for it."""
    return {**source, key: value}


@built_in("context put(context: context, keys: list, value: any)")
def context_put_at(source: Context, keys: list[Value], value: Value) -> Value:
    """With another value at a path of keys."""
    if not keys or not all(isinstance(key, str) for key in keys):
        raise Refused("the keys must be strings, and at least one")
    inner: Value = value
    contexts = [source]
    for key in keys[:-1]:
        found = contexts[-1].get(key)
        if not isinstance(found, dict):
            raise Refused("there is no context at '{key}'", key=key)
        contexts.append(found)
    for key, outer in zip(reversed(keys), reversed(contexts), strict=True):
        inner = {**outer, key: inner}
    return inner


@built_in("context merge(contexts: list)")
def context_merge(contexts: list[Value]) -> Value:
    """One context of several; a later entry wins."""
    merged: Context = {}
    for part in contexts:
        if not isinstance(part, dict):
            raise Refused("the list must hold contexts")
        merged.update(part)
    return merged

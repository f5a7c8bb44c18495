"""Values inside a state, which know more kinds than JSON does.

A tuple is an array; whatever else JSON has no word for is an object with the one name "$":

    {"$": ["l", ...]}  list        {"$": ["t", microseconds]}  moment
    {"$": ["o", {}]}   object      {"$": ["s", code, template, values]}  a stuck answer
    {"$": ["d", place, variables, inner]}  a completed activity that could be compensated
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guiju.run.times import micros, moment
from guiju.standard.steps.state import Done
from guiju.standard.steps.turn import StuckAnswer


def tag(value: Any) -> Any:
    """A value of a state as JSON."""
    if isinstance(value, Done):
        return {"$": ["d", value.place, tag(value.variables), tag(value.inner)]}
    if isinstance(value, tuple):
        return [tag(each) for each in value]
    if isinstance(value, list):
        return {"$": ["l", *[tag(each) for each in value]]}
    if isinstance(value, Mapping):
        return {"$": ["o", {str(name): tag(each) for name, each in value.items()}]}
    if isinstance(value, datetime):
        return {"$": ["t", micros(value)]}
    if isinstance(value, StuckAnswer):
        return {"$": ["s", value.code, value.template, tag(value.values)]}
    return value


def untag(value: Any) -> Any:
    """What `tag` was given."""
    if isinstance(value, list):
        return tuple([untag(each) for each in value])
    if isinstance(value, dict):
        word, *rest = value["$"]
        return _UNTAG[word](*rest)
    return value


_UNTAG: Mapping[str, Any] = {
    "l": lambda *items: [untag(each) for each in items],
    "o": lambda names: {name: untag(each) for name, each in names.items()},
    "t": moment,
    "d": lambda place, variables, inner: Done(place, untag(variables), untag(inner)),
    "s": lambda code, template, values: StuckAnswer(code, template, untag(values)),
}

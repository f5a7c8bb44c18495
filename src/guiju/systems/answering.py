"""Turns what a system can do into handlers of job types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError, connection

from guiju.run.jobs import GivenUp, Handler, Job
from guiju.systems.call import NAME, Call, Values

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings

Verb = Callable[[Call], Mapping[str, Any]]
"""Something a system can do."""


def answered(
    system: str,
    adapters: Mapping[str, Callable[[str, Values], Verb]],
    surroundings: Surroundings,
    topics: Mapping[str, Verb],
) -> dict[str, Handler]:
    """Handlers of a system's topics.

    Args:
        system: its name, whose settings say which `adapter` answers (`embedded` where none is
            set).
        adapters: by name; (topic, settings) -> what answers it instead of the embedded default.
        surroundings: clock, dice and settings; settings are read at each call.
        topics: what the embedded default does, by job type.
    """
    return {
        topic: partial(_answer, system, topic, verb, adapters, surroundings)
        for topic, verb in topics.items()
    }


def asked(system: str, topic: str, values: Values, surroundings: Surroundings) -> Call:
    """A call that no job makes: of a scenario, or of what is due between cases."""
    return Call(
        topic=topic,
        key=topic,
        case="",
        now=surroundings.clock(),
        values=values,
        settings=surroundings.of(system),
        dice=surroundings.dice,
    )


def _call_of(call: Call, job: Job) -> Call:
    """The call of a job; only an input of the step is its key, no variable that is named so."""
    if "key" in call.values and "key" not in job.inputs:
        values = {name: value for name, value in call.values.items() if name != "key"}
        call = replace(call, values=values)
    key = call.text("key", "", NAME) or job.key
    return replace(call, key=key, case=job.case)


def _answer(
    system: str,
    topic: str,
    verb: Verb,
    adapters: Mapping[str, Callable[[str, Values], Verb]],
    surroundings: Surroundings,
    job: Job,
) -> Mapping[str, Any]:
    call = _call_of(asked(system, topic, job.variables, surroundings), job)
    adapter = call.settings.get("adapter", "embedded")
    if adapter != "embedded":
        if adapter not in adapters:
            known = ", ".join(["embedded", *adapters])
            raise GivenUp(f"{system}: expected an adapter of {known}, found {adapter}")
        verb = adapters[adapter](topic, call.settings)
    try:
        return verb(call)
    except (OperationalError, InterfaceError):
        # A connection that broke stays broken; the next try gets a new one.
        if not connection.in_atomic_block:
            connection.close()
        raise

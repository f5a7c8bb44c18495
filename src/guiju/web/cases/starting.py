"""Starting a case by form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guiju.run.engine import Engine
from guiju.run.standards import Deployed
from guiju.standard.model.definitions import Node, Process
from guiju.web.policy import Visitor, can
from guiju.web.texts import FormText, Texts, texts

HIDDEN = frozenset({"standard-approval"})
"""Processes that are started by pages of their own."""


@dataclass(frozen=True, slots=True)
class Startable:
    """A process that somebody may start by hand.

    Attributes:
        form: the form of its start event, or None.
    """

    process: str
    name: str
    about: str
    title: str
    texts: Texts
    form: FormText | None


def startable(engine: Engine, who: Visitor, tongue: str) -> Sequence[Startable]:
    """Every process somebody may start, by name."""
    newest = engine.standards.each_newest()
    found = (_startable(each, process, who, tongue) for process, each in newest.items())
    return sorted((one for one in found if one is not None), key=lambda one: (one.title, one.name))


def find(engine: Engine, who: Visitor, process: str, tongue: str) -> Startable | None:
    """One process; None where there is none, or not for them."""
    deployed = engine.standards.newest(process)
    return None if deployed is None else _startable(deployed, process, who, tongue)


def start_form(told: Texts, process: str) -> FormText | None:
    """The form by which a process is started; None where it has none."""
    model = next((p for p in told.standard.definitions.processes if p.id == process), None)
    start = _plain_start(model) if model is not None else None
    return told.form(start.extras.form) if start is not None else None


def _startable(deployed: Deployed, process: str, who: Visitor, tongue: str) -> Startable | None:
    if process in HIDDEN:
        return None
    told = texts(deployed.no)
    model = next((p for p in deployed.standard.definitions.processes if p.id == process), None)
    start = _plain_start(model) if model is not None else None
    if model is None or start is None or not can(who, "case.start", _roles(told, model)):
        return None
    return Startable(
        process,
        told.process_name(process, tongue),
        told.about(model.documentation, tongue),
        told.title(tongue),
        told,
        told.form(start.extras.form),
    )


def _plain_start(process: Process) -> Node | None:
    """The start event without a trigger; processes that only messages start have none."""
    for node in process.body.nodes:
        if node.kind == "startEvent" and not getattr(node, "definitions", ()):
            return node
    return None


def _roles(told: Texts, process: Process) -> frozenset[str]:
    """Roles that do something in the process: whoever works in it may begin it."""
    return frozenset(role for node in process.body.nodes for role in node.extras.groups)

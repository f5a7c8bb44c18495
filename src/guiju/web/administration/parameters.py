"""Another value of a parameter: a new version of its standard, in force at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from guiju.standard import Problem
from guiju.standard.pack import Pack, change
from guiju.web.administration.models import Change
from guiju.web.administration.noting import note
from guiju.web.engine import engine, now
from guiju.web.policy import visitor_of
from guiju.web.standards import lifecycle
from guiju.web.standards.library import new_version, next_label
from guiju.web.standards.models import Version


def change_parameter(
    request: HttpRequest, version: Version, pack: Pack, id_: str, value: str
) -> Sequence[Problem]:
    """Change a parameter; new cases follow it, running ones keep theirs.

    Args:
        version: in force, and `pack` what it holds.
        value: in the parameter's unit.

    Returns:
        Why the value cannot be: out of its bounds, or against another parameter.
    """
    changed, problems = change(pack, {id_: value})
    if changed is None:
        return problems
    before = pack.parameters[id_].value
    if changed.parameters[id_].value != before:
        values = {**version.values, id_: value}
        made = new_version(
            version.standard, version.files, visitor_of(request.user).id, now(), values=values,
            label=next_label(version),
        )  # fmt: skip
        made.effective = now()
        made.save(update_fields=["effective"])
        lifecycle.deploy(engine(), made)
        note(request, "parameter", f"{pack.name} {id_}", f"{before} → {value}")
    return ()


def history() -> Sequence[Change]:
    """What was changed, the newest first."""
    return list(Change.objects.filter(what="parameter").order_by("-at", "-pk")[:50])

"""Changing parameters of a pack: within bounds, by the role that may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guiju.standard.model.problem import Problem
from guiju.standard.pack.model import Pack
from guiju.standard.pack.parameters import broken, with_values
from guiju.standard.pack.read import compiled
from guiju.standard.pack.trouble import Trouble


def change(
    pack: Pack, values: Mapping[str, Any], roles: frozenset[str] | None = None
) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack with other parameter values: what is deployed of it is a new version.

    Args:
        values: by parameter id.
        roles: of who changes them; None where that was looked at elsewhere.

    Returns:
        The changed pack, or None with every refusal, each naming its field.
    """
    parameters, problems = with_values(pack.parameters, values)
    for id_ in values:
        known = pack.parameters.get(id_)
        if known is not None and roles is not None and known.changed_by not in roles:
            template = "expected the role {expected}, found {found}"
            says = {
                "expected": known.changed_by,
                "field": id_,
                "found": ", ".join(sorted(roles)) or "no role",
            }
            problems.append(Problem("role-missing", template, id_, says))
    if not problems:
        problems = broken(pack.constraints, parameters)
    if problems:
        return None, tuple(problems)
    # What reading the pack showed stays so; its processes alone see other values.
    trouble = Trouble()
    changed = replace(pack, parameters=parameters)
    changed = replace(changed, standards=compiled(changed, trouble))
    bad = any(each.severity == "error" for each in trouble)
    return None if bad else changed, tuple(trouble)

"""Changing parameters of what is deployed: a new version, and a case that says what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from guiju.run import Engine, Refusal
from guiju.run.commands import Actor
from guiju.scenarios.stage import deploy_pack
from guiju.standard import Problem
from guiju.standard.model.definitions import Constant
from guiju.standard.pack import Pack, change, read_pack

_MODEL: Final = Path(__file__).with_name("parameter_change.bpmn")
_UNITS: Final = {"minutes": 60, "hours": 3600, "days": 86400, "working hours": 3600}


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of a change.

    Attributes:
        pack: with the new values; None where the change was refused.
        problems: every refusal, each naming its field.
        case: id of the case whose journal holds who changed what from what to what.
    """

    pack: Pack | None
    problems: tuple[Problem, ...] = ()
    case: str = ""


def change_parameters(
    engine: Engine, pack: Pack, values: Mapping[str, Any], actor: Actor
) -> Changed:
    """Change parameters, deploy the new version and write down who did it.

    New cases start on the new version; running cases keep theirs. What was changed before stays
    changed. An attempt without the role is written down too.

    Args:
        values: by parameter id.
        actor: must act as the role that may change each of them.
    """
    current = as_deployed(engine, pack)
    made, problems = change(current, values, actor.roles)
    said = [
        {
            "parameter": id_,
            "before": str(current.parameters[id_].value),
            "after": str(value),
            "unit": current.parameters[id_].unit,
        }
        for id_, value in values.items()
        if id_ in current.parameters
    ]
    if made is None:
        case = ""
        if any(each.code == "role-missing" for each in problems):
            case = _write_down(engine, pack, said, actor, "role-missing")
        return Changed(None, problems, case)
    refused = deploy_pack(engine, made)
    if refused:
        return Changed(None, refused)
    return Changed(made, (), _write_down(engine, pack, said, actor, None))


def _write_down(
    engine: Engine, pack: Pack, changes: list[dict[str, str]], actor: Actor, refused: str | None
) -> str:
    engine.deploy(_MODEL.read_bytes())
    values = {"pack": pack.name, "version": pack.version, "changes": changes, "refused": refused}
    answer = engine.start("parameter_change", values, actor=actor, key=engine.new_id())
    assert not isinstance(answer, Refusal), str(answer)
    return answer.case


def as_deployed(engine: Engine, pack: Pack) -> Pack:
    """The pack with the parameter values of its newest deployed version."""
    for standard in pack.standards.values():
        for process in standard.processes:
            found = engine.standards.newest(process)
            if found is not None:
                values = _values(pack, found.standard.definitions.parameters)
                made, _ = read_pack(pack.files, values)
                return made or pack
    return pack


def _values(pack: Pack, constants: Iterable[Constant]) -> dict[str, Decimal]:
    """What the constants of a deployed standard say, in the parameters' own units."""
    found = {}
    for one in constants:
        known = pack.parameters.get(one.id)
        number = re.search(r"-?\d+(\.\d+)?", one.value)
        if known is not None and number is not None:
            found[one.id] = Decimal(number[0]) / _UNITS.get(known.unit, 1)
    return found

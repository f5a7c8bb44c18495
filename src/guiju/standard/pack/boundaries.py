"""The boundary table: who is responsible, accountable, consulted and informed at each step."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.standard.model.definitions import Activity, Process
from guiju.standard.pack.model import Pack
from guiju.standard.pack.walking import lanes_of, nodes_of


@dataclass(frozen=True, slots=True)
class Boundary:
    """One step and the roles at it, as role ids."""

    element: str
    name: str
    clause: str
    responsible: tuple[str, ...]
    accountable: str
    consulted: tuple[str, ...]
    informed: tuple[str, ...]


def role_of_lane(pack: Pack, name: str) -> str | None:
    """Id of the role whose English title a lane bears."""
    for role in pack.roles.values():
        if role.title.get("en") == name:
            return role.id
    return None


def boundaries(pack: Pack, process: Process) -> tuple[Boundary, ...]:
    """The steps of a process in the order of the file, each with its roles (FLOW-02)."""
    lanes = lanes_of(process)
    found = []
    for node in nodes_of(process.body):
        if not isinstance(node, Activity):
            continue
        accountable = role_of_lane(pack, (lanes.get(node.id) or ("",))[0]) or ""
        other = node.extras.other
        found.append(
            Boundary(
                node.id,
                node.name,
                node.extras.clause or "",
                node.extras.groups or ((accountable,) if accountable else ()),
                accountable,
                _listed(other.get("consulted")),
                _listed(other.get("informed")),
            )
        )
    return tuple(found)


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(each.strip() for each in (text or "").split(",") if each.strip())

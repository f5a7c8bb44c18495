"""The people of a demonstration do work that goes together."""

from __future__ import annotations

from collections import Counter

from guiju.packs import files_of, shipped
from guiju.standard.pack import read_pack
from tests.web.office import Office


def test_every_role_of_the_shipped_packs_has_two_people(office: Office) -> None:
    from guiju.web.demo.people import DOES, LEADS, STAFF

    held = Counter(role for mine in DOES.values() for role in mine)
    roles: set[str] = set()
    for name in shipped():
        pack, _ = read_pack(files_of(name))
        assert pack is not None
        roles |= {id_ for id_, role in pack.roles.items() if role.kind == "staff"}
    assert {role: held[role] for role in roles if held[role] != 2} == {}
    assert set(DOES) == set(STAFF) and set(LEADS) <= set(STAFF)

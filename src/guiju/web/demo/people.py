"""The people of a demonstration: every role of the packs has two, every duty has one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.contrib.auth.hashers import make_password

from guiju.standard.pack import Pack
from guiju.systems.directory.loading import load
from guiju.systems.directory.models import Person
from guiju.web.accounts.models import Account
from guiju.web.words import DUTIES

PASSWORD: Final = "guiju-demo"
_OF_ALL: Final = ("staff", "managers", "accounts")
"""Groups that the systems write to, whatever the packs are."""

STAFF: Final = {
    "ann": "Ann Li 李安",
    "bo": "Bo Chen 陈博",
    "cai": "Cai Lin 林彩",
    "dana": "Dana Wu 吴丹",
    "emil": "Emil Huang 黄毅",
    "fang": "Fang Zhao 赵芳",
    "gus": "Gus He 何固",
    "hua": "Hua Xu 徐华",
    "ivo": "Ivo Ma 马毅",
    "jing": "Jing Sun 孙静",
}
DOES: Final = {
    "ann": ("order-clerk", "customer-service", "service-agent", "initiator", "applicant", "staff"),
    "bo": ("picker", "stock-keeper", "warehouse-lead", "staff"),
    "cai": ("packer", "picker", "shipping-clerk", "quality-manager"),
    "dana": ("service-agent", "customer-service", "order-clerk", "initiator", "registrar"),
    "emil": ("warehouse-lead", "stock-manager", "stock-keeper", "inspector", "data-steward",
             "responsible-department", "integration-owner"),
    "fang": ("order-manager", "order-reviewer", "service-lead", "coordinator", "stock-manager",
             "purchaser", "leader", "managers"),
    "gus": ("leader", "department-head", "order-manager", "superior", "managers"),
    "hua": ("superior", "quality-manager", "service-lead", "order-reviewer", "risk-control",
            "coordinator", "department-head", "accounts"),
    "ivo": ("inspector", "packer", "shipping-clerk", "data-steward", "responsible-department"),
    "jing": ("accounts", "purchaser", "registrar", "risk-control", "applicant",
             "integration-owner"),
}  # fmt: skip
"""What each does in the shipped packs: work that goes together, every role with two people."""

LEADS: Final = ("fang", "hua", "gus", "emil")
"""Who heads the departments, in turns."""

KEEPERS: Final = {
    "ada": ("Ada Wei 魏雅", ["administrator"]),
    "otis": ("Otis Yu 余田", ["owner"]),
    "audra": ("Audra Fu 傅欣", ["auditor"]),
    "ed": ("Ed Guo 郭迪", ["engineer"]),
}


def make(packs: Sequence[Pack], now: datetime) -> Mapping[str, tuple[str, ...]]:
    """People, departments and accounts; returns the roles of each person."""
    roles = {code: list(mine) for code, mine in _shared_out(packs).items()}
    told = _departments(packs)
    homes = [each for each in told if told[each].get("above")] or list(told)
    heads = {code: LEADS[n % len(LEADS)] for n, code in enumerate(homes)}
    for head in heads.values():
        if "department-head" not in roles[head]:
            roles[head].append("department-head")
    departments = {
        code: {
            "title": str(one.get("title") or code),
            "above": str(one.get("above") or ""),
            "head": heads.get(code, "gus"),
        }
        for code, one in told.items()
    }
    top = next(iter(told))
    people: dict[str, dict[str, Any]] = {
        code: {
            "name": name,
            "department": top if code == "gus" else homes[n % len(homes)],
            "roles": roles[code],
            "mail": f"{code}@example.com",
            "deputies": [list(STAFF)[(n + 1) % len(STAFF)]],
        }
        for n, (code, name) in enumerate(STAFF.items())
    }
    for code, (name, _) in KEEPERS.items():
        people[code] = {"name": name, "department": top, "mail": f"{code}@example.com"}
    people["otis"]["roles"] = ["standard-reviewer"]
    people["gus"]["roles"] = [*roles["gus"], "standard-approver"]
    limits = [
        {"role": "department-head", "subject": "budget", "up_to": "50000"},
        {"role": "leader", "subject": "budget"},
    ]
    load({"departments": departments, "people": people, "limits": limits})
    _accounts(now)
    return {code: tuple(mine) for code, mine in roles.items()}


def _departments(packs: Sequence[Pack]) -> dict[str, Mapping[str, Any]]:
    """The departments the scenarios of the packs speak of, the top first."""
    found: dict[str, Mapping[str, Any]] = {}
    for pack in packs:
        for data in pack.scenarios.values():
            directory = (data.get("given") or {}).get("directory") or {}
            found |= directory.get("departments") or {}
    found = found or {"company": {"title": "Company"}, "sales": {"above": "company"}}
    return dict(sorted(found.items(), key=lambda each: bool((each[1] or {}).get("above"))))


def _shared_out(packs: Sequence[Pack]) -> dict[str, tuple[str, ...]]:
    """Two people for each role: those whose work it is, else whoever has least to do."""
    names = sorted(
        {id_ for pack in packs for id_, role in pack.roles.items() if role.kind == "staff"}
    )
    found = {code: [role for role in DOES[code] if role in (*names, *_OF_ALL)] for code in STAFF}
    dealt = {role for mine in found.values() for role in mine}
    for role in names:
        if role not in dealt:
            for code in sorted(found, key=lambda each: len(found[each]))[:2]:
                found[code].append(role)
    return {code: tuple(mine) for code, mine in found.items()}


def _accounts(now: datetime) -> None:
    """One password for all: it is hashed once, since a hash is meant to take its time."""
    password = make_password(PASSWORD)
    for code in (*STAFF, *KEEPERS):
        duties = KEEPERS[code][1] if code in KEEPERS else []
        Account.objects.update_or_create(
            username=code,
            defaults={"password": password, "duties": duties, "email": f"{code}@example.com"},
        )


def logins() -> list[dict[str, Any]]:
    """Who can log in, and as what."""
    from guiju.web.reader import language

    tongue = language()
    titles = _titles(tongue)
    found = []
    people = {each.code: each for each in Person.objects.filter(code__in=[*KEEPERS, *STAFF])}
    for code in (*STAFF, *KEEPERS):
        person = people.get(code)
        if person is None:
            continue
        duties = [str(DUTIES[each]) for each in KEEPERS.get(code, ("", []))[1]]
        roles = [titles[each] for each in person.roles if each in titles]
        found.append({"code": code, "name": person.name, "what": ", ".join([*duties, *roles])})
    return found


def _titles(tongue: str) -> dict[str, str]:
    """Titles of roles in the standards of the library."""
    from guiju.web.standards.library import pack_of, shown
    from guiju.web.standards.models import Standard

    found: dict[str, str] = {}
    for standard in Standard.objects.all():
        version = shown(standard)
        pack = pack_of(version) if version is not None else None
        for id_, role in (pack.roles if pack else {}).items():
            found[id_] = role.title.get(tongue, id_)
    return found

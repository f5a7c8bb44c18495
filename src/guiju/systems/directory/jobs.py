"""What models ask the directory (docs/systems/directory.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from guiju.run.jobs import BusinessError, Handler
from guiju.systems.answering import Verb, answered
from guiju.systems.call import Call, figure, moment, refused, written
from guiju.systems.directory import models
from guiju.systems.directory.asking import Climb, Found, Passed, approver, present_or_deputy
from guiju.systems.directory.loading import load
from guiju.systems.directory.people import Directory, Person
from guiju.systems.directory.tables import Tables
from guiju.systems.forward import forwarding
from guiju.systems.once import once
from guiju.systems.wiring import Surroundings

Answer = Mapping[str, Any]

_directory: Final[Directory] = Tables()


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """The handlers by job type."""
    topics: dict[str, Verb] = {
        "directory.superior": superior,
        "directory.heads": heads,
        "directory.authority": authority,
        "directory.duty": duty,
        "directory.person": person,
        "directory.members": members,
        "directory.absence": absence,
    }
    return answered("directory", {"forward": forwarding}, surroundings, topics)


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Take over the people and departments of a described world."""
    load(values)


def superior(call: Call) -> Answer:
    """Who stands above a person; vacancies, absences and the person itself are passed over."""
    levels = int(call.figure("levels", 1, 1, 50))
    who = _known(call)
    climb = Climb(_directory, call.now, who, call.texts("without"))
    for level, found in enumerate(climb.superiors(), start=1):
        if level >= levels:
            return {
                "superior": found.person.id,
                "superior_name": found.person.name,
                "superior_contact": contact(found.person, found.instead_of),
                "instead_of": found.instead_of.id if found.instead_of else None,
                "passed_over": bool(found.path),
                "path": _path(found.path),
            }
    raise BusinessError("no-superior", {"person": who.id, "path": _path(climb.passed)})


def heads(call: Call) -> Answer:
    """The heads of departments, or who stands in for them."""
    wanted = list(dict.fromkeys(call.texts("departments")))
    unknown = [each for each in wanted if _directory.department(each) is None]
    if unknown:
        raise BusinessError("department-unknown", {"departments": unknown})
    without = call.texts("without")
    found = {each: _head(call, each, without) for each in wanted}
    missing = [each for each, head in found.items() if head is None]
    there = [
        contact(head.person, head.instead_of) | {"department": each}
        for each, head in found.items()
        if head is not None
    ]
    if missing and call.values.get("must") is not False:
        raise BusinessError("head-missing", {"missing": missing, "heads": there})
    ids = list(dict.fromkeys(each["person"] for each in there))
    return {"heads": there, "head_ids": ids, "missing": missing}


def _head(call: Call, department: str, without: Iterable[str]) -> Found | None:
    found = _directory.department(department)
    head = _directory.person(found.head) if found and found.head else None
    if head is None or head.left:
        return None
    excluded = set(without)
    if head.id in excluded:
        return None
    present = present_or_deputy(_directory, head, call.now, excluded)
    if present is None:
        return None
    return Found(present, head if present.id != head.id else None)


def authority(call: Call) -> Answer:
    """Who may decide about an amount: the person named, or the first above who may."""
    subject = call.text("subject")
    amount = figure(call.values.get("amount"), "amount", code="amount-malformed")
    who = _known(call)
    climb = Climb(_directory, call.now, who, call.texts("without"))
    found = approver(climb, subject, amount)
    if found is None:
        values = {"person": who.id, "subject": subject, "path": _path(climb.passed)}
        raise BusinessError("no-authority", values)
    return {
        "within": found.up == 0,
        "approver": found.found.person.id,
        "approver_contact": contact(found.found.person, found.found.instead_of),
        "approver_limit": found.ceiling.up_to,
        "routed_up": found.up,
        "path": _path(climb.passed),
    }


def duty(call: Call) -> Answer:
    """Who is on duty; people who did not answer are skipped."""
    code = call.text("rota")
    at = moment(call.values["at"], "at") if call.has("at") else call.now
    rota = _directory.rota(code, at)
    if rota is None:
        raise BusinessError("rota-unknown", {"rota": code})
    skip = set(call.texts("skip"))
    there = []
    for turn in rota.turns:
        who = _directory.person(turn.person)
        if who is not None and not who.left and _directory.absence(who.id, at) is None:
            there.append((who, turn))
    left = [(who, turn) for who, turn in there if who.id not in skip]
    if not left:
        raise BusinessError("nobody-on-duty", {"rota": code, "alarm": list(rota.alarm)})
    who, turn = left[0]
    return {
        "on_duty": who.id,
        "on_duty_contact": contact(who),
        "until": written(turn.until),
        "next": [each.id for each, _ in left[1:]],
    }


def person(call: Call) -> Answer:
    """Who a person is and whether there."""
    who = _known(call)
    away = _directory.absence(who.id, call.now)
    stand_in = present_or_deputy(_directory, who, call.now) if away else None
    return {
        "contact": contact(who),
        "absent": away is not None,
        "until": written(away.until) if away else None,
        "stand_in": stand_in.id if stand_in else None,
        "roles": list(who.roles),
        "department": who.department,
        "language": who.language or None,
    }


def members(call: Call) -> Answer:
    """Everybody of a role or a department."""
    role, department = (call.text(name, "") for name in ("role", "department"))
    if department and _directory.department(department) is None:
        raise BusinessError("department-unknown", {"departments": [department]})
    without = set(call.texts("without"))
    found = [each for each in _directory.members(role, department) if each.id not in without]
    if call.yes("present"):
        found = [each for each in found if _directory.absence(each.id, call.now) is None]
    return {"members": [each.id for each in found], "contacts": [contact(each) for each in found]}


def absence(call: Call) -> Answer:
    """Write down that a person is away."""
    who = _known(call)
    code = "period-malformed"
    since = moment(call.values["from"], "from", code) if call.has("from") else call.now
    until = moment(call.values.get("until"), "until", code)
    if until <= since:
        raise refused(code, "until", "a moment after the beginning", written(until))
    content = {
        "since": since,
        "until": until,
        "reason": call.text("reason", ""),
        "deputies": list(call.texts("deputies")),
    }

    def write() -> Answer:
        row = models.Absence.objects.create(key=f"job:{call.key}", person=who.id, **content)
        return {"absence": row.pk}

    return once(call, {"person": who.id, **content}, write)


def contact(who: Person, instead_of: Person | None = None) -> dict[str, Any]:
    """A person as answers hold one."""
    return {
        "person": who.id,
        "name": who.name,
        "mail": who.mail or None,
        "phone": who.phone or None,
        "department": who.department or None,
        "instead_of": instead_of.id if instead_of else None,
        "reason": "absent" if instead_of else None,
    }


def _known(call: Call) -> Person:
    id_ = call.text("person")
    found = _directory.person(id_)
    if found is None:
        raise BusinessError("person-unknown", {"person": id_})
    return found


def _path(passed: Iterable[Passed]) -> list[dict[str, str]]:
    return [{"post": p.post, "person": p.person, "reason": p.reason} for p in passed]

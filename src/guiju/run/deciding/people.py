"""Who may do a task: candidates, four eyes, certificates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guiju.run.commands.command import Actor
from guiju.run.facts import task_facts
from guiju.run.record import Situation
from guiju.run.refusal import Refusal, expected
from guiju.standard.steps import Place, Program

_WATCHED: dict[int, tuple[Program, frozenset[str]]] = {}


def candidates(place: Place, facts: Mapping[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
    """Roles and users a task is offered to; both empty: to everyone."""
    extras = place.node.extras
    return facts.get("roles", extras.groups), facts.get("users", extras.users)


def is_candidate(actor: Actor, place: Place, facts: Mapping[str, Any]) -> bool:
    """Whether a task is offered to somebody."""
    roles, users = candidates(place, facts)
    if not roles and not users:
        return True
    return any(each in users for each in actor.persons) or not actor.roles.isdisjoint(roles)


def may_do(situation: Situation, place: Place, task: int, actor: Actor | None) -> Refusal | None:
    """Why somebody may not do a task; None where they may."""
    facts = task_facts(situation.record.facts, task)
    assignee = facts.get("assignee")
    if actor is None:
        return _nobody(place, assignee)
    if assignee is not None:
        if assignee not in actor.persons:
            return expected("not-the-assignee", assignee, actor.id)
    elif not is_candidate(actor, place, facts):
        return _not_offered(place, facts, actor)
    return four_eyes(situation, place, task, actor) or certified(situation, place, actor)


def _nobody(place: Place, assignee: str | None) -> Refusal | None:
    extras = place.node.extras
    ruled = assignee or extras.groups or extras.users or extras.different_from
    if ruled or extras.certificate:
        return expected("actor-missing", "somebody who may do the task", "nobody named", True)
    return None


def _not_offered(place: Place, facts: Mapping[str, Any], actor: Actor) -> Refusal:
    roles, users = candidates(place, facts)
    offered = ", ".join([*roles, *users])
    return expected("not-a-candidate", f"one of {offered}", actor.id, True)


def four_eyes(situation: Situation, place: Place, task: int, actor: Actor) -> Refusal | None:
    """The step must be done by somebody else than certain other steps, also through delegation."""
    owner = task_facts(situation.record.facts, task).get("owner")
    persons = {*actor.persons, *([owner] if owner else [])}
    hands = situation.record.facts.get("hands", {})
    for other in place.node.extras.different_from:
        same = persons.intersection(hands.get(other, ()))
        if same:
            wanted = f"another person than did {other}"
            return expected("four-eyes", wanted, ", ".join(sorted(same)), True)
    return None


def certified(situation: Situation, place: Place, actor: Actor) -> Refusal | None:
    """The person must hold the certificate that the step needs, at this moment."""
    certificate = place.node.extras.certificate
    if certificate is None:
        return None
    book = situation.rules.certificates
    if book is None:
        return expected("certificate-unknown", certificate, "nobody who could tell", True)
    if book.holds(actor.id, certificate, situation.now):
        return None
    return expected("certificate-missing", certificate, f"none valid of {actor.id}", True)


def watched(program: Program) -> frozenset[str]:
    """Elements whose hands some other element asks about."""
    known = _WATCHED.get(id(program))
    if known is None:
        names = frozenset(
            other for place in program.places for other in place.node.extras.different_from
        )
        known = _WATCHED[id(program)] = (program, names)
    return known[1]


def hands_patch(situation: Situation, place: Place, task: int, actor: Actor | None) -> Any:
    """The patch that remembers whose hands did a step, where four eyes ask for it."""
    if actor is None or place.id not in watched(situation.standard.program):
        return None
    facts = situation.record.facts
    owner = task_facts(facts, task).get("owner")
    before = facts.get("hands", {}).get(place.id, ())
    signers = task_facts(facts, task).get("signed", ())
    persons = {*before, *actor.persons, *signers, *([owner] if owner else [])}
    return {"hands": {place.id: sorted(persons)}}

"""Deciding commands about a task of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guiju.journal.store import exact, pack
from guiju.run.commands import (
    AddSigner,
    Assign,
    Claim,
    CompleteTask,
    Delegate,
    Forward,
    Return,
    SaveDraft,
    TaskCommand,
    Unclaim,
)
from guiju.run.deciding.firing import fired, noted, open_work, refused
from guiju.run.deciding.people import hands_patch, may_do
from guiju.run.deciding.returning import way_back
from guiju.run.facts import Facts, merged, patch_task, task_facts
from guiju.run.forms import validate
from guiju.run.record import Decision, Situation
from guiju.run.refusal import EXPECTED, Refusal, expected
from guiju.standard import Step
from guiju.standard.steps import Place
from guiju.standard.steps.turn import Turn

Outcome = Decision | Refusal


def _may(situation: Situation, command: TaskCommand) -> Place | Outcome:
    """The task's element where the actor may do the task."""
    place = open_work(situation, command.task, person=True)
    if isinstance(place, Refusal):
        return place
    refusal = may_do(situation, place, command.task, command.actor)
    if refusal is None:
        return place
    return refused(situation, refusal, place.id) if refusal.audit else refusal


def claim(situation: Situation, command: Claim) -> Outcome:
    """Take a task for oneself."""
    place = open_work(situation, command.task, person=True)
    if isinstance(place, Refusal):
        return place
    assignee = task_facts(situation.record.facts, command.task).get("assignee")
    if assignee is not None:
        return expected("already-claimed", "a task that nobody has", f"claimed by {assignee}")
    if command.actor is None:
        return expected("actor-missing", "the person who claims", "nobody named")
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    return noted(
        situation, "TaskClaimed", patch_task(command.task, assignee=command.actor.id), place.id
    )


def unclaim(situation: Situation, command: Unclaim) -> Outcome:
    """Give a task back."""
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    facts = task_facts(situation.record.facts, command.task)
    if "assignee" not in facts:
        return expected("not-claimed", "a task that somebody has", "one that nobody has")
    # A delegated task goes back to who delegated it, any other to all it was offered to.
    patch = patch_task(command.task, assignee=facts.get("owner"), owner=None)
    return noted(situation, "TaskUnclaimed", patch, found.id)


def assign(situation: Situation, command: Assign) -> Outcome:
    """Give a task to a person; whether the actor may is for the door to say."""
    place = open_work(situation, command.task, person=True)
    if isinstance(place, Refusal):
        return place
    patch = patch_task(command.task, assignee=command.to or None, owner=None)
    return noted(situation, "TaskAssigned", patch, place.id)


def delegate(situation: Situation, command: Delegate) -> Outcome:
    """Let another person do a task in one's own name."""
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    if command.actor is None or not command.to:
        return expected("actor-missing", "who delegates and to whom", "nobody named")
    facts = task_facts(situation.record.facts, command.task)
    patch = patch_task(
        command.task, assignee=command.to, owner=facts.get("owner", command.actor.id)
    )
    return noted(situation, "TaskDelegated", patch, found.id)


def forward(situation: Situation, command: Forward) -> Outcome:
    """Pass a task on to another person."""
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    if not command.to:
        return expected("actor-missing", "the person it goes to", "nobody named")
    patch = patch_task(command.task, assignee=command.to)
    values = {"reason": command.reason} if command.reason else {}
    return noted(situation, "TaskForwarded", patch, found.id, values)


def add_signer(situation: Situation, command: AddSigner) -> Outcome:
    """Ask another person to sign first."""
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    facts = task_facts(situation.record.facts, command.task)
    if command.actor is not None and command.signer in command.actor.persons:
        return expected("signer-is-actor", "another person", command.signer, True)
    signers = sorted({*facts.get("signers", ()), command.signer})
    patch = patch_task(command.task, signers=signers)
    return noted(situation, "SignerAdded", patch, found.id)


def save_draft(situation: Situation, command: SaveDraft) -> Outcome:
    """Keep what has been filled in so far."""
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    draft = pack(dict(command.values)).decode()
    return noted(situation, "DraftSaved", patch_task(command.task, draft=draft), found.id)


def send_back(situation: Situation, command: Return) -> Outcome:
    """Send the case back to an earlier task of the same branch."""
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    target = way_back(situation.standard, found, command.to)
    if isinstance(target, Refusal):
        return target
    step = Step("move", command.task, (target,), {})
    decision = fired(situation, "TaskReturned", step, found.id)
    if command.reason:
        decision = decision._replace(values={"reason": command.reason})
    return decision


def complete(situation: Situation, command: CompleteTask) -> Outcome:
    """Report a task done, or sign it where one was asked to."""
    place = open_work(situation, command.task, person=True)
    if isinstance(place, Refusal):
        return place
    facts = task_facts(situation.record.facts, command.task)
    missing = [each for each in facts.get("signers", ()) if each not in facts.get("signed", ())]
    if command.actor is not None and command.actor.id in missing:
        return _sign(situation, command, place, facts)
    found = _may(situation, command)
    if not isinstance(found, Place):
        return found
    if missing:
        return expected("signatures-missing", "all signatures", f"without {', '.join(missing)}")
    values = form_values(situation, place, command)
    if isinstance(values, Refusal):
        return values
    patch = hands_patch(situation, place, command.task, command.actor) or {}
    step = Step("complete", command.task, (), values)
    return fired(situation, "TaskCompleted", step, place.id, patch)


def _sign(situation: Situation, command: CompleteTask, place: Place, facts: Facts) -> Outcome:
    assert command.actor is not None
    signed = [*facts.get("signed", ()), command.actor.id]
    patch = patch_task(command.task, signed=signed)
    if command.values:
        draft = pack(dict(command.values)).decode()
        patch = merged(patch, patch_task(command.task, draft=draft))
    return noted(situation, "TaskSigned", patch, place.id)


def form_values(
    situation: Situation, place: Place, command: CompleteTask
) -> Mapping[str, Any] | Refusal:
    """What is kept of the values, as the form of the task says."""
    form, check = place.node.extras.form, situation.rules.forms
    if form is None:
        return command.values
    if check is not None:
        problems = check(situation.standard, form, command.values)
        return _misfit(form, {"": problems}) if problems else command.values
    known = situation.beside.forms
    if known is None or form not in known:
        return command.values
    variables = Turn(situation.standard, situation.record.state).seen(command.task)
    checked = validate(known[form], command.values, variables, now=situation.now)
    return exact(checked.values) if checked.ok else _misfit(form, checked.errors)


def _misfit(form: str, errors: Mapping[str, Sequence[Any]]) -> Refusal:
    """Values that do not fit: what is wrong, by path in the form."""
    told = [f"{path}: {each}" if path else str(each) for path in errors for each in errors[path]]
    values = {"form": form, "errors": {path: tuple(each) for path, each in errors.items()}}
    return Refusal(
        "form-invalid", EXPECTED, f"values that fit the form {form}", "; ".join(told), values
    )

"""What the buttons of a task do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from guiju.run.answer import Accepted, Answer
from guiju.run.commands import (
    Actor,
    AddSigner,
    Claim,
    Command,
    CompleteTask,
    Delegate,
    Forward,
    Return,
    SaveDraft,
    Unclaim,
)
from guiju.run.engine import Engine
from guiju.run.lanes import Statement
from guiju.web import words
from guiju.web.people import known
from guiju.web.together import change, insert
from guiju.web.work.models import Attachment, Note
from guiju.web.work.tasks import Open


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a button.

    Attributes:
        ok: it was done.
        text: what to tell the reader.
        gone: the task is no longer theirs to look at: the list comes next.
        code: of the refusal.
        answer: of the engine, where it was asked.
        note: a question or an answer that was kept.
    """

    ok: bool
    text: str
    gone: bool = False
    code: str = ""
    answer: Answer | None = None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed.

    Attributes:
        actor: who.
        now: when, on the engine's clock.
        key: of the page it was pressed on: the same page sends the same command once.
        person: whom it is about; `step` where to; `text` what was said.
        values: what was filled in.
        files: that were handed in with it, and are kept where it is accepted.
    """

    actor: Actor
    now: datetime
    key: str = ""
    person: str = ""
    step: str = ""
    text: str = ""
    values: Mapping[str, Any] | None = None
    files: Sequence[Attachment] = ()


def quicker() -> Done:
    """Somebody else has taken the task meanwhile."""
    return Done(False, words.REFUSALS["already-claimed"], code="already-claimed")


def claim(engine: Engine, one: Open, by: Pressed) -> Done:
    """Take the task."""
    return _send(engine, Claim(**_about(one, by)), _("The task is yours."))


def unclaim(engine: Engine, one: Open, by: Pressed) -> Done:
    """Give it back."""
    return _send(engine, Unclaim(**_about(one, by)), _("The task is offered to all again."), True)


def save(engine: Engine, one: Open, by: Pressed) -> Done:
    """Keep what has been filled in."""
    command = SaveDraft(**{**_about(one, by), "key": ""}, values=by.values or {})
    return _send(engine, command, _("The draft is kept."), also=_kept(by))


def complete(engine: Engine, one: Open, by: Pressed) -> Done:
    """Hand the task in, or sign it; a task nobody has is taken first."""
    signs = by.actor.id in one.task.signers
    if not one.task.assignee and not signs:
        taken = engine.do(Claim(case=one.task.case, task=one.task.task, actor=by.actor))
        if not isinstance(taken, Accepted):
            return _refused(taken)
    command = CompleteTask(**_about(one, by), values=by.values or {})
    text = _("Your signature is given.") if signs else _("Done.")
    also = [*_kept(by), *([_given(one, by)] if signs else [])]
    return _send(engine, command, text, True, also)


def give_back(engine: Engine, one: Open, by: Pressed) -> Done:
    """Send the case back to an earlier step."""
    if not by.text.strip():
        return Done(False, words.REFUSALS["reason-missing"], code="reason-missing")
    command = Return(**_about(one, by), to=by.step, reason=by.text)
    return _send(engine, command, _("The case has gone back."), True)


def forward(engine: Engine, one: Open, by: Pressed) -> Done:
    """Pass the task on: the other does it in their own name."""
    return _to_person(
        engine, one, by, lambda a: Forward(**a, to=by.person, reason=by.text),
        _("The task has been passed on."),
    )  # fmt: skip


def delegate(engine: Engine, one: Open, by: Pressed) -> Done:
    """Let another do the task in one's own name."""
    return _to_person(
        engine, one, by, lambda a: Delegate(**a, to=by.person), _("The task has been delegated.")
    )


def add_signer(engine: Engine, one: Open, by: Pressed) -> Done:
    """Ask another person to sign first."""
    return _to_person(
        engine, one, by, lambda a: AddSigner(**a, signer=by.person),
        _("The signature has been asked for."), False, [insert(_note(one, by, "signature"))],
    )  # fmt: skip


def ask(engine: Engine, one: Open, by: Pressed) -> Done:
    """Put a question to another person; the task stays where it is."""
    if not known(by.person):
        return Done(False, _("Choose a person."), code="person-unknown")
    if not by.text.strip():
        return Done(False, _("Write the question."), code="text-missing")
    asked = _note(one, by, "question")
    asked.save()
    return Done(True, _("The question has been put."), note=asked)


def answer(engine: Engine, one: Open, by: Pressed) -> Done:
    """Answer a question that was put about the task."""
    asked = Note.objects.filter(
        pk=int(by.step) if by.step.isdecimal() else 0, to=by.actor.id, done=None, kind="question"
    ).first()
    if asked is None or not by.text.strip():
        return Done(False, _("Write the answer."), code="text-missing")
    asked.done = by.now
    asked.save(update_fields=["done"])
    told = Note.objects.create(
        case=asked.case, task=asked.task, element=asked.element, kind="answer", about=asked,
        author=by.actor.id, to=asked.author, text=by.text[:4000], at=by.now,
    )  # fmt: skip
    return Done(True, _("Your answer is with who asked."), note=told)


def was_asked(one: Open, person: str) -> bool:
    """Whether somebody was asked about a task: then they may look at it."""
    return Note.objects.filter(case=one.task.case, task=one.task.task, to=person).exists()


BUTTONS: Final[Mapping[str, Callable[[Engine, Open, Pressed], Done]]] = {
    "claim": claim,
    "unclaim": unclaim,
    "save": save,
    "complete": complete,
    "return": give_back,
    "forward": forward,
    "delegate": delegate,
    "add-signer": add_signer,
    "ask": ask,
}


def _about(one: Open, by: Pressed) -> dict[str, Any]:
    key = f"web:{by.key}" if by.key else ""
    return {"case": one.task.case, "task": one.task.task, "actor": by.actor, "key": key}


def _to_person(
    engine: Engine,
    one: Open,
    by: Pressed,
    make: Callable[[dict[str, Any]], Command],
    text: str,
    gone: bool = True,
    also: Sequence[Statement] = (),
) -> Done:
    if not known(by.person):
        return Done(False, _("Choose a person."), code="person-unknown")
    return _send(engine, make(_about(one, by)), text, gone, also)


def _send(
    engine: Engine, command: Command, text: str, gone: bool = False, also: Sequence[Statement] = ()
) -> Done:
    answer = engine.do(command, also)
    return Done(True, text, gone, "", answer) if isinstance(answer, Accepted) else _refused(answer)


def _refused(answer: Any) -> Done:
    return Done(False, words.refusal(answer), answer.code in GONE, answer.code, answer)


GONE: Final = frozenset({"not-open", "case-not-active", "case-unknown"})
"""Refusals after which there is no task to look at any more."""


def _kept(by: Pressed) -> list[Statement]:
    return [insert(each) for each in by.files]


def _note(one: Open, by: Pressed, kind: str) -> Note:
    return Note(
        case=one.task.case, task=one.task.task, element=one.task.element, kind=kind,
        author=by.actor.id, to=by.person, text=by.text[:4000], at=by.now,
    )  # fmt: skip


def _given(one: Open, by: Pressed) -> Statement:
    """The signature that was asked for is given."""
    asked = Note.objects.filter(
        case=one.task.case, task=one.task.task, kind="signature", to=by.actor.id, done=None
    )
    return change(asked, done=by.now)

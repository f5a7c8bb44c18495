"""A case as the engine holds it: its state and the facts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from guiju.run.beside import NOTHING, Beside
from guiju.run.commands.command import NO_VALUES
from guiju.run.facts import NO_FACTS, Facts
from guiju.run.known_turns import KnownTurn
from guiju.run.refusal import Refusal
from guiju.standard import Sent, Standard, State, Step
from guiju.standard.steps.turn import Moment


class Record(NamedTuple):
    """A case between two commands.

    Attributes:
        id: of the case.
        number: of its last entry; 0 before its start.
        state: where it is.
        facts: see `facts`.
    """

    id: str
    number: int
    state: State
    facts: Facts = NO_FACTS


class Decision(NamedTuple):
    """What a command leads to.

    Attributes:
        kind: past tense: TaskCompleted ...
        record: the case afterwards.
        element: id of the element it was done to.
        step: what was fired; None where the state stays.
        values: data that came with it.
        answers: what data answered.
        path: what happened on the way.
        patch: merge patch of the facts.
        sent: messages and signals for others.
        refusal: the command was refused, and the refusal is worth an entry.
        job: what becomes of the job: (tries left, seconds until it is ready).
        standard: digest of the standard the case runs on from now on, where it changed.
        turn: what is known of the turn beforehand, where it asked nothing.
    """

    kind: str
    record: Record
    element: str | None = None
    step: Step | None = None
    values: Mapping[str, Any] = NO_VALUES
    answers: tuple[Any, ...] = ()
    path: tuple[Moment, ...] = ()
    patch: Facts = NO_FACTS
    sent: tuple[Sent, ...] = ()
    refusal: Refusal | None = None
    job: tuple[int, float] | None = None
    standard: Standard | None = None
    turn: KnownTurn | None = None


class Certificates(Protocol):
    """Who may do what needs a certificate; `teach` answers it."""

    def holds(self, person: str, certificate: str, now: datetime) -> bool:
        """Whether the person's certificate is valid at that moment."""


class FormCheck(Protocol):
    """Checks values against a form."""

    def __call__(self, standard: Standard, form: str, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Problems of the values, none where they fit."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the engine asks others while it decides.

    Attributes:
        certificates: None where nobody answers: a step that needs one is then refused.
        forms: checks instead of the forms that are deployed with a standard; None for those.
    """

    certificates: Certificates | None = None
    forms: FormCheck | None = None


NO_RULES = Rules()


class Situation(NamedTuple):
    """Everything a decision may look at.

    Attributes:
        tries: how often the job of the command may still be tried.
        fence: number of the job's last lease.
        target: the standard to migrate to.
        beside: forms and timing of the version the case runs on, or is to run on.
    """

    standard: Standard
    record: Record
    now: datetime
    rules: Rules = NO_RULES
    tries: int = 0
    fence: int = 0
    target: Standard | None = None
    beside: Beside = NOTHING

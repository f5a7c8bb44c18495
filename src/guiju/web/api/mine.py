"""The caller: who they are here, their figures, their certificates."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from guiju.web.api.door import Bearer
from guiju.web.engine import engine, now
from guiju.web.policy import visitor_of
from guiju.web.reader import language
from guiju.web.today.certificates import certificates_of
from guiju.web.today.figures import Kept, figures_of

router = Router(auth=Bearer("tasks"), tags=["tasks"])


class Me(Schema):
    """Who the token acts as."""

    id: str
    roles: list[str]
    duties: list[str]
    scopes: list[str]


class StepKept(Schema):
    """How a step went in the caller's hands; `lead_seconds` is the median."""

    element: str
    name: str
    done: int
    lead_seconds: float
    timed: int
    late: int


class Figures(Schema):
    """What the caller did lately; `late` of the `timed` steps came after their deadline."""

    done: int
    cases: int
    week: int
    timed: int
    late: int
    steps: list[StepKept]


class CertificateAsked(Schema):
    """A certificate that steps ask for; `valid` is null where nobody can tell."""

    name: str
    steps: list[str]
    valid: bool | None


@router.get("/me", response=Me, auth=Bearer())
def me(request: HttpRequest) -> Any:
    """Who the token acts as, and what it may be used for."""
    who = visitor_of(request.user)
    scopes = sorted(request.auth.scopes)  # type: ignore[attr-defined]
    return Me(id=who.id, roles=sorted(who.roles), duties=sorted(who.duties), scopes=scopes)


@router.get("/me/figures", response=Figures)
def figures(request: HttpRequest) -> Any:
    """What the caller did in the last 30 days, and how it fits the deadlines."""
    found = figures_of(engine(), visitor_of(request.user).id, now())
    return Figures(
        done=found.done, cases=found.cases, week=found.week, timed=found.timed, late=found.late,
        steps=[_step(each) for each in found.steps],
    )  # fmt: skip


def _step(each: Kept) -> StepKept:
    return StepKept(
        element=each.element, name=each.name(language()), done=each.done, timed=each.timed,
        late=each.late, lead_seconds=each.lead.total_seconds(),
    )  # fmt: skip


@router.get("/me/certificates", response=list[CertificateAsked])
def certificates(request: HttpRequest) -> Any:
    """The certificates that the caller's steps ask for."""
    found = certificates_of(engine(), visitor_of(request.user), now(), language())
    return [CertificateAsked(name=e.name, steps=list(e.steps), valid=e.valid) for e in found]

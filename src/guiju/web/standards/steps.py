"""Steps of a version's life, and packs that come in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guiju.run.answer import Accepted, Answer
from guiju.run.refusal import Refusal
from guiju.standard import Problem
from guiju.web.access import actor_of, allow, needs
from guiju.web.engine import engine, now
from guiju.web.sentences import sentence
from guiju.web.standards import lifecycle, zips
from guiju.web.standards.library import draft_of, import_files
from guiju.web.standards.models import Version
from guiju.web.standards.shelf import find


@require_POST
@needs("standard.edit")
def begin_draft(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """A new draft from a version; its case of the approval standard begins."""
    version = find(request, name, number)
    draft = draft_of(version, actor_of(request).id, now())
    lifecycle.begin(engine(), draft)
    return redirect("standard_edit", name, draft.number)


@require_POST
@needs("standard.edit")
def bring_in(request: HttpRequest) -> HttpResponse:
    """A pack comes in as a zip and becomes a draft."""
    upload: Any = request.FILES.get("pack")
    if upload is None or upload.size > zips.MOST_BYTES:
        messages.error(request, _("Choose the zip of a pack, at most 32 MB."))
        return redirect("standards")
    files, problems = zips.unpacked(upload.read())
    version = None
    if not problems:
        version, problems = import_files(files, actor_of(request).id, now())
    if version is None:
        _tell(request, problems)
        return redirect("standards")
    lifecycle.begin(engine(), version)
    messages.success(request, _("The pack is here as a draft."))
    return redirect("standard_edit", version.standard.name, version.number)


def _tell(request: HttpRequest, problems: tuple[Problem, ...]) -> None:
    errors = [each for each in problems if each.severity == "error"]
    for each in errors[:5]:
        messages.error(request, f"{each.element or ''} {sentence(each)}".strip())


STEPS = ("submit", "review", "approve", "withdraw", "retire")


@login_required
@require_POST
def take_step(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Hand in, review, approve, withdraw or retire; the engine has the last word."""
    version = find(request, name, number)
    what = request.POST.get("do", "")
    if what not in STEPS or (what == "retire" and version.state != Version.State.FORCE):
        raise Http404
    if what in ("withdraw", "retire"):
        allow(request, "standard.edit", version)
    answer = _step(request, version, what)
    if isinstance(answer, Accepted):
        messages.success(request, _("Done."))
    elif not isinstance(answer, Refusal):
        messages.error(request, _("Not handed in: there are mistakes."))
        _tell(request, answer)
        return redirect("standard_edit", name, number)
    else:
        messages.error(request, _refusal(answer))
    return redirect("standard_manual", name, number)


def _step(request: HttpRequest, version: Version, what: str) -> Answer | tuple[Problem, ...]:
    actor, at = actor_of(request), engine()
    accepted = request.POST.get("accepted") == "yes"
    note = request.POST.get("note", "")[:4000]
    if what == "submit":
        return lifecycle.hand_in(at, version, actor)
    if what == "review":
        return lifecycle.review(at, version, actor, accepted, note)
    if what == "approve":
        return lifecycle.approve(at, version, actor, accepted, note, _effective(request))
    if what == "withdraw":
        return lifecycle.withdraw(at, version, actor)
    return lifecycle.retire(at, version, actor)


def _effective(request: HttpRequest) -> datetime:
    """The moment asked for, never before this one."""
    asked = parse_datetime(request.POST.get("effective", "") or "-")
    if asked is not None and timezone.is_naive(asked):
        asked = timezone.make_aware(asked)
    return max(now(), asked) if asked else now()


def _refusal(answer: Any) -> str:
    if answer.code in ("four-eyes", "not-a-candidate"):
        return {
            "four-eyes": _("Refused: who wrote or reviewed this version does not decide on it."),
            "not-a-candidate": _("Refused: this step is for another role."),
        }[answer.code]
    return _("Refused: this version has moved on meanwhile.")

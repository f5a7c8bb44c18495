"""Pages to write: one editor for each kind of file, checked as you type."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guiju.standard import dmn
from guiju.standard.pack import Pack
from guiju.web.reader import language
from guiju.web.standards.drawing import drawn
from guiju.web.standards.library import Stale, pack_of, save_text
from guiju.web.standards.linting import Advice, lint_all, lint_text
from guiju.web.standards.models import Version
from guiju.web.standards.say import problem_data
from guiju.web.standards.shelf import find, frame
from guiju.web.standards.texts import kind_of

_LONGEST = 4 << 20


@login_required
def files(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The texts of a draft, and what is wrong with them."""
    version = find(request, name, number, "standard.edit")
    problems = [problem_data(each) for each in lint_all(version)]
    kinds: dict[str, list[str]] = {"process": [], "decision": [], "form": [], "text": []}
    for path in sorted(version.files):
        kinds[kind_of(path)].append(path)
    told = {**frame(request, version), "kinds": kinds, "problems": problems}
    return render(request, "standards/edit.html", told)


@login_required
def editor(request: HttpRequest, name: str, number: int, file: str) -> HttpResponse:
    """The editor of one text of a draft."""
    version = find(request, name, number, "standard.edit")
    if file not in version.files or not version.editable:
        raise Http404
    kind = kind_of(file)
    bundle = {"process": "modeler", "decision": "dmn", "form": "forms", "text": "texts"}[kind]
    text = drawn(version.files[file]) if kind == "process" else version.files[file]
    data = {"text": text, "revision": version.revision, **_choices(version)}
    for action in ("lint", "save"):
        data[action] = reverse(f"standard_{action}", args=(name, number, file))
    told = {**frame(request, version), "file": file, "kind": kind, "bundle": bundle, "data": data}
    return render(request, "standards/editor.html", told)


def _choices(version: Version) -> dict[str, list[dict[str, str]]]:
    """What the properties of an element may be chosen from."""
    pack = pack_of(version) or _last_whole(version)
    if pack is None:
        return {}
    tongue = language()
    names = [
        decision.name
        for data in pack.decisions.values()
        for loaded in [dmn.load(data)]
        if loaded.model
        for decision in loaded.model.definitions.decisions
    ]
    return {
        "clauses": [
            _choice(one.id, f"{one.id} {one.title}") for one in pack.manuals[tongue].clauses
        ],
        "roles": [_choice(one.id, one.title[tongue]) for one in pack.roles.values()],
        "forms": [_choice(each, each) for each in pack.forms],
        "decisions": [_choice(each, pack.say("decisions", each, tongue)) for each in names],
        "deadlines": [
            _choice(each, pack.say("deadlines", each, tongue))
            for each in pack.timing.get("deadlines") or {}
        ],
        "indicators": [_choice(one.id, one.title[tongue]) for one in pack.indicators.values()],
    }


def _last_whole(version: Version) -> Pack | None:
    """The newest pack of the standard without a mistake: a draft at work still has choices."""
    for other in version.standard.versions.exclude(pk=version.pk).order_by("-number"):
        pack = pack_of(other)
        if pack is not None:
            return pack
    return None


def _choice(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}


@login_required
@require_POST
def linted(request: HttpRequest, name: str, number: int, file: str) -> HttpResponse:
    """What is wrong with a text as it is now; nothing is saved."""
    version = find(request, name, number, "standard.edit")
    asked = _asked(request)
    if asked is None or file not in version.files:
        return JsonResponse({"message": _("This is no text.")}, status=400)
    advice = lint_text(version, file, asked["text"])
    shown = [problem_data(each) for each in (*advice.own, *advice.around)]
    return JsonResponse({"problems": shown[:200], "summary": _summary(advice)})


def _summary(advice: Advice) -> str:
    found = (*advice.own, *advice.around)
    errors = sum(each.severity == "error" for each in found)
    if errors:
        return ngettext(
            "%(count)d mistake keeps this draft from being handed in.",
            "%(count)d mistakes keep this draft from being handed in.",
            errors,
        ) % {"count": errors}
    if found:
        return ngettext("%(count)d remark, no mistake.", "%(count)d remarks, no mistake.",
                        len(found)) % {"count": len(found)}  # fmt: skip
    return _("Nothing is wrong.")


@login_required
@require_POST
def saved(request: HttpRequest, name: str, number: int, file: str) -> HttpResponse:
    """Keep a text in the draft."""
    version = find(request, name, number, "standard.edit")
    asked = _asked(request)
    if asked is None or not isinstance(asked.get("revision"), int):
        return JsonResponse({"message": _("This is no text.")}, status=400)
    kept = save_text(version, file, asked["text"], asked["revision"])
    if isinstance(kept, Stale):
        text = _(
            "Not saved: somebody else changed this draft. Open it again and repeat your change."
        )
        return JsonResponse({"message": text, "revision": kept.revision}, status=409)
    advice = lint_text(kept, file, asked["text"])
    return JsonResponse({"revision": kept.revision, "message": f"{_('Saved.')} {_summary(advice)}"})


def _asked(request: HttpRequest) -> dict[str, Any] | None:
    if len(request.body) > _LONGEST:
        return None
    try:
        asked = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return asked if isinstance(asked, dict) and isinstance(asked.get("text"), str) else None

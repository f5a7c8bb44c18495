"""Giving links to people without an account, and taking them back: for pages and the API alike."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guiju.web.administration.noting import note
from guiju.web.cases import looking
from guiju.web.cases.starting import startable
from guiju.web.engine import engine, now
from guiju.web.policy import Visitor, visitor_of
from guiju.web.public import links
from guiju.web.public.models import Link


class LinkForm(forms.Form):
    """A link of any kind."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(links.KINDS.items()))
    case = forms.CharField(required=False, max_length=200)
    process = forms.CharField(required=False, max_length=200)
    form = forms.CharField(required=False, max_length=200)
    message = forms.CharField(required=False, max_length=200)
    correlation = forms.CharField(required=False, max_length=200)
    days = forms.IntegerField(required=False, min_value=1, max_value=730)

    def clean(self) -> dict[str, Any]:
        """What it is about is there."""
        given = super().clean() or {}
        kind, case = given.get("kind"), given.get("case")
        if (case or kind != "complaint") and engine().reader().case(case or "") is None:
            self.add_error("case", _("Name a case that there is."))
        if kind == "complaint" and engine().standards.newest(given.get("process", "")) is None:
            self.add_error("process", _("Name a process that is in force."))
        if kind == "questionnaire" and not given.get("message"):
            self.add_error("message", _("Name the message the answer is sent as."))
        return given


@dataclass(frozen=True, slots=True)
class Offer:
    """A link that may be given for a case.

    Attributes:
        id: `tracking`, `questionnaire:MESSAGE` or `complaint:PROCESS`.
        title: in the reader's language.
        given: what the link is made with.
    """

    id: str
    title: str
    given: Mapping[str, str]


def offers(case: looking.Case, who: Visitor, tongue: str) -> list[Offer]:
    """What people outside may be given: where it is, what it asks them, forms that start a case."""
    tracking = Offer("tracking", str(links.KINDS["tracking"]), {"kind": "tracking"})
    return [tracking, *_questions(case, tongue), *_complaints(who, tongue)]


def _questions(case: looking.Case, tongue: str) -> Iterator[Offer]:
    """A questionnaire for each message the case waits for."""
    if case.record is None or case.status != "active":
        return
    places = case.texts.standard.program.places
    for wait in case.record.state.waits.values():
        place = places[wait.place]
        catches = place.catches[wait.definition].definition
        if catches.kind == "message" and catches.name and isinstance(wait.key, str | None):
            title = f"{links.KINDS['questionnaire']}: {case.texts.name(place.id, tongue)}"
            given = {"kind": "questionnaire", "message": catches.name}
            more = {"correlation": wait.key or "", "form": place.node.extras.form or ""}
            yield Offer(f"questionnaire:{catches.name}", title, given | more)


def _complaints(who: Visitor, tongue: str) -> Iterator[Offer]:
    """A form for each process that the giver could start by one."""
    for each in startable(engine(), who, tongue):
        if each.form is not None:
            given = {"kind": "complaint", "process": each.process}
            yield Offer(
                f"complaint:{each.process}", f"{links.KINDS['complaint']}: {each.name}", given
            )


def give(request: HttpRequest, given: Mapping[str, Any]) -> tuple[Link, str]:
    """A link as a form that is right says it, and its address, which is not shown again."""
    kind = given["kind"]
    made, token = links.make(
        kind, now(), visitor_of(request.user).id, given.get("days") or 90,
        once=kind == "questionnaire",
        **{
            name: given.get(name, "")
            for name in ("case", "process", "form", "message", "correlation")
        },
    )  # fmt: skip
    note(request, "link", made.kind, made.case or made.process)
    path = reverse(links.PATHS[kind], args=[token])
    return made, request.build_absolute_uri(path)


def take_back(request: HttpRequest, link: Link) -> None:
    """Revoke a link: from now on its address leads nowhere."""
    Link.objects.filter(pk=link.pk, ended=None).update(ended=now())
    note(request, "link ended", link.kind, link.case or link.process)


def given_for(case: str) -> list[Link]:
    """The links of a case that are still good, the newest first."""
    rows = Link.objects.filter(case=case, ended=None).order_by("-made", "-pk")
    return [each for each in rows if each.until is None or each.until > now()]


def opinion() -> bytes:
    """What a questionnaire asks where its standard has no form for it, as form-js writes forms."""
    fields = [
        {
            "key": "score", "type": "number", "label": _("How satisfied are you, from 0 to 10?"),
            "validate": {"required": True, "min": 0, "max": 10}, "decimalDigits": 0,
        },
        {
            "key": "remark", "type": "textarea", "label": _("What could be better?"),
            "validate": {"maxLength": 2000},
        },
    ]  # fmt: skip
    return json.dumps({"type": "default", "components": fields}).encode()

"""The page of messages nobody has."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from guiju.run.answer import Accepted
from guiju.run.commands import Command, DropMessage, KeepMessage
from guiju.run.unreceived import unreceived
from guiju.web.access import needs
from guiju.web.administration.noting import note
from guiju.web.engine import engine

MOST = 200
"""Rows of either kind."""


@needs("messages.send")
def page(request: HttpRequest) -> HttpResponse:
    """Messages nobody has: given up, or waiting; who may, keeps one on or drops it."""
    if request.method == "POST":
        return _act(request, request.POST.get("message", ""), request.POST.get("act"))
    rows = unreceived(engine().reader(), MOST)
    parts = (
        (_("Nobody came"), _("Given up"), [each for each in rows if each.given_up]),
        (_("Still waiting"), _("Until"), [each for each in rows if not each.given_up]),
    )
    return render(request, "guiju/administration/unreceived.html", {"parts": parts})


def _act(request: HttpRequest, id_: str, act: str | None) -> HttpResponse:
    command: Command = DropMessage(message=id_) if act == "drop" else KeepMessage(message=id_)
    answer = engine().do(command)
    if not isinstance(answer, Accepted):
        messages.error(request, _("This message has a receiver by now, or is gone."))
    elif act == "drop":
        note(request, "message dropped", id_)
        messages.success(request, _("The message is forgotten."))
    else:
        note(request, "message kept on", id_)
        told = _("The case %(case)s has the message.") % {"case": answer.case}
        messages.success(request, told if answer.case else _("The message waits for a day more."))
    return redirect("unreceived")

"""Pages for what went wrong: each says what to do next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Somebody may not do this."""
    text = str(exception) if exception and exception.args else _("This is not for your role.")
    return _page(request, 403, _("Not allowed"), text)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """There is no such page."""
    text = _("There is no page here, or it is not yours to see.")
    return _page(request, 404, _("Not found"), text)


@requires_csrf_token
def broken(request: HttpRequest) -> HttpResponse:
    """A bug: the words promise nothing, and no detail is shown."""
    text = _(
        "Something broke on our side. What you did may not be kept: look before you repeat it."
    )
    # No frame around it: what is broken may be the frame.
    return render(None, "guiju/broken.html", {"title": _("Broken"), "text": text}, status=500)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "guiju/trouble.html", {"title": title, "text": text}, status=status)

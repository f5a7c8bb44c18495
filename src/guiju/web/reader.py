"""Who reads: their language, their time zone, and what every page shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

PACK_LANGUAGE: Final = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
"""The language a pack calls by that name, by the one Django does."""

AREAS: Final = (
    ("today", _("Today"), "today", "everybody"),
    ("work", _("My work"), "work", "everybody"),
    ("cases", _("Cases"), "cases", "everybody"),
    ("standards", _("Standards"), "standards", "everybody"),
    ("practice", _("Practice"), "practice", "practice.see"),
    ("administration", _("Administration"), "administration", "administration.see"),
)
"""Area, title, name of its first page, and the right without which it is not shown."""


def language() -> str:
    """The reader's language as packs call it: en, zh-Hans or zh-Hant."""
    return PACK_LANGUAGE.get(translation.get_language() or "en", "en")


@cache
def zones() -> tuple[str, ...]:
    """Names of time zones a reader may choose."""
    return tuple(sorted(each for each in available_timezones() if "/" in each or each == "UTC"))


class ReaderMiddleware:
    """Brings the page to the reader's language and zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language and zone of whoever is logged in, else as the browser says."""
        user: Any = request.user
        zone = settings.READER_ZONE
        if user.is_authenticated:
            zone = user.zone or zone
            if user.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
                translation.activate(user.language)
                request.LANGUAGE_CODE = user.language
        with timezone.override(ZoneInfo(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "en")
        if user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


def page(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page needs."""
    from guiju.web.policy import can
    from guiju.web.stream import token_of

    user: Any = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    areas = []
    if known:
        here = request.path.strip("/").partition("/")[0] or "today"
        areas = [
            {"title": title, "url": url, "here": here == id_, "id": id_}
            for id_, title, url, right in AREAS
            if right == "everybody" or can(user, right)
        ]
    return {
        "areas": areas,
        "tongue": language(),
        "demo": settings.MODE == "demo",
        "stream": f"{settings.STREAM}?t={token_of(user.pk)}" if known and settings.STREAM else "",
        # Not made a text here: a nonce that no page asks for is not put into the header.
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language here and for the account."""
    wanted = request.POST.get("language", "")
    response = HttpResponseRedirect(_back(request))
    if wanted in PACK_LANGUAGE:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=31_536_000,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        user: Any = request.user
        if user.is_authenticated:
            get_user_model().objects.filter(pk=user.pk).update(language=wanted)
    return response


@require_POST
def set_zone(request: HttpRequest) -> HttpResponse:
    """Change the time zone of the account."""
    wanted = request.POST.get("zone", "")
    user: Any = request.user
    if user.is_authenticated and wanted in zones():
        get_user_model().objects.filter(pk=user.pk).update(zone=wanted)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page somebody came from, on this host."""
    for target in (request.POST.get("next", ""), request.headers.get("Referer", "")):
        if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
            return target
    return "/"

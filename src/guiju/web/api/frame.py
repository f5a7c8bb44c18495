"""Around every answer of the API: tags, problems for what no view saw, and who may keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from guiju.web.api.door import tag_of, tags_in
from guiju.web.api.problems import answer

PREFIX: Final = "/api/"
_CODES: Final = {
    400: "not-understood", 403: "not-allowed", 404: "not-found", 405: "method-not-allowed",
    413: "too-large", 415: "wrong-content", 429: "too-often", 500: "broken",
}  # fmt: skip


class ApiFrame:
    """Middleware; leaves everything outside of /api/ alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, framed."""
        response = self.get_response(request)
        if not request.path.startswith(PREFIX) or response.streaming:
            return response
        kind = response.headers.get("Content-Type", "")
        if response.status_code >= 400 and not kind.startswith("application/problem+json"):
            response = _problem(response)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers["Vary"] = "Authorization, Accept-Language, Cookie"
        if request.method == "GET" and response.status_code == 200:
            return _tagged(request, response)
        return response


def _problem(response: HttpResponse) -> HttpResponse:
    status = response.status_code
    made = answer(status, _CODES.get(status, "problem"))
    if "Allow" in response.headers:
        made.headers["Allow"] = response.headers["Allow"]
    return made


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    tag = response.headers.get("ETag") or tag_of(response.content)
    response.headers["ETag"] = tag
    seen = tags_in(request.headers.get("If-None-Match", ""))
    if tag in seen or "*" in seen:
        kept = {name: response.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
        return HttpResponse(status=304, headers=kept)
    return response

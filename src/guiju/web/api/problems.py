"""Bad news as problem+json (RFC 9457): every error of the API has this one shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guiju.run.outside.exact import write_json
from guiju.run.refusal import Refusal
from guiju.standard import Problem
from guiju.web import words
from guiju.web.policy import Denied
from guiju.web.standards.say import problem_data

TITLES: Final = {
    400: "Not understood",
    401: "Not known",
    403: "Not allowed",
    404: "Not found",
    405: "Not done here",
    409: "Refused",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Another kind of content is expected",
    422: "Not valid",
    428: "If-Match is missing",
    429: "Too often",
    500: "Broken",
    503: "Not at the moment",
}
STATUS: Final = {
    "case-unknown": 404, "four-eyes": 403, "not-a-candidate": 403, "not-offered": 403,
    "not-the-assignee": 403, "certificate-missing": 403, "certificate-unknown": 403,
    "form-invalid": 422, "value-unknown": 422, "name-unreadable": 422, "process-unknown": 422,
    "standard-unknown": 422, "start-unknown": 422, "element-unknown": 422, "reason-missing": 422,
    "actor-missing": 422, "person-unknown": 422, "text-missing": 422, "event-unrouted": 422,
    "event-without-key": 422, "store-degraded": 503, "outcome-unknown": 503,
}  # fmt: skip
"""Status of a refusal by its code; every other is a conflict with how things stand: 409."""


class Trouble(Exception):
    """Bad news on its way to the caller.

    Attributes:
        status: of HTTP.
        code: kebab-case, stable.
        more: further members of the problem.
    """

    def __init__(self, status: int, code: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.more = status, code, detail, more


def answer(status: int, code: str, detail: str = "", **more: Any) -> HttpResponse:
    """A problem as a response."""
    told: dict[str, Any] = {
        "type": f"urn:guiju:problem:{code}",
        "title": TITLES.get(status, "Problem"),
        "status": status,
        "code": code,
        "detail": detail or TITLES.get(status, ""),
        **more,
    }
    response = HttpResponse(write_json(told), "application/problem+json", status)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="guiju"'
    if status in (429, 503):
        response["Retry-After"] = str(more.get("retry_after", 5))
    return response


def refused(refusal: Refusal) -> Trouble:
    """A refusal of the engine."""
    more: dict[str, Any] = {"expected": str(refusal.expected), "found": str(refusal.found)}
    errors = refusal.values.get("errors")
    if isinstance(errors, Mapping):
        more["errors"] = [
            {"path": str(path), "code": each.code, "text": str(each)}
            for path, problems in errors.items()
            for each in problems
        ]
    status = STATUS.get(refusal.code, 409)
    return Trouble(status, refusal.code, words.refusal(refusal), **more)


def wrong(code: str, detail: str, problems: Iterable[Problem]) -> Trouble:
    """Texts with mistakes in them."""
    return Trouble(422, code, detail, errors=[problem_data(each) for each in problems])


def from_exception(request: HttpRequest, error: Exception) -> HttpResponse:
    """The problem that an exception of a view stands for.

    Raises:
        Exception: it stands for none: it is a bug, and the frame around says so.
    """
    if isinstance(error, Trouble):
        return answer(error.status, error.code, error.detail, **error.more)
    if isinstance(error, Http404):
        return answer(404, "not-found", "There is nothing here, or it is not yours to see.")
    if isinstance(error, ValidationError):
        return answer(422, "not-valid", "Some values are not right.", errors=_faults(error))
    if isinstance(error, AuthenticationError):
        return answer(401, "token-missing", "Send a token: Authorization: Bearer guiju_...")
    if isinstance(error, HttpError):
        return answer(error.status_code, "not-understood", str(error))
    if isinstance(error, PermissionError) or type(error).__name__ == "PermissionDenied":
        right = error.action if isinstance(error, Denied) else ""
        return answer(403, "not-allowed", "This is not for your role.", right=right)
    raise error


def _faults(error: ValidationError) -> list[dict[str, str]]:
    return [
        {
            "path": ".".join(str(part) for part in each.get("loc", ())),
            "code": str(each.get("type", "")).replace("_", "-"),
            "text": str(each.get("msg", "")),
        }
        for each in error.errors
    ]

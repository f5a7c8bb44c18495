"""The API object: who comes in, how JSON is read and written, how bad news looks."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer

from guiju.run.outside.exact import write_json
from guiju.web.accounts.adapter import address_of
from guiju.web.api import acting
from guiju.web.api.openapi import finished
from guiju.web.api.problems import Trouble, from_exception
from guiju.web.engine import now
from guiju.web.policy import Denied
from guiju.web.public.links import too_often

OPEN_PER_MINUTE: Final = 60
"""How often one address may ask for what needs no token."""
WRONG_PER_MINUTE: Final = 30
"""How often one address may come with a token that is none."""


class Bearer(HttpBearer):
    """Lets programs in by a token that has one of the scopes named."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The token's row; the request then acts as the person of the token.

        Raises:
            Trouble: too many wrong tokens from there, or the token lacks the scope.
        """
        found = acting.find(token, now())
        if found is None:
            if too_often(address_of(request), "token", WRONG_PER_MINUTE, 60):
                raise Trouble(429, "too-often", "Too many wrong tokens.", retry_after=60)
            raise Trouble(401, "token-unknown", "This token is unknown, or its time is over.")
        if self.scopes and not set(self.scopes) & set(found.token.scopes):
            wanted = " or ".join(self.scopes)
            raise Trouble(403, "scope-missing", f"The token lacks the scope {wanted}.")
        request.user = found.user
        return found.token


class ExactParser(Parser):
    """Numbers come in as the decimals they are written as."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The JSON of a request."""
        return json.loads(request.body, parse_float=Decimal, parse_constant=_no_number)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


class ExactRenderer(BaseRenderer):
    """Numbers go out as the decimals they are."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """JSON text."""
        return write_json(data)


class Api(NinjaAPI):
    """Ninja's API with an OpenAPI document that says all that can happen."""

    def get_openapi_schema(self, **named: Any) -> Any:
        """The document, finished."""
        return finished(super().get_openapi_schema(**named))


api = Api(
    title="Guiju",
    version="1",
    description="Everything the pages do. See docs/api.md.",
    urls_namespace="api-1",
    auth=Bearer(),
    parser=ExactParser(),
    renderer=ExactRenderer(),
    docs_url=None,
    openapi_url=None,
)
for _kind in (Trouble, Http404, ValidationError, HttpError, PermissionDenied, Denied):
    api.add_exception_handler(_kind, from_exception)  # type: ignore[arg-type]


def open_to_all(request: HttpRequest) -> None:
    """Count a request without a token.

    Raises:
        Trouble: it was one too many.
    """
    if too_often(address_of(request), "api", OPEN_PER_MINUTE, 60):
        raise Trouble(429, "too-often", "Too many requests from this address.", retry_after=60)


def tag_of(data: Any) -> str:
    """The entity tag of a resource as it is shown to one reader."""
    text = data if isinstance(data, bytes) else write_json(data).encode()
    return f'"{sha256(text).hexdigest()[:32]}"'


def tags_in(header: str) -> Sequence[str]:
    """The tags that If-Match or If-None-Match names; strength does not count."""
    return [each.strip().removeprefix("W/") for each in header.split(",") if each.strip()]


def unchanged(request: HttpRequest, tell: Callable[[], Schema]) -> None:
    """Go on only where what the caller has seen is still so; without If-Match nothing is asked.

    Args:
        tell: what the caller would see now.

    Raises:
        Trouble: it has changed.
    """
    header = request.headers.get("If-Match", "").strip()
    if header and header != "*" and tag_of(tell().model_dump()) not in tags_in(header):
        raise Trouble(412, "changed-meanwhile", "This has changed since you have read it.")

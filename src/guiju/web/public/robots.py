"""Where chats call when somebody writes to a robot: what is signed is kept with its case."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from guiju.standard import Problem
from guiju.systems.messages.callbacks.taking import take_callback
from guiju.web.accounts.adapter import address_of
from guiju.web.engine import engine, surroundings
from guiju.web.public.links import too_often

PER_MINUTE: Final = 300
"""How often one address may call one robot: a chat calls from few addresses for everybody."""
MOST_BYTES: Final = 64 << 10


@csrf_exempt
@require_http_methods(["GET", "POST"])
def robot(request: HttpRequest, name: str) -> HttpResponse:
    """Take a call of a chat in; believed only with the signature of the robot's own secret."""
    if too_often(address_of(request), f"robot:{name}", PER_MINUTE, 60):
        return HttpResponse("too often", "text/plain", 429, headers={"Retry-After": "60"})
    if _too_large(request):
        return HttpResponse("too large", "text/plain", 413)
    query = {each: str(value) for each, value in request.GET.items()}
    headers = dict(request.headers.items())
    found = take_callback(surroundings(engine()), name, query, headers, request.body)
    if isinstance(found, Problem):
        status = 404 if found.code == "robot-unknown" else 403
        return HttpResponse(found.code, "text/plain", status)
    return HttpResponse(found.body, "text/plain")


def _too_large(request: HttpRequest) -> bool:
    """Whether it says so itself, or is; what says it is not read."""
    told = request.headers.get("Content-Length", "")
    return (told.isdecimal() and int(told) > MOST_BYTES) or len(request.body) > MOST_BYTES

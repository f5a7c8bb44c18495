"""Giving commands to the engine on behalf of a token."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any, Final

from django.http import HttpRequest

from guiju.run.answer import Accepted
from guiju.run.commands import Command
from guiju.run.refusal import Refusal
from guiju.web.access import actor_of
from guiju.web.api import shapes
from guiju.web.api.problems import Trouble, refused
from guiju.web.engine import engine

_KEY: Final = re.compile(r"[!-~]{1,200}")


def key_of(request: HttpRequest) -> str:
    """The idempotency key of a request as the engine takes it; "" where there is none.

    Raises:
        Trouble: it cannot be one.
    """
    text = request.headers.get("Idempotency-Key")
    if text is None:
        return ""
    if not _KEY.fullmatch(text):
        raise Trouble(400, "key-malformed", "Idempotency-Key: 1 to 200 visible ASCII characters.")
    return f"api:{text}"


def digest_of(request: HttpRequest) -> str:
    """What names a thing that a request makes: the same for the same person and key."""
    person = actor_of(request).id
    return blake2b(f"{person}\n{key_of(request)}".encode(), digest_size=10).hexdigest()


def about(request: HttpRequest, case: str, holder: str = "") -> dict[str, Any]:
    """The fields that every command has."""
    return {"case": case, "actor": actor_of(request, holder), "key": key_of(request)}


def give(command: Command) -> shapes.Accepted:
    """Carry a command out.

    Raises:
        Trouble: it was refused.
    """
    return taken(engine().do(command))


def taken(answer: Accepted | Refusal) -> shapes.Accepted:
    """What the engine answered.

    Raises:
        Trouble: it refused.
    """
    if isinstance(answer, Refusal):
        raise refused(answer)
    return shown(answer)


def shown(answer: Accepted) -> shapes.Accepted:
    """What the engine did, as it is answered; what was done before is called as it was then."""
    kind = answer.kind
    if answer.repeated and not kind:
        entries = engine().entries(answer.case)
        kind = next((each.kind for each in entries if each.number == answer.number), "")
    return shapes.Accepted(
        case=answer.case, number=answer.number, kind=kind, status=answer.status,
        repeated=answer.repeated,
    )  # fmt: skip

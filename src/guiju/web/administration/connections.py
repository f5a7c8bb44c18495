"""Connections as the settings of the system messages; read anew whenever it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from guiju.web.administration.models import Connection
from guiju.web.administration.noting import note
from guiju.web.engine import now
from guiju.web.policy import visitor_of

KINDS: Final[dict[str, tuple[Any, str]]] = {
    "mail": (_("Mail out (SMTP)"), "smtp://user:password@smtp.example.com:587"),
    "inbox": (_("Mail in (IMAP)"), "imaps://user:password@imap.example.com:993"),
    "chat": (_("Chat robot"), "wecombot://key"),
    "robot": (_("Chat robot that is written to"), "dingtalk://secret, wecom://token:key@company"),
    "text": (_("Text messages"), "twilio://..."),
}
"""Each kind with its title and an example of its address."""

_SECURITY: Final = {"smtp": "starttls", "smtps": "tls", "imap": "starttls", "imaps": "tls"}
_PORT: Final = {"smtp": 587, "smtps": 465, "imap": 143, "imaps": 993}


def fault(kind: str, address: str) -> str | None:
    """Why an address cannot be one of that kind; None where it can."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return address
    if kind in ("mail", "inbox"):
        wanted = ("smtp", "smtps") if kind == "mail" else ("imap", "imaps")
        return None if parts.scheme in wanted and parts.hostname else address
    if kind == "robot":
        return None if _robot(address) is not None else address
    return None if parts.scheme and "://" in address else address


def _robot(address: str) -> dict[str, str] | None:
    """What the system messages takes for a robot, percent-decoded; None for another address."""
    parts = urlsplit(address)
    keys, _, receiver = parts.netloc.rpartition("@")
    token, _, aes_key = keys.partition(":")
    told = {name: every[0] for name, every in parse_qs(parts.query).items() if name == "tell"}
    if parts.scheme == "dingtalk" and parts.netloc:
        return {"kind": "dingtalk", "secret": unquote(parts.netloc), **told}
    if parts.scheme == "wecom" and token and aes_key and receiver:
        named = {"token": token, "aes_key": aes_key, "receiver": receiver}
        return {"kind": "wecom", **{each: unquote(text) for each, text in named.items()}, **told}
    return None


def shown(address: str) -> str:
    """An address without what is secret in it."""
    parts = urlsplit(address)
    host = (parts.hostname or "") if parts.scheme in _PORT else "…"
    return f"{parts.scheme}://{host}"


def keep(request: HttpRequest, kind: str, name: str, address: str) -> Connection:
    """Keep a connection; there is one of a name for a kind."""
    row, _ = Connection.objects.update_or_create(
        kind=kind, name=name,
        defaults={
            "address": address, "active": True, "changed": now(),
            "changed_by": visitor_of(request.user).id,
        },
    )  # fmt: skip
    note(request, "connection", f"{kind} {name}", shown(address))
    return row


def end(request: HttpRequest, row: Connection) -> None:
    """End a connection."""
    note(request, "connection ended", f"{row.kind} {row.name}")
    row.delete()


class LiveSettings(Mapping[str, Mapping[str, Any]]):
    """Settings of the systems: fixed ones, and the connections as they are at the moment."""

    def __init__(self, fixed: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self.fixed = dict(fixed or {})

    def __getitem__(self, system: str) -> Mapping[str, Any]:
        if system == "messages":
            return {**self.fixed.get(system, {}), **messages()}
        return self.fixed[system]

    def __iter__(self) -> Iterator[str]:
        return iter({*self.fixed, "messages"})

    def __len__(self) -> int:
        return len({*self.fixed, "messages"})


def messages() -> dict[str, Any]:
    """Settings of the system messages out of the connections."""
    found: dict[str, Any] = {}
    for row in Connection.objects.filter(active=True).order_by("kind", "name"):
        if row.kind in ("mail", "inbox"):
            found[row.kind] = _server(row.address)
        elif row.kind == "robot":
            found.setdefault("robots", {})[row.name] = _robot(row.address)
        else:
            found.setdefault(row.kind, {})[row.name] = row.address
    return found


def _server(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    user = unquote(parts.username or "")
    made = {
        "host": parts.hostname or "",
        "port": parts.port or _PORT.get(parts.scheme, 25),
        "security": _SECURITY.get(parts.scheme, "starttls"),
        "user": user,
        "password": unquote(parts.password or ""),
    }
    return made | ({"sender": user} if "@" in user else {})

"""Mail that came back: delivery status notifications (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import EmailMessage, Message

_ID = re.compile(r"<([^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Bounce:
    """Which mail did not arrive, and why."""

    mail_id: str
    reason: str


def read_bounce(mail: EmailMessage) -> Bounce | None:
    """The failure a mail reports, or None: it is another mail, or only a delay."""
    if mail.get_content_type() != "multipart/report":
        return None
    failed, reason, original = False, "", ""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            for fields in _parts(part):
                failed = failed or str(fields.get("Action", "")).strip().lower() == "failed"
                status = f"{fields.get('Status', '')} {fields.get('Diagnostic-Code', '')}".strip()
                reason = status or reason
        elif kind in ("message/rfc822", "text/rfc822-headers"):
            original = _original(part) or original
    found = original or _first_id(str(mail.get("In-Reply-To", "")))
    return Bounce(found, reason or "returned") if failed and found else None


def _original(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        inner = _parts(part)
        return _first_id(str(inner[0].get("Message-ID", ""))) if inner else ""
    payload = part.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    found = re.search(r"(?im)^message-id:\s*<([^<>\s]+)>", text)
    return found.group(1) if found else ""


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
    )


def _first_id(text: str) -> str:
    found = _ID.search(text)
    return found.group(1) if found else ""

"""Mail that comes in, by IMAP (RFC 9051): each is read once and kept with its case."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as policy
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from guiju.systems.messages.bounces import read_bounce
from guiju.systems.messages.calendar import read_replies
from guiju.systems.messages.models import Inbox, Invitee, Message
from guiju.systems.messages.sending import bounced
from guiju.systems.messages.telling import case_named, tell
from guiju.systems.writing import writing

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings

TEXT_MOST: Final = 200_000
MANY: Final = 200
"""Mails that are read at a time at most."""

_ID = re.compile(r"<([^<>\s]+)>")


def fetch(surroundings: Surroundings) -> int:
    """Read what is new in the inbox; returns how many mails were new.

    Raises:
        OSError, imaplib.IMAP4.error: the server is away or refuses; the next round tries again.
    """
    settings = surroundings.of("messages")
    inbox = settings.get("inbox")
    if not inbox:
        return 0
    name = f"{inbox.get('user')}@{inbox.get('host')}/{inbox.get('folder', 'INBOX')}"
    taken = 0
    with _open(inbox) as server:
        state = _state(server, name)
        for number, raw in _new_mails(server, state.last):
            taken += take(surroundings, raw)
            with writing():
                Inbox.objects.filter(pk=name).update(last=number)
    return taken


def take(surroundings: Surroundings, raw: bytes) -> int:
    """Take one mail in, whichever way it came; 0 where it was taken before."""
    mail = message_from_bytes(raw, policy=policy)
    settings, now = surroundings.of("messages"), surroundings.clock()
    bounce = read_bounce(mail)
    row = _keep(mail, raw, "bounce" if bounce else "mail", now)
    if row is None:
        return 0
    if bounce:
        sent = Message.objects.filter(mail_id=bounce.mail_id, direction="out").first()
        if sent is not None:
            Message.objects.filter(pk=row.pk).update(case=sent.case)
            bounced(sent, bounce.reason, settings, now)
        return 1
    _note_replies(mail)
    if _is_order(mail, settings):
        _intake(surroundings, mail)
    else:
        tell(surroundings, row, (settings.get("inbox") or {}).get("tell"), "mail")
    return 1


def _keep(mail: EmailMessage, raw: bytes, kind: str, now: datetime) -> Message | None:
    """The row of a mail, or None where it is there already."""
    own = _ID.search(str(mail.get("Message-ID", "")))
    key = f"mail:{own.group(1) if own else sha256(raw).hexdigest()}"[:300]
    with writing():
        row, made = Message.objects.get_or_create(
            key=key,
            defaults={
                "batch": key,
                "case": case_of(mail),
                "direction": "in",
                "kind": kind,
                "recipient": parseaddr(str(mail.get("To", "")))[1][:254],
                "sender": parseaddr(str(mail.get("From", "")))[1][:254],
                "about": str(mail.get("Subject", ""))[:1000],
                "text": text_of(mail)[:TEXT_MOST],
                "state": "received",
                "channel": "mail",
                "at": _date(mail) or now,
            },
        )
    return row if made else None


def case_of(mail: EmailMessage) -> str:
    """The case a mail belongs to: that of the message it answers, else the one in its subject."""
    named = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    ids = _ID.findall(named)
    answered = Message.objects.filter(mail_id__in=ids).exclude(case="").order_by("-id").first()
    if answered is not None:
        return str(answered.case)
    return case_named(str(mail.get("Subject", "")))


def text_of(mail: EmailMessage) -> str:
    """The text of a mail; of one in HTML alone the words without the marks."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        text = str(body.get_content())
    except (LookupError, ValueError):
        payload = body.get_payload(decode=True)
        text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    text = text.replace("\x00", "")
    if body.get_content_subtype() == "html":
        text = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", text)
    return text.strip()


def _date(mail: EmailMessage) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(mail.get("Date", "")))
    except (ValueError, TypeError):
        return None
    return at if at.tzinfo else None


def _note_replies(mail: EmailMessage) -> None:
    for part in mail.walk():
        if part.get_content_type() != "text/calendar":
            continue
        content = part.get_payload(decode=True)
        text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
        for reply in read_replies(text):
            invited = Invitee.objects.filter(meeting__uid=reply.uid, mail__iexact=reply.mail)
            with writing():
                invited.update(reply=reply.answer)


def _is_order(mail: EmailMessage, settings: Mapping[str, Any]) -> bool:
    wanted = str((settings.get("inbox") or {}).get("orders", "")).lower()
    to = getaddresses([str(mail.get(name, "")) for name in ("To", "Cc", "Delivered-To")])
    return bool(wanted) and any(address.lower() == wanted for _, address in to)


def _intake(surroundings: Surroundings, mail: EmailMessage) -> None:
    from guiju.systems.erp.intake import take_mail

    take_mail(surroundings, mail, text_of(mail))


@contextmanager
def _open(inbox: Mapping[str, Any]) -> Iterator[imaplib.IMAP4]:
    host, seconds = str(inbox["host"]), float(inbox.get("seconds", 10))
    security = inbox.get("security", "tls")
    if security == "tls":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, int(inbox.get("port", 993)), timeout=seconds,
            ssl_context=ssl.create_default_context(),
        )  # fmt: skip
    else:
        server = imaplib.IMAP4(host, int(inbox.get("port", 143)), timeout=seconds)
        if security == "starttls":
            server.starttls(ssl.create_default_context())
    try:
        server.login(str(inbox["user"]), str(inbox.get("password", "")))
        folder = str(inbox.get("folder", "INBOX")).replace('"', "")
        answer, found = server.select(f'"{folder}"', readonly=True)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"expected the folder {folder}, found {found}")
        yield server
    finally:
        server.logout()


def _state(server: imaplib.IMAP4, name: str) -> Inbox:
    """How far the inbox was read; from the beginning where its numbers were given anew."""
    answer = server.response("UIDVALIDITY")[1]
    validity = answer[0].decode() if answer and answer[0] else ""
    with writing():
        state, _ = Inbox.objects.get_or_create(name=name)
        if state.validity != validity:
            state.validity, state.last = validity, 0
            state.save()
    return state


def _new_mails(server: imaplib.IMAP4, last: int) -> Iterator[tuple[int, bytes]]:
    answer, found = server.uid("SEARCH", "UID", f"{last + 1}:*")
    numbers = sorted(int(each) for each in (found[0] or b"").split()) if answer == "OK" else []
    for number in [each for each in numbers if each > last][:MANY]:
        _, parts = server.uid("FETCH", str(number), "(BODY.PEEK[])")
        raw = next((each[1] for each in parts if isinstance(each, tuple)), None)
        if raw is not None:
            yield number, raw

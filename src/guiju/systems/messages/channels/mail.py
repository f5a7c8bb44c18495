"""Mail by SMTP (RFC 5321), invitations as a part of their own (RFC 6047)."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any

from guiju.systems.messages.letters import Letter, Undelivered


@dataclass(frozen=True, slots=True)
class Smtp:
    """Sends mail; settings are `host`, `port`, `security` (none, starttls, tls), `user`,
    `password`, `sender`, `seconds`."""

    def send(self, letter: Letter, settings: Mapping[str, Any]) -> None:
        """Hand a mail to the server.

        Raises:
            Undelivered: the server was not reached or did not take it.
        """
        try:
            message = write_mail(letter, str(settings.get("sender", "guiju@localhost")))
            with _server(settings) as server:
                server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise Undelivered(f"{type(error).__name__}: {error}"[:400]) from error


def write_mail(letter: Letter, sender: str) -> EmailMessage:
    """A letter as a mail; `X-Guiju-Case` and `Message-ID` bring answers back to the case.

    Raises:
        ValueError: an address that would break the header.
    """
    if "\n" in letter.to or "\r" in letter.to or "@" not in letter.to:
        raise ValueError(f"expected a mail address, found {letter.to[:80]!r}")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = formataddr((_plain(letter.name), letter.to))
    mail["Subject"] = _plain(letter.about)
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = f"<{letter.id}>"
    if letter.case:
        mail["X-Guiju-Case"] = _plain(letter.case)
    mail.set_content(letter.text)
    if letter.calendar:
        mail.add_alternative(
            letter.calendar.encode(),
            maintype="text",
            subtype="calendar",
            params={"method": letter.calendar_method, "charset": "utf-8"},
        )
    for file in letter.files:
        mail.add_attachment(
            file.content, maintype="application", subtype="octet-stream", filename=file.name
        )
    return mail


def domain_of(settings: Mapping[str, Any]) -> str:
    """The domain that ids of mails end in: the sender's."""
    address = parseaddr(str(settings.get("sender", "")))[1]
    return address.partition("@")[2] or "guiju.invalid"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _server(settings: Mapping[str, Any]) -> smtplib.SMTP:
    host, seconds = str(settings["host"]), float(settings.get("seconds", 10))
    security = settings.get("security", "starttls")
    if security == "tls":
        trust = ssl.create_default_context()
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, int(settings.get("port", 465)), timeout=seconds, context=trust
        )
    else:
        server = smtplib.SMTP(host, int(settings.get("port", 587)), timeout=seconds)
        if security == "starttls":
            server.starttls(context=ssl.create_default_context())
    if settings.get("user"):
        server.login(str(settings["user"]), str(settings.get("password", "")))
    return server

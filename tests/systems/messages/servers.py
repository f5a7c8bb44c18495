"""A real SMTP server and a real IMAP server, for the length of a test."""

from __future__ import annotations

import imaplib
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as policy

from aiosmtpd.controller import Controller

from tests import tools


class Post:
    """What an SMTP server took; addresses in `refuses` it does not know."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refuses:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy))
        return "250 OK"


@contextmanager
def smtp() -> Iterator[tuple[Post, dict[str, object]]]:
    """A server and the settings that lead to it."""
    post, port = Post(), tools.free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield post, {
            "host": "127.0.0.1", "port": port, "security": "none",
            "sender": "Guiju <guiju@house.example>",
        }  # fmt: skip
    finally:
        controller.stop()


class Mailbox:
    """A mailbox on a running IMAP server, and the settings that lead to it."""

    def __init__(self, port: int) -> None:
        self.settings = {"host": "127.0.0.1", "port": port, "security": "none",
                         "user": "guiju", "password": "secret"}  # fmt: skip
        self.client = imaplib.IMAP4("127.0.0.1", port)
        self.client.login("guiju", "secret")

    def put(self, mail: EmailMessage | bytes) -> None:
        raw = (
            mail if isinstance(mail, bytes) else mail.as_bytes(policy=policy.clone(linesep="\r\n"))
        )
        answer, found = self.client.append("INBOX", "", imaplib.Time2Internaldate(time.time()), raw)
        assert answer == "OK", found


@contextmanager
def imap() -> Iterator[Mailbox]:
    """A server with one mailbox."""
    program, port = tools.environment("imap") / "pymap", tools.free_port()
    command = [str(program), "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict",
               "--demo-user", "guiju", "--demo-password", "secret"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        tools.wait_for(port, process)
        yield Mailbox(port)
    finally:
        tools.stop(process)

"""Mail that comes in, read from a real IMAP server, once and to the right case."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.systems.house import House
from tests.systems.messages.servers import imap, smtp

PEOPLE = {"people": {"ann": {"name": "Ann Li", "mail": "ann@house.example"}}}


@pytest.fixture(scope="module")
def mailbox():
    with imap() as box:
        yield box


@pytest.fixture
def house(sqlite: str, mailbox) -> House:
    house = House()
    house.give(directory=PEOPLE)
    house.settings["messages"] = {"inbox": mailbox.settings}
    house.systems.rounds["messages"][0]()  # what earlier tests left
    return house


def mail(subject: str, text: str, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "mei@shop.example", "guiju@house.example", subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def test_an_answer_belongs_to_the_case_of_the_message_it_answers(house: House, mailbox) -> None:
    with smtp() as (post, settings):
        house.settings["messages"]["mail"] = settings
        house("messages.send", case="order-1", to="mei@shop.example", about="A", text="B")
    mailbox.put(mail("Re: A", "Thank you 謝謝", In_Reply_To=str(post.mails[0]["Message-ID"])))
    mailbox.put(mail("About [order-1] again", "One more thing"))
    mailbox.put(mail("About [order-2]", "Nobody knows this case"))
    assert house.systems.rounds["messages"][0]() == 3
    kept = house("messages.kept", case="order-1")["messages"]
    assert [(each["direction"], each["text"]) for each in kept] == [
        ("out", "B"), ("in", "Thank you 謝謝"), ("in", "One more thing"),
    ]  # fmt: skip


def test_a_mail_is_read_once_even_if_the_same_comes_twice(house: House, mailbox) -> None:
    for _ in range(2):
        mailbox.put(mail("Hello", "Same", Message_ID="<same@shop.example>"))
    assert house.systems.rounds["messages"][0]() == 1
    assert house.systems.rounds["messages"][0]() == 0


BOUNCE = """\
From: mailer-daemon@shop.example
To: guiju@house.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; shop.example

Final-Recipient: rfc822; mei@shop.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 unknown

--b
Content-Type: text/rfc822-headers

Message-ID: {id}
Subject: A

--b--
"""


def test_a_bounce_marks_the_mail_undelivered_and_takes_the_next_channel(house, mailbox) -> None:
    to = {"id": "c-1", "mail": "mei@shop.example", "phone": "+8613800000001"}
    with smtp() as (post, settings):
        house.settings["messages"]["mail"] = settings
        house("messages.send", case="order-3", to=to, about="A", text="B")
    raw = BOUNCE.format(id=post.mails[0]["Message-ID"]).replace("\n", "\r\n").encode()
    mailbox.put(raw)
    assert house.systems.rounds["messages"][0]() == 1
    sent, bounce = house("messages.kept", case="order-3")["messages"]
    assert (sent["channel"], sent["state"], sent["not_delivered"]) == ("text", "kept", ["mail"])
    assert bounce["kind"] == "bounce"


def test_the_answer_to_an_invitation_is_noted_at_the_meeting(house: House, mailbox) -> None:
    uid = house("messages.invite", to="ann", about="Launch",
                starts="2026-03-03T14:00:00+08:00")["meeting"]  # fmt: skip
    reply = mail("Accepted: Launch", "yes")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "METHOD:REPLY", "BEGIN:VEVENT",
             f"UID:{uid}", "DTSTAMP:20260302T010000Z", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:Ann@house.example",
             "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    reply.add_alternative("\r\n".join(lines).encode(), maintype="text", subtype="calendar")
    mailbox.put(reply)
    house.systems.rounds["messages"][0]()
    assert house("messages.replies", meeting=uid)["accepted"] == ["ann"]

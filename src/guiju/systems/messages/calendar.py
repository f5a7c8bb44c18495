"""Invitations as iCalendar (RFC 5545) in the form of iTIP (RFC 5546)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from icalendar import Calendar, Component, Event, vCalAddress, vText

REPLIES: Final = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is invited."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting as it is sent out.

    Attributes:
        uid: stays the same for ever.
        sequence: rises each time it is moved.
    """

    uid: str
    sequence: int
    about: str
    text: str
    place: str
    organiser: str
    starts: datetime
    ends: datetime
    invited: Sequence[Invited]
    cancelled: bool = False


def write_invitation(invitation: Invitation, now: datetime) -> str:
    """The text of an invitation, of a moved one, or of a cancellation."""
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", invitation.starts.astimezone(UTC))
    event.add("dtend", invitation.ends.astimezone(UTC))
    event.add("summary", invitation.about)
    event.add("status", "CANCELLED" if invitation.cancelled else "CONFIRMED")
    if invitation.text:
        event.add("description", invitation.text)
    if invitation.place:
        event.add("location", invitation.place)
    event.add("organizer", _address(invitation.organiser, ""))
    for each in invitation.invited:
        attendee = _address(each.mail, each.name)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
        attendee.params["RSVP"] = vText("TRUE")
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Guiju//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if invitation.cancelled else "REQUEST")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _address(mail: str, name: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{mail or 'nobody@guiju.invalid'}")
    if name:
        address.params["CN"] = vText(name)
    return address


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to an invitation; `answer` is accepted, declined or tentative."""

    uid: str
    mail: str
    answer: str


def read_replies(text: str) -> list[Reply]:
    """The answers in a calendar of the method REPLY; none where it is something else."""
    try:
        calendar = Calendar.from_ical(text)
        if str(calendar.get("method", "")).upper() != "REPLY":
            return []
        return [reply for event in calendar.walk("VEVENT") for reply in _replies(event)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _replies(event: Component) -> list[Reply]:
    attendees = event.get("attendee", [])
    many = attendees if isinstance(attendees, list) else [attendees]
    found = []
    for each in many:
        answer = REPLIES.get(str(each.params.get("PARTSTAT", "")).upper())
        if answer:
            mail = str(each).lower().removeprefix("mailto:")
            found.append(Reply(str(event.get("uid", "")), mail, answer))
    return found

"""Meetings: inviting, moving, cancelling, and who answered what (COL-03)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems import asked
from guiju.systems.call import Call, moment, refused, written
from guiju.systems.directory import Directory
from guiju.systems.messages.calendar import Invitation, Invited, write_invitation
from guiju.systems.messages.channels.mail import domain_of
from guiju.systems.messages.models import Invitee, Meeting
from guiju.systems.messages.outgoing import Draft, send_all, write_down
from guiju.systems.messages.recipients import Recipient, recipients
from guiju.systems.messages.words import LANGUAGES, in_language, say
from guiju.systems.once import once

Answer = Mapping[str, Any]


def invite(call: Call, directory: Directory) -> Answer:
    """Send an invitation, a moved one, or a cancellation."""
    earlier = _earlier(call)
    to = recipients(call.values.get("to"), directory)
    if not to and earlier is not None:
        ids = [each.who for each in _invited(earlier)]
        to = recipients(ids, directory)
    if not to:
        raise BusinessError("no-recipient", {"field": "to"})
    starts, ends = _times(call, earlier)
    content = {"to": [each.id for each in to], "starts": starts, "ends": ends}

    def write() -> Answer:
        meeting = _kept(call, earlier, starts, ends)
        _invitees(meeting, to)
        draft = _draft(call, meeting)
        return {"meeting": meeting.uid, "messages": write_down(call, draft, to)}

    made = once(call, content, write)
    sent = send_all(call, made["messages"])
    return {
        "meeting": made["meeting"],
        "invited": sent["sent"],
        "delivered": sent["delivered"],
        "starts": written(starts),
        "ends": written(ends),
    }


def replies(call: Call) -> Answer:
    """Who answered what."""
    meeting = _meeting(call.text("meeting"))
    found = {each.who: each.reply for each in _invited(meeting)}

    def those(*answers: str) -> list[str]:
        return [who for who, reply in found.items() if reply in answers]

    return {
        "replies": found,
        "accepted": those("accepted"),
        "declined": those("declined"),
        "open": those("none", "tentative"),
    }


def _invited(meeting: Meeting) -> list[Invitee]:
    return list(Invitee.objects.filter(meeting=meeting).order_by("id"))


def _meeting(uid: str) -> Meeting:
    found = Meeting.objects.filter(uid=uid).first()
    if found is None:
        raise BusinessError("meeting-unknown", {"meeting": uid})
    return found


def _earlier(call: Call) -> Meeting | None:
    uid = call.text("meeting", "")
    return _meeting(uid) if uid else None


def _times(call: Call, earlier: Meeting | None) -> tuple[datetime, datetime]:
    code = "time-malformed"
    if call.has("starts"):
        starts = moment(call.values["starts"], "starts", code)
    elif earlier is not None:
        return earlier.starts, earlier.ends
    else:
        raise refused(code, "starts", "a moment with an offset", None)
    if call.has("ends"):
        ends = moment(call.values["ends"], "ends", code)
    else:
        ends = starts + timedelta(minutes=float(call.figure("minutes", 60, 1, 10_000)))
    if ends <= starts:
        raise refused(code, "ends", "a moment after the beginning", written(ends))
    if starts < call.now and not call.yes("cancel"):
        raise refused("time-past", "starts", f"a moment after {written(call.now)}", written(starts))
    return starts, ends


def _kept(call: Call, earlier: Meeting | None, starts: datetime, ends: datetime) -> Meeting:
    if earlier is None:
        mark = sha256(f"{call.topic}:{call.key}".encode()).hexdigest()[:32]
        mail = call.settings.get("mail") or {}
        uid = f"{mark}@{domain_of(mail)}"
        meeting = Meeting(uid=uid, case=call.case, organiser=_organiser(call))
    else:
        meeting = earlier
        meeting.sequence += 1
    meeting.starts, meeting.ends = starts, ends
    language = str(call.values.get("language") or call.settings.get("language", "en"))
    meeting.about = in_language(call.values.get("about"), language) or meeting.about
    meeting.text = in_language(call.values.get("text"), language) or meeting.text
    meeting.place = call.text("place", "") or call.text("link", "") or meeting.place
    meeting.cancelled = call.yes("cancel")
    meeting.save()
    return meeting


def _organiser(call: Call) -> str:
    from email.utils import parseaddr

    given = call.text("organiser", "")
    return given or parseaddr(str((call.settings.get("mail") or {}).get("sender", "")))[1]


def _invitees(meeting: Meeting, to: Sequence[Recipient]) -> None:
    for each in to:
        Invitee.objects.update_or_create(
            meeting=meeting,
            who=each.id,
            defaults={"name": each.name, "mail": each.address.get("mail", ""), "reply": "none"},
        )


def _draft(call: Call, meeting: Meeting) -> Draft:
    about = {
        each: say("cancelled" if meeting.cancelled else "invited", each, about=meeting.about)
        for each in LANGUAGES
    }
    when = {"starts": f"{meeting.starts:%Y-%m-%d %H:%M}", "ends": f"{meeting.ends:%Y-%m-%d %H:%M}"}
    text = {
        each: f"{say('when', each, place=meeting.place, **when)}\n\n{meeting.text}".strip()
        for each in LANGUAGES
    }
    return Draft(
        about,
        text,
        kind="invitation",
        language=call.text("language", ""),
        channels=tuple(asked.texts(call.values.get("channels"))),
        calendar=write_invitation(_invitation(meeting), call.now),
    )


def _invitation(meeting: Meeting) -> Invitation:
    invited = [Invited(each.name, each.mail) for each in _invited(meeting) if each.mail]
    return Invitation(
        meeting.uid,
        meeting.sequence,
        meeting.about,
        meeting.text,
        meeting.place,
        meeting.organiser,
        meeting.starts,
        meeting.ends,
        invited,
        meeting.cancelled,
    )

"""Writing contacts down while they run, handing them over, closing them (SVC-02, 04, 06, 07)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems import asked
from guiju.systems.call import Call, figure, moment, refused, seconds
from guiju.systems.contacts.customers import take_customer
from guiju.systems.contacts.models import Contact, Entry
from guiju.systems.contacts.scripts import spoken
from guiju.systems.contacts.writing_down import add_entry, contact_of
from guiju.systems.once import once

Answer = Mapping[str, Any]


def record(call: Call) -> Answer:
    """Write something down in a contact, a new one where none is named."""
    text = call.text("text", "")
    if not text:
        raise BusinessError("text-missing", {"field": "text"})
    times = {name: _moment(call, name) for name in ("began", "ended")}
    rating = _rating(call)
    content = {"text": text, "contact": call.values.get("contact"), **times}

    def write() -> Answer:
        contact = _running(call, times["began"])
        _times(call, contact, times)
        contact.rating_asked = contact.rating_asked or call.yes("rating_asked")
        contact.rating = contact.rating if rating is None else rating
        add_entry(contact, "text", call.now, call.text("person", contact.owner), text)
        return {
            "contact": contact.pk,
            "customer": contact.customer,
            "owner": contact.owner,
            "late": contact.late,
            "late_by": contact.late_by,
            "missing": missing_of(contact),
            "seal": contact.seal,
        }

    return once(call, content, write)


def _running(call: Call, began: datetime | None) -> Contact:
    if call.has("contact"):
        contact = contact_of(call.text("contact"))
        if contact.closed:
            raise BusinessError("contact-closed", {"contact": contact.pk})
        return contact
    customer = take_customer(call.values.get("customer"))
    return Contact.objects.create(
        key=f"{call.topic}:{call.key}"[:300],
        case=call.case,
        customer=customer.code,
        channel=call.text("channel", "phone")[:32],
        direction="out" if call.text("direction", "in") == "out" else "in",
        owner=call.text("person", ""),
        began=began or call.now,
    )


def _moment(call: Call, name: str) -> datetime | None:
    return moment(call.values[name], name, "time-malformed") if call.has(name) else None


def _rating(call: Call) -> Decimal | None:
    if not call.has("rating"):
        return None
    return figure(call.values["rating"], "rating", 0, 10, "rating-malformed")


def _times(call: Call, contact: Contact, times: Mapping[str, datetime | None]) -> None:
    """What is written later after the end than allowed is late, and stays so."""
    if times["ended"] is not None:
        if times["ended"] < contact.began:
            raise refused("time-malformed", "ended", "a moment after the beginning", times["ended"])
        contact.ended = times["ended"]
    if contact.ended is None:
        return
    behind = max(call.now - contact.ended, timedelta())
    contact.late_by = max(contact.late_by, seconds(behind))
    given = call.values.get("late_after") or call.settings.get("late_after")
    contact.late = contact.late or behind > asked.span(given, timedelta(minutes=10))


def missing_of(contact: Contact) -> list[str]:
    """What a complete record still needs: time, person, customer, record."""
    has = {
        "time": contact.ended is not None,
        "person": bool(contact.owner),
        "customer": bool(contact.customer),
        "record": Entry.objects.filter(contact=contact, kind="text").exists(),
    }
    return [name for name, there in has.items() if not there]


def transfer(call: Call) -> Answer:
    """Ask somebody else to take the customer over; until then the sender answers for it."""
    sender, to, reason = call.text("from"), call.text("to"), call.text("reason", "")
    if not reason:
        raise BusinessError("reason-missing", {"field": "reason"})
    most = int(call.figure("transfers_most", 2, 0, 1000))

    def write() -> Answer:
        contact = contact_of(call.text("contact"))
        if contact.owner and contact.owner != sender:
            raise BusinessError("not-owner", {"owner": contact.owner, "from": sender})
        contact.owner, contact.waiting_for = sender, to
        contact.transfers += 1
        add_entry(contact, "transfer", call.now, sender, f"{to}: {reason}")
        return {
            "owner": sender,
            "waiting_for": to,
            "transfers": contact.transfers,
            "too_many": contact.transfers > most,
        }

    return once(call, {"from": sender, "to": to}, write)


def accept(call: Call) -> Answer:
    """Take a customer over: from now on the one who accepts answers for it."""
    person = call.text("person")

    def write() -> Answer:
        contact = contact_of(call.text("contact"))
        if contact.waiting_for != person:
            raise BusinessError("not-asked", {"person": person, "asked": contact.waiting_for})
        contact.owner, contact.waiting_for = person, ""
        add_entry(contact, "accepted", call.now, person, "")
        return {"owner": person, "transfers": contact.transfers}

    return once(call, {"person": person}, write)


def take_back(call: Call) -> Answer:
    """A transfer that nobody accepted goes back to who sent it."""

    def write() -> Answer:
        contact = contact_of(call.text("contact"))
        asked_for = contact.waiting_for
        if asked_for:
            contact.waiting_for = ""
            add_entry(contact, "returned", call.now, asked_for, "")
        return {"owner": contact.owner, "returned": bool(asked_for)}

    return once(call, {"contact": call.text("contact")}, write)


def close(call: Call) -> Answer:
    """End a contact and say whether it was as it should be."""
    ended, rating = _moment(call, "ended"), _rating(call)

    def write() -> Answer:
        contact = contact_of(call.text("contact"))
        if ended is not None and ended >= contact.began:
            contact.ended = ended
        contact.ended = contact.ended or call.now
        contact.rating_asked = contact.rating_asked or call.yes("rating_asked")
        contact.rating = contact.rating if rating is None else rating
        if call.has("satisfied"):
            contact.satisfied = call.yes("satisfied")
        missing = missing_of(contact)
        if not contact.rating_asked:
            missing.append("rating request")
        missing += _parts_left(call)
        contact.closed, contact.compliant = True, not missing and not contact.late
        add_entry(contact, "closed", call.now, call.text("person", contact.owner), "")
        return {"compliant": contact.compliant, "missing": missing, "late": contact.late}

    return once(call, {"contact": call.text("contact")}, write)


def _parts_left(call: Call) -> list[str]:
    """Parts of the closing script that were not done."""
    name = call.text("script", "")
    if not name:
        return []
    script = spoken(call, name)
    if script is None:
        raise BusinessError("script-unknown", {"script": name})
    done = set(asked.texts(call.values.get("parts")))
    return [part.id for part in script.parts if part.id not in done]

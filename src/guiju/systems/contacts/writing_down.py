"""Writing into a contact: every entry is sealed, and nothing is overwritten."""

from __future__ import annotations

from datetime import datetime

from guiju.run.jobs import BusinessError
from guiju.systems.contacts.models import Attachment, Contact, Entry
from guiju.systems.contacts.sealing import Line, broken_at, sealed


def contact_of(number: str) -> Contact:
    """A contact by its number, held against other writers until the transaction ends.

    Raises:
        BusinessError: `contact-unknown`.
    """
    rows = Contact.objects.select_for_update().filter(pk=int(number) if number.isdecimal() else 0)
    found = rows.first()
    if found is None:
        raise BusinessError("contact-unknown", {"contact": number})
    return found


def add_entry(contact: Contact, kind: str, at: datetime, writer: str, text: str) -> Entry:
    """Append an entry; the contact's own row is saved with it."""
    line = Line(contact.entries + 1, kind, at, writer, text)
    seal = sealed(contact.key, contact.seal, line)
    entry = Entry.objects.create(
        contact=contact, number=line.number, kind=kind, at=at, writer=writer, text=text, seal=seal
    )
    contact.entries, contact.seal = line.number, seal
    contact.save()
    return entry


def damage(contact: Contact) -> list[str]:
    """What of a contact is not as it was written: entries and attachments by name."""
    from hashlib import sha256

    rows = Entry.objects.filter(contact=contact).order_by("number")
    lines = [Line(r.number, r.kind, r.at, r.writer, r.text, r.seal) for r in rows]
    broken = broken_at(contact.key, lines, contact.entries, contact.seal)
    found = [f"entry {broken}"] if broken is not None else []
    known = {line.text for line in lines if line.kind == "attachment"}
    there = set()
    for each in Attachment.objects.filter(contact=contact).order_by("id"):
        there.add(attachment_text(each))
        content = None if each.content is None else bytes(each.content)
        gone = content is None and each.discarded_at is None
        changed = content is not None and sha256(content).hexdigest() != each.sha256
        if gone or changed or attachment_text(each) not in known:
            found.append(f"attachment {each.name}")
    return found + [f"attachment {text}" for text in sorted(known - there)]


def attachment_text(attachment: Attachment) -> str:
    """How an attachment stands among the entries."""
    until = attachment.keep_until.isoformat()
    return f"{attachment.name} {attachment.kind} {attachment.sha256} {until}"

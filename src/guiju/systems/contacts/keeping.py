"""Attachments and recordings: kept for their time, sealed, never gone before (SVC-07)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call, refused, written
from guiju.systems.contacts.models import Attachment, Contact
from guiju.systems.contacts.writing_down import (
    add_entry,
    attachment_text,
    contact_of,
    damage,
)
from guiju.systems.once import once

Answer = Mapping[str, Any]

KEEP_DAYS: Final = {"recording": 730, "text": 730, "attachment": 1095}
LARGEST: Final = 20 * 1024 * 1024


def attach(call: Call) -> Answer:
    """Keep a recording, a text or a file with a contact."""
    kind = call.text("kind", "attachment")
    if kind not in KEEP_DAYS:
        raise refused("content-missing", "kind", ", ".join(KEEP_DAYS), kind)
    content = _content(call)
    name = call.text("name", kind).replace("\\", "/").rpartition("/")[2][:200]
    usual = (call.settings.get("retention_days") or {}).get(kind, KEEP_DAYS[kind])
    days = int(call.figure("keep_days", usual, 0, 36_500))
    digest = sha256(content).hexdigest()

    def write() -> Answer:
        contact = contact_of(call.text("contact"))
        row = Attachment.objects.create(
            contact=contact,
            name=name,
            kind=kind,
            content=content,
            size=len(content),
            sha256=digest,
            at=call.now,
            keep_until=call.now + timedelta(days=days),
        )
        row.refresh_from_db(fields=("keep_until",))
        writer = call.text("person", contact.owner)
        add_entry(contact, "attachment", call.now, writer, attachment_text(row))
        return {
            "attachment": row.pk,
            "sha256": digest,
            "keep_until": written(row.keep_until),
            "seal": contact.seal,
        }

    return once(call, {"name": name, "sha256": digest}, write)


def _content(call: Call) -> bytes:
    if call.text("text", ""):
        content = call.text("text").encode()
    else:
        try:
            content = base64.b64decode(call.text("content", ""), validate=True)
        except binascii.Error as error:
            raise refused("content-missing", "content", "base64", error) from None
    if not content:
        raise BusinessError("content-missing", {"field": "content"})
    if len(content) > LARGEST:
        raise refused("content-too-large", "content", f"at most {LARGEST} bytes", len(content))
    return content


def discard(call: Call) -> Answer:
    """Let the content of an attachment go after its time; who, when and why stay."""
    person, reason = call.text("person"), call.text("reason", "")
    if not reason:
        raise BusinessError("reason-missing", {"field": "reason"})

    def write() -> Answer:
        row = _attachment(call)
        if row.discarded_at is None:
            if call.now < row.keep_until:
                values = {"keep_until": written(row.keep_until), "attachment": row.pk}
                raise BusinessError("kept-until", values)
            contact = contact_of(str(row.contact.pk))
            row.content, row.discarded_at = None, call.now
            row.discarded_by, row.reason = person, reason
            row.save()
            add_entry(contact, "discarded", call.now, person, f"{row.name}: {reason}")
        return {"discarded": row.pk}

    return once(call, {"person": person, "reason": reason}, write)


def _attachment(call: Call) -> Attachment:
    number = call.text("attachment")
    rows = Attachment.objects.select_for_update(of=("self",)).select_related("contact")
    found = rows.filter(pk=int(number) if number.isdecimal() else 0).first()
    if found is None:
        raise BusinessError("attachment-unknown", {"attachment": number})
    return found


def verify(call: Call) -> Answer:
    """Whether the contacts of a case, or one contact, are what was written."""
    rows = Contact.objects.filter(case=call.text("case", call.case)).order_by("id")
    if call.has("contact"):
        rows = Contact.objects.filter(pk=int(call.figure("contact", None, 1)))
    damaged = [f"contact {row.pk}: {each}" for row in rows for each in damage(row)]
    if call.has("seal"):
        damaged += [f"contact {row.pk}: seal" for row in rows if row.seal != call.text("seal")]
    if damaged and call.yes("must"):
        raise BusinessError("tampered", {"damaged": damaged})
    return {"whole": not damaged, "damaged": damaged}

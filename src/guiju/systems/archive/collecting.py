"""What belongs to a case beside the documents that are handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from guiju.journal.entry import Entry
from guiju.journal.store import exact
from guiju.run.outside.exact import write_json
from guiju.systems.archive.sets import clean_name
from guiju.systems.call import Call
from guiju.systems.contacts.looking import described as described_contact
from guiju.systems.contacts.models import Attachment, Contact
from guiju.systems.messages.jobs import described as described_message
from guiju.systems.messages.models import Message

if TYPE_CHECKING:
    from guiju.run.engine import Engine

PARTS: Final = ("messages", "contacts", "journal", "values")


def of_case(call: Call, parts: set[str], engine: Engine | None) -> dict[str, bytes]:
    """The files of a case itself, by their name in the archive."""
    files: dict[str, bytes] = {}
    if "values" in parts:
        kept = {name: value for name, value in call.values.items() if name != "documents"}
        files["case/values.json"] = _json(kept)
    if "messages" in parts:
        rows = Message.objects.filter(case=call.case).order_by("at", "id")
        files["case/messages.json"] = _json([described_message(row) for row in rows])
    if "contacts" in parts:
        files |= _contacts(call.case)
    if "journal" in parts and engine is not None and engine.reader().case(call.case) is not None:
        lines = [_entry(each) for each in engine.entries(call.case)]
        files["case/journal.jsonl"] = "".join(f"{line}\n" for line in lines).encode()
    return files


def _contacts(case: str) -> dict[str, bytes]:
    rows = Contact.objects.filter(case=case).order_by("began", "id")
    files = {"case/contacts.json": _json([described_contact(row) for row in rows])}
    for each in Attachment.objects.filter(contact__case=case).order_by("id"):
        if each.content is not None:
            name = clean_name(f"case/attachments/{each.pk}-{each.name}")
            files[name] = bytes(each.content)
    return files


def _entry(entry: Entry) -> str:
    return write_json(exact({name: value for name, value in entry._asdict().items() if value}))


def _json(value: Any) -> bytes:
    return write_json(exact(value)).encode()

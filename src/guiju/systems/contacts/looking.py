"""Looking at contacts: completeness, lists, words, material without names, samples."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.standard.phrases import KINDS, VERDICTS, Hit, advise, lint
from guiju.systems import asked
from guiju.systems.call import Call, figure, written
from guiju.systems.contacts.masking import mask
from guiju.systems.contacts.models import Attachment, Contact, Customer, Entry
from guiju.systems.contacts.recording import missing_of
from guiju.systems.contacts.scripts import Filled, look_through, spoken

Answer = Mapping[str, Any]


def script(call: Call) -> Answer:
    """Whether a script was filled in order, nothing left out and nothing empty."""
    parts = list(call.texts("parts")) or _parts_of(call)
    upto = call.text("upto", "")
    if upto in parts:
        parts = parts[: parts.index(upto)]
    filled = [
        Filled(asked.text(each, "part"), each.get("done") is True, asked.text(each, "text"))
        for each in call.items("filled")
    ]
    fault = look_through(parts, filled, set(call.texts("needs_text")))
    if fault is None:
        return {"complete": True, "missing": [], "next": upto or None, "fault": None}
    values = {"part": fault.part, "missing": list(fault.missing), "before": fault.before}
    if call.values.get("must") is not False:
        raise BusinessError(fault.code, values)
    following = fault.missing[0] if fault.missing else fault.part
    return {
        "complete": False,
        "missing": list(fault.missing),
        "next": following,
        "fault": {"code": fault.code, **values},
    }


def _parts_of(call: Call) -> list[str]:
    name = call.text("script")
    found = spoken(call, name)
    if found is None:
        raise BusinessError("script-unknown", {"script": name})
    return [part.id for part in found.parts]


def lint_text(call: Call) -> Answer:
    """What is wrong with the words of a text, with place and advice."""
    language, kind = call.text("language", "en"), call.text("kind", "text")
    verdict, name = call.text("verdict", ""), call.text("script", "")
    if kind not in KINDS or verdict not in VERDICTS:
        raise call.unfit("kind" if kind not in KINDS else "verdict", "a kind of docs/phrases.md")
    found = spoken(call, name) if name else None
    if name and found is None:
        raise BusinessError("script-unknown", {"script": name})
    must_hold = call.values.get("must_hold") or {}
    hits = lint(
        call.text("text", ""),
        kind=kind,
        script=found,
        verdict=verdict,
        must_hold={str(k): str(v or "") for k, v in must_hold.items()},
        people=call.texts("people"),
    )
    blocking = sum(hit.severity == "error" for hit in hits)
    told = [_told(hit, language) for hit in hits]
    if blocking and call.yes("must_be_clean"):
        raise BusinessError("text-refused", {"hits": told, "blocking": blocking})
    return {"hits": told, "clean": not hits, "blocking": blocking}


def _told(hit: Hit, language: str) -> dict[str, Any]:
    return {
        "place": {"line": hit.place.line, "column": hit.place.column},
        "code": hit.code,
        "found": hit.found,
        "advice": advise(hit, language),
        "severity": hit.severity,
    }


def complete(call: Call) -> Answer:
    """Whether every contact of the case has time, person and content (SEV-05)."""
    rows = list(Contact.objects.filter(case=call.text("case", call.case)).order_by("id"))
    kinds = set(call.texts("kinds"))
    missing = [{"contact": row.pk, "what": what} for row in rows for what in missing_of(row)]
    for row in rows:
        kept = Attachment.objects.filter(contact=row, kind__in=("recording", "text"))
        if row.channel in kinds and not kept.exists():
            missing.append({"contact": row.pk, "what": "recording"})
    if call.yes("must") and missing:
        raise BusinessError("record-incomplete", {"missing": missing})
    if call.yes("must") and not rows:
        raise BusinessError("no-contact", {"case": call.case})
    return {"complete": bool(rows) and not missing, "contacts": len(rows), "missing": missing}


def list_contacts(call: Call) -> Answer:
    """The contacts of a case, oldest first."""
    rows = Contact.objects.filter(case=call.text("case", call.case)).order_by("began", "id")
    found = [described(row) for row in rows]
    return {"contacts": found, "count": len(found)}


def described(row: Contact) -> dict[str, Any]:
    """A contact as answers and archives hold it."""
    entries = Entry.objects.filter(contact=row).order_by("number")
    return {
        "id": row.pk,
        "customer": row.customer,
        "channel": row.channel,
        "direction": row.direction,
        "person": row.owner,
        "text": "\n".join(each.text for each in entries if each.kind == "text"),
        "began": written(row.began),
        "ended": written(row.ended),
        "late": row.late,
        "late_by": row.late_by,
        "rating": row.rating,
        "satisfied": row.satisfied,
        "transfers": row.transfers,
        "compliant": row.compliant,
        "seal": row.seal,
    }


def mask_text(call: Call) -> Answer:
    """A text, or a whole contact, without what tells who the customer is (SEV-04)."""
    text, words = call.text("text", ""), list(call.texts("names"))
    customers = Contact.objects.filter(case=call.case).values_list("customer", flat=True)
    if call.has("contact"):
        contact = Contact.objects.filter(pk=int(call.figure("contact", None, 1))).first()
        if contact is None:
            raise BusinessError("contact-unknown", {"contact": call.text("contact")})
        text = text or str(described(contact)["text"])
        customers = [contact.customer]  # type: ignore[assignment]
    for row in Customer.objects.filter(code__in=list(customers)):
        words += [row.code, row.name, row.mail, row.phone, row.address]
    masked, count = mask(text, words)
    return {"text": masked, "masked": count}


def sample(call: Call) -> Answer:
    """Whether a case is in a sample of some percent; the same every time (CPL-09)."""
    percent = figure(call.values.get("percent"), "percent", 0, 100, "percent-malformed")
    said = f"{call.text('seed', '')}:{call.text('key', call.case)}"
    share = int.from_bytes(sha256(said.encode()).digest()[:8]) / 2**64
    return {"chosen": share * 100 < percent, "share": figure(f"{share * 100:.6f}", "share")}

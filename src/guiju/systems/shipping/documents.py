"""The papers of a shipment: made, enclosed, complete (ORD-11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.db.models import Max

from guiju.journal.store import exact, pack
from guiju.run.jobs import BusinessError, GivenUp
from guiju.systems.call import Call, refused
from guiju.systems.shipping.models import Paper, Shipment
from guiju.systems.shipping.papers.content import Document, read_document
from guiju.systems.shipping.papers.pdf import LANGUAGES, pdf
from guiju.systems.shipping.papers.ubl import WRITERS, NotValid
from guiju.systems.writing import writing

USUAL: Final = ("packing list", "waybill", "invoice")
_PREFIXES: Final = {"packing list": "PL", "waybill": "WB", "invoice": "INV", "receipt": "RC"}


def required_of(call: Call) -> Sequence[str]:
    """Which papers a parcel needs.

    Raises:
        BusinessError: `document-unknown`.
    """
    if call.has("required"):
        return checked_names(call.texts("required"))
    return checked_names([str(each) for each in call.settings.get("required", USUAL)])


def checked_names(names: Sequence[str]) -> Sequence[str]:
    """Names of papers that there are.

    Raises:
        BusinessError: `document-unknown`.
    """
    for name in names:
        if name not in WRITERS:
            raise refused("document-unknown", "required", ", ".join(WRITERS), name)
    return list(dict.fromkeys(names))


def make(call: Call) -> Mapping[str, Any]:
    """`shipping.papers`: make the papers; with the same content they are the same papers."""
    from guiju.systems.shipping.booking import known

    row = known(call)
    required = required_of(call)
    language = call.text("language", str(call.settings.get("language") or "en"))
    if language not in LANGUAGES:
        raise refused("document-invalid", "language", ", ".join(LANGUAGES), language)
    about = {
        "shipment": row.number,
        "waybill": row.waybill,
        "carrier": row.carrier,
        "promised": row.promised.date() if row.promised else None,
    }
    document = read_document(call.values.get("document"), call.now.date(), row.parcels or [], about)
    content = sha256(pack(exact([call.values.get("document"), language]))).hexdigest()
    made = [_made(call, row, name, document, language, content) for name in required]
    lacking = missing(row, required)
    return {"papers": made, "missing": lacking, "complete": not lacking}


def _made(
    call: Call, row: Shipment, name: str, document: Document, language: str, content: str
) -> dict[str, Any]:
    papers = Paper.objects.filter(shipment=row, name=name)
    last = papers.order_by("-version").first()
    if last is not None and last.content == content:
        return _shown(last)
    version = (last.version if last else 0) + 1
    number = f"{_PREFIXES[name]}-{row.number}" + (f"-{version}" if version > 1 else "")
    try:
        xml = WRITERS[name](document, number)
    except (NotValid, ValueError) as error:
        raise refused("document-invalid", "document", "what UBL 2.1 allows", error) from None
    fonts = call.settings.get("fonts")
    printed = pdf(document, name, number, language, Path(str(fonts)) if fonts else None)
    with writing():
        newest = papers.aggregate(version=Max("version"))["version"] or 0
        if newest >= version:
            raise GivenUp(f"expected version {version} of the {name}, found another was made now")
        last = Paper.objects.create(
            shipment=row, name=name, version=version, number=number, language=language, xml=xml,
            pdf=printed, sha256=sha256(xml + printed).hexdigest(), content=content, at=call.now,
        )  # fmt: skip
        if version > 1:
            # What lies in the parcel is the old version.
            enclosed = [each for each in row.enclosed if each != name]
            Shipment.objects.filter(pk=row.pk).update(enclosed=enclosed)
            row.enclosed = enclosed
    return _shown(last)


def _shown(paper: Paper) -> dict[str, Any]:
    stem = paper.number.lower()
    return {
        "name": paper.name,
        "number": paper.number,
        "xml": f"{stem}.xml",
        "pdf": f"{stem}.pdf",
        "sha256": paper.sha256,
    }


def enclose(call: Call) -> Mapping[str, Any]:
    """`shipping.enclose`: papers that somebody put into the parcel."""
    from guiju.systems.shipping.booking import known

    row = known(call)
    names = checked_names(call.texts("papers"))
    with writing():
        row = Shipment.objects.select_for_update().get(pk=row.pk)
        made = set(Paper.objects.filter(shipment=row).values_list("name", flat=True))
        row.enclosed = list(dict.fromkeys([*row.enclosed, *(n for n in names if n in made)]))
        row.save(update_fields=["enclosed"])
    lacking = missing(row, required_of(call))
    return {"enclosed": list(row.enclosed), "missing": lacking, "complete": not lacking}


def complete(call: Call) -> Mapping[str, Any]:
    """`shipping.complete`: whether all required papers are made and enclosed."""
    from guiju.systems.shipping.booking import known

    row = known(call)
    lacking = missing(row, required_of(call))
    if lacking:
        raise missing_error(row, lacking)
    return {"complete": True, "missing": []}


def missing(row: Shipment, required: Sequence[str]) -> list[str]:
    """Required papers that are not made or not enclosed."""
    made = set(Paper.objects.filter(shipment=row).values_list("name", flat=True))
    return [name for name in required if name not in made or name not in row.enclosed]


def missing_error(row: Shipment, lacking: Sequence[str]) -> BusinessError:
    """The error for papers that are missing."""
    found = ", ".join(lacking)
    error = refused("papers-missing", "papers", f"all papers of {row.number}", f"no {found}")
    return BusinessError("papers-missing", {**error.values, "missing": list(lacking)})


def file_of(shipment: str, name: str, form: str) -> bytes | None:
    """The newest version of a paper as `pdf` or `xml`."""
    row = Paper.objects.filter(shipment__number=shipment, name=name).order_by("-version").first()
    return None if row is None else bytes(row.pdf if form == "pdf" else row.xml)

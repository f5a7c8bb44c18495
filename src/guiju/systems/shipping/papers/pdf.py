"""Papers as PDF, set by typst. Texts are data, never markup; the same content gives the same file.

Chinese needs a font that has it: those of the machine are taken, and those of a folder that the
setting `fonts` names.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typst

from guiju.systems.shipping.papers.content import Document, Party
from guiju.systems.shipping.papers.words import WORDS

FAMILIES: Final = {
    "en": ("Noto Sans CJK SC", "Noto Sans SC", "Noto Sans"),
    "zh-Hans": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei"),
    "zh-Hant": ("Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Noto Sans CJK SC"),
}
LANGUAGES: Final = tuple(FAMILIES)

_one_at_a_time = threading.Lock()


def pdf(
    document: Document, name: str, number: str, language: str, fonts: Path | None = None
) -> bytes:
    """A paper as PDF.

    Args:
        name: `packing list`, `waybill`, `invoice` or `receipt`.
        language: of the words on it.
        fonts: a folder with further fonts.
    """
    source = (files("guiju.systems.shipping.papers") / "paper.typ").read_bytes()
    content = json.dumps(_content(document, name, number, language), ensure_ascii=False)
    with _one_at_a_time:
        written: bytes = _compiler(fonts).compile(source, sys_inputs={"content": content})
    return written


@lru_cache(maxsize=2)
def _compiler(fonts: Path | None) -> Any:
    """Kept, because looking through the machine's fonts takes longer than setting a page."""
    return typst.Compiler(font_paths=[fonts] if fonts else [])


def _content(document: Document, name: str, number: str, language: str) -> dict[str, Any]:
    words = WORDS[language]
    money = name in ("invoice", "receipt")
    return {
        "title": words[name],
        "language": language.partition("-")[0],
        "script": language.partition("-")[2].lower() or "auto",
        "fonts": list(FAMILIES[language]),
        "facts": _facts(document, name, number, language),
        "parties": [
            {"title": words["from"], "lines": _party(document.seller, language)},
            {"title": words["to"], "lines": _party(document.buyer, language)},
        ],
        "header": _header(words, money),
        "rows": _rows(document, money),
        "sums": _sums(document, language, name == "receipt") if money else [],
        "code": document.waybill if name == "waybill" else "",
        "foot": {"packing list": words["checked"], "waybill": words["signed"]}.get(name, ""),
    }


def _facts(document: Document, name: str, number: str, language: str) -> list[list[str]]:
    words = WORDS[language]
    facts = [
        [words["number"], number],
        [words["date"], document.issued.isoformat()],
        [words["order"], document.order],
        [words["ordered"], document.ordered.isoformat()],
    ]
    if name in ("packing list", "waybill"):
        facts += [[words["carrier"], document.carrier], [words["tracking"], document.waybill]]
        facts.append([words["parcels"], str(max(1, len(document.parcels)))])
        boxes = ", ".join(str(each["box"]) for each in document.parcels if each.get("box"))
        if boxes:
            facts.append([words["box"], boxes])
        if document.grams:
            facts.append([words["gross"], f"{Decimal(document.grams) / 1000:.3f} kg"])
        if document.promised:
            facts.append([words["promised"], document.promised.isoformat()])
    return facts


def _party(party: Party, language: str) -> list[str]:
    words = WORDS[language]
    place = " ".join(each for each in (party.postcode, party.city, party.country) if each)
    lines = [party.name, party.street, place]
    if party.tax_id:
        lines.append(f"{words['tax_id']}: {party.tax_id}")
    contact = " ".join(each for each in (party.contact, party.phone) if each)
    return [*lines, f"{words['contact']}: {contact}"] if contact else lines


def _header(words: Any, money: bool) -> list[str]:
    names = ("item", "name", "quantity", *(("price", "tax", "net") if money else ("weight",)))
    return [words[name] for name in names]


def _rows(document: Document, money: bool) -> list[list[str]]:
    rows = []
    for line in document.lines:
        row = [line.item, line.name, str(line.quantity)]
        if money:
            row += [f"{line.price:f}", f"{line.tax:f} %", f"{line.net:f}"]
        else:
            row.append(str(line.weight * line.quantity) if line.weight is not None else "")
        rows.append(row)
    return rows


def _sums(document: Document, language: str, paid: bool) -> Sequence[Sequence[str]]:
    words, sums = WORDS[language], document.sums
    rows = [[words["sum"], f"{sums.net:f}"]]
    if sums.freight:
        rows.append([words["freight"], f"{sums.freight:f}"])
    for rate, (base, tax) in sums.rates.items():
        rows.append([words["taxed"].format(rate=f"{rate:f}", base=f"{base:f}"), f"{tax:f}"])
    rows.append([words["total"], f"{sums.total:f} {document.currency}"])
    if paid:
        rows.append([words["paid"], f"{sums.total:f} {document.currency}"])
    return rows

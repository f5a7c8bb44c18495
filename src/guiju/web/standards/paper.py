"""The manual as PDF: data for `manual.typ`, with version, effective date and check code.

What it says is `guiju.standard.pack.manual`, block by block; the drawing of each process is put
behind the heading of its boundaries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import typst
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from guiju.standard.layout import Bounds, picture, pools_of, to_svg, trimmed
from guiju.standard.pack import Block, Pack, in_language, manual
from guiju.standard.pack.walking import nodes_of
from guiju.web.standards.models import Version

_FONTS: Final[Mapping[str, list[str]]] = {
    "en": ["Noto Sans CJK SC"],
    "zh-Hans": ["Noto Sans CJK SC", "Noto Sans SC"],
    "zh-Hant": ["Noto Sans CJK TC", "Noto Sans TC"],
}
_REGION: Final = {"en": None, "zh-Hans": "cn", "zh-Hant": "tw"}

_WIDE: Final = 40
"""Letters from which on a column of a table is not made wider; a Chinese one counts twice."""

_INLINE: Final = 1_300
_LARGE: Final = 2_200
"""Pixels from which on a drawing needs a sheet of its own, and a larger one, to be read."""


def manual_pdf(version: Version, pack: Pack, language: str) -> bytes:
    """The PDF of a version in a language; the same version gives the same pages."""
    told = json.dumps(manual_data(version, pack, language), ensure_ascii=False)
    source = (Path(__file__).parent / "manual.typ").read_bytes()
    made: bytes = typst.compile(source, sys_inputs={"told": told})
    return made


def manual_data(version: Version, pack: Pack, language: str) -> dict[str, Any]:
    """Everything the printed manual says."""
    drawn = dict(_drawings(pack, language))
    title, _owner, *blocks = manual(pack, language)
    parts = []
    for block in blocks:
        parts.append(_part(block))
        if block.id in drawn:
            parts[-1] |= {"kind": "picture", **drawn[block.id]}
    return {
        "title": title.lines[0],
        "version": version.label or str(version.number),
        "code": version.check_code or _("draft"),
        "lang": language.split("-")[0],
        "region": _REGION[language],
        "fonts": _FONTS[language],
        "words": {"version": _("Version"), "code": _("Check code"), "contents": _("Contents")},
        "facts": _facts(version, pack, language),
        "parts": parts,
    }


def _drawings(pack: Pack, language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The drawing of each process behind its id, with the names of the language."""
    for standard in pack.standards.values():
        definitions = in_language(pack, standard.definitions, language)
        whole = picture(definitions)
        for process in definitions.processes:
            own = trimmed(pools_of(whole, {node.id for node in nodes_of(process.body)}))
            svg = to_svg(definitions, own, prefix=f"{process.id}-", for_print=True)
            yield process.id, {"svg": svg, **_sheet(own.extent)}


def _sheet(size: Bounds) -> dict[str, Any]:
    """Where a drawing stands: in the text, or on a sheet of its own and how that lies."""
    longer = max(size.width, size.height)
    paper = "" if longer < _INLINE else "a4" if longer < _LARGE else "a3"
    return {"sheet": paper, "wide": size.width > size.height, "share": size.width / _INLINE}


def _part(block: Block) -> dict[str, Any]:
    if block.kind == "table":
        head, *rows = block.rows
        return {"kind": "table", "head": head, "rows": rows, "widths": _widths(block.rows)}
    if block.kind.startswith("h"):
        return {"kind": "heading", "level": int(block.kind[1]) - 1, "text": block.lines[0]}
    return {"kind": block.kind, "lines": block.lines}


def _widths(rows: tuple[tuple[str, ...], ...]) -> list[int]:
    """The share of each column: its longest word group, within reason."""
    columns = zip(*rows, strict=True)
    return [max(12, min(_WIDE, max(map(_letters, column)))) for column in columns]


def _letters(text: str) -> int:
    return sum(2 if letter > "\u2e80" else 1 for letter in text)


def _facts(version: Version, pack: Pack, language: str) -> list[tuple[str, str]]:
    owner = pack.roles.get(pack.owner)
    return [
        (_("Version"), version.label or str(version.number)),
        (_("State"), str(version.get_state_display())),
        (_("In force from"), _moment(version.effective)),
        (_("Owner"), owner.title[language] if owner else pack.owner),
        (_("Check code"), version.check_code or "–"),
    ]


def _moment(moment: Any) -> str:
    if moment is None:
        return "–"
    return str(formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT"))

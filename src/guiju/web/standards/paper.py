"""The manual as PDF: data for `manual.typ`, with version, effective date and check code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from guiju.standard.layout import picture, to_svg
from guiju.standard.pack import Pack, filled_in
from guiju.web.standards import manual
from guiju.web.standards.models import Version
from guiju.web.standards.tables import Table, tables

_FONTS: Final[Mapping[str, list[str]]] = {
    "en": ["Noto Sans CJK SC"],
    "zh-Hans": ["Noto Sans CJK SC", "Noto Sans SC"],
    "zh-Hant": ["Noto Sans CJK TC", "Noto Sans TC"],
}
_PARAMETER: Final = ("id", "title", "value", "bounds", "clause")
_REGION: Final = {"en": None, "zh-Hans": "cn", "zh-Hant": "tw"}


def manual_pdf(version: Version, pack: Pack, language: str) -> bytes:
    """The PDF of a version in a language; the same version gives the same pages."""
    told = json.dumps(manual_data(version, pack, language), ensure_ascii=False)
    source = (Path(__file__).parent / "manual.typ").read_bytes()
    made: bytes = typst.compile(source, sys_inputs={"told": told})
    return made


def manual_data(version: Version, pack: Pack, language: str) -> dict[str, Any]:
    """Everything the printed manual says."""
    book = pack.manuals[language]
    return {
        "title": pack.title[language],
        "about": pack.about.get(language, ""),
        "version": version.label or str(version.number),
        "code": version.check_code or _("draft"),
        "lang": language.split("-")[0],
        "region": _REGION[language],
        "fonts": _FONTS[language],
        "words": {
            "version": _("Version"),
            "code": _("Check code"),
            "contents": _("Contents"),
            "steps": _("Carried out by:"),
            "tables": _("Decision tables"),
            "parameters": _("Parameters"),
        },
        "facts": _facts(version, pack, language),
        "introduction": _blocks(filled_in(book.introduction, pack.parameters, language)),
        "chapters": _chapters(pack, language),
        "flows": _flows(pack, language),
        "tables": [_table(one) for one in tables(pack, language)],
        "parameters": _parameters(pack, language),
    }


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


def _blocks(text: str) -> list[dict[str, str]]:
    """Paragraphs and list items of a Markdown text."""
    found = []
    inside = 0
    for token in MarkdownIt("commonmark").parse(text):
        inside += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type == "inline":
            words = "".join(
                child.content if child.type in ("text", "code_inline") else " "
                for child in token.children or ()
                if not child.type.endswith(("_open", "_close"))
            )
            found.append({"kind": "li" if inside else "p", "text": words})
    return found


def _chapters(pack: Pack, language: str) -> list[dict[str, Any]]:
    written = pack.manuals[language].chapters
    return [
        {
            "title": section.title,
            "introduction": _blocks(filled_in(chapter.introduction, pack.parameters, language)),
            "clauses": [
                {
                    "id": clause.id,
                    "title": clause.title,
                    "text": _blocks(clause.plain),
                    "steps": list(dict.fromkeys(step.name for step in clause.steps)),
                }
                for clause in section.clauses
            ],
        }
        for chapter, section in zip(written, manual.sections(pack, language), strict=True)
    ]


def _flows(pack: Pack, language: str) -> list[dict[str, Any]]:
    heads = [_("Step"), _("Clause"), _("Responsible"), _("Accountable"), _("Deadline"), _("Form")]
    pictures = {
        file: to_svg(one.definitions, picture(one.definitions), {}, prefix=f"p{place}-")
        for place, (file, one) in enumerate(pack.standards.items())
    }
    return [
        {
            "name": flow.name,
            "picture": pictures.pop(flow.file, None),
            "heads": heads,
            "rows": [
                [one.name, one.clause, one.roles, one.lane, one.deadline, one.form]
                for one in flow.steps
            ],
        }
        for flow in manual.flows(pack, language)
    ]


def _table(one: Table) -> dict[str, Any]:
    rows = [[*row.inputs, *row.outputs, *row.notes] for row in one.rows]
    heads = [*one.inputs, *one.outputs, *one.notes]
    return {"name": one.name, "policy": one.policy, "text": one.text, "heads": heads, "rows": rows}


def _parameters(pack: Pack, language: str) -> dict[str, Any]:
    rows = manual.parameters(pack, language)
    return {
        "heads": [_("Parameter"), _("Meaning"), _("Value"), _("Bounds"), _("Clause")],
        "rows": [[one[key] for key in _PARAMETER] for one in rows],
    }

"""The blocks of a manual as Markdown and as a page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from guiju.standard.pack.manual import Block


def to_markdown(blocks: Iterable[Block]) -> str:
    """The manual as Markdown."""
    return "\n\n".join(_markdown(each) for each in blocks) + "\n"


def _markdown(block: Block) -> str:
    if block.kind.startswith("h"):
        mark = f'<a id="{block.id}"></a>' if block.id else ""
        return f"{'#' * int(block.kind[1])} {mark}{block.lines[0]}"
    if block.kind == "list":
        return "\n".join(f"- {line}" for line in block.lines)
    if block.kind == "table":
        lines = ["| " + " | ".join(_one_line(cell) for cell in row) + " |" for row in block.rows]
        lines.insert(1, "|" + "---|" * len(block.rows[0]))
        return "\n".join(lines)
    return "\n\n".join(block.lines)


def _one_line(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def to_html(blocks: Iterable[Block], language: str, title: str) -> str:
    """The manual as one self-contained page, set for paper too."""
    body = "\n".join(_html(each) for each in blocks)
    return (
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body>\n{body}\n"
        "</body></html>\n"
    )


_STYLE = (
    "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','PingFang SC',sans-serif;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem;color:#1a1a1a}h2{margin-top:2.5rem;"
    "border-bottom:1px solid #ccc}"
    "table{border-collapse:collapse;width:100%;font-size:.9em}td,th{border:1px solid #ccc;"
    "padding:.3em .6em;text-align:left;vertical-align:top}th{background:#f3f3f3}"
    "li{color:#444}@media print{h2{break-before:page}table,h3{break-inside:avoid}}"
)


def _html(block: Block) -> str:
    if block.kind.startswith("h"):
        mark = f' id="{escape(block.id)}"' if block.id else ""
        return f"<{block.kind}{mark}>{escape(block.lines[0])}</{block.kind}>"
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in block.lines) + "</ul>"
    if block.kind == "table":
        head, *rows = block.rows
        cells = "".join(f"<th>{escape(each)}</th>" for each in head)
        lines = "".join(
            "<tr>" + "".join(f"<td>{escape(each)}</td>" for each in row) + "</tr>" for row in rows
        )
        return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
    return "".join(f"<p>{escape(each)}</p>" for each in block.lines)

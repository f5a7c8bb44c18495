"""Writing HTML: texts are escaped where they enter, markup is of its own type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

_VOID = frozenset({"input", "br"})


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that may go into the page as it is."""

    html: str


Content = Markup | str | int | float | None


def safe(text: object) -> str:
    """A text from anywhere, harmless in content and in attributes."""
    return escape(_ILLEGAL.sub("\ufffd", str(text)), quote=True)


def el(name: str, *content: Content | Iterable[Content], **attributes: object) -> Markup:
    """One element; whatever is not `Markup` is text. `class_` is class, `_` is a hyphen."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"' if value is not True
        else f" {key.rstrip('_')}"
        for key, value in attributes.items()
        if value is not None and value is not False
    )  # fmt: skip
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    inner = "".join(_html(part) for part in content)
    return Markup(f"<{name}{written}>{inner}</{name}>")


def _html(part: Content | Iterable[Content]) -> str:
    if part is None:
        return ""
    if isinstance(part, Markup):
        return part.html
    if isinstance(part, (str, int, float)):
        return safe(part)
    return "".join(_html(one) for one in part)


class Say(Protocol):
    """A sentence in the reader's language: an English template and what goes into its places."""

    def __call__(self, text: str, /, **values: Any) -> str:
        """The sentence."""
        ...


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def english(text: str, /, **values: Any) -> str:
    """The template itself, its places filled."""
    return text.format_map(_Lenient(values)) if values else text


def table(
    caption: str, heads: Iterable[tuple[str, str]], rows: Iterable[Iterable[Content]]
) -> Markup:
    """A table with a caption; a head is (text, class of its column)."""
    heads = list(heads)
    head = el("tr", [el("th", text, scope="col", class_=how or None) for text, how in heads])
    body = [
        el("tr", [
            el("td", cell, class_=heads[i][1] or None) for i, cell in enumerate(row)
        ])
        for row in rows
    ]  # fmt: skip
    made = el("table", el("caption", caption), el("thead", head), el("tbody", body))
    return el("div", made, class_="wide", tabindex=0, role="region", aria_label=caption)


def section(id_: str, title: str, *content: Content | Iterable[Content]) -> Markup:
    """A part of the page under its heading."""
    head = el("h2", title, id=id_)
    return el("section", head, *content, aria_labelledby=id_)


def percent(share: float) -> str:
    """A share for people; never 0 % or 100 % where it is not quite."""
    if 0 < share < 0.001:
        return "<0.1%"
    if 0.999 < share < 1:
        return ">99.9%"
    return f"{share:.1%}"


def pairs(facts: Mapping[str, Content]) -> Markup:
    """Facts as a list of term and description."""
    return el("dl", [el("div", el("dt", term), el("dd", told)) for term, told in facts.items()])


def cases_of(count: int, say: Say) -> str:
    """So many cases, in words."""
    return say("{count} case" if count == 1 else "{count} cases", count=f"{count:,}")

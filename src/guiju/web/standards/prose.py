"""Texts of a pack as HTML that may be shown: Markdown, then only what is harmless of it."""

from __future__ import annotations

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = frozenset(
    {"p", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "table", "thead", "tbody",
     "tr", "th", "td", "h1", "h2", "h3", "h4", "hr", "br", "a"}
)  # fmt: skip
_READ = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(text: str, deeper: int = 2) -> SafeString:
    """Markdown as HTML; its headings stand that much deeper than written."""
    tokens = _READ.parse(text)
    for token in tokens:
        if token.tag in ("h1", "h2", "h3", "h4"):
            token.tag = f"h{min(6, int(token.tag[1]) + deeper)}"
    made = _READ.renderer.render(tokens, _READ.options, {})
    clean = nh3.clean(
        made, tags=_TAGS | {"h5", "h6"}, attributes={"a": {"href"}}, url_schemes={"https", "mailto"}
    )
    return mark_safe(clean)  # nosec: cleaned by nh3

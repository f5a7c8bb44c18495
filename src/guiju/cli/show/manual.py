"""`guiju show --manual PACK`: the operation manual, on the screen or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guiju.cli.usage import FINE, FOUND, Wrong
from guiju.cli.words import _

if TYPE_CHECKING:
    from guiju.cli.screen import Screen


def show_manual(name: str, language: str, out: str | None, screen: Screen) -> int:
    """Show or write the manual of a pack; 1 where the pack has errors.

    Raises:
        Wrong: there is no such pack, or the file cannot be written.
    """
    from guiju.cli.pack_at import pack_at
    from guiju.standard.pack import manual, to_html, to_markdown

    pack = pack_at(name, screen)
    if pack is None:
        return FOUND
    blocks = manual(pack, language)
    text = to_markdown(blocks)
    if out is not None:
        if out.endswith((".html", ".htm")):
            text = to_html(blocks, language, pack.title[language])
        try:
            Path(out).write_text(text, "utf-8")
        except OSError as error:
            told = _("{path} cannot be written: {reason}.", path=out, reason=error.strerror)
            raise Wrong(told) from None
        screen.say(_("{path} is written.", path=out))
    elif screen.json:
        screen.data({"pack": pack.name, "language": language, "manual": text})
    else:
        from rich.markdown import Markdown

        screen.out.print(Markdown(text))
    return FINE

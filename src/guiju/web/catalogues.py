"""What the pages show: the texts of their Python files and templates, for the catalogues.

Every folder `locale` of this room holds `zh_Hans` and `zh_Hant`; their format is read, written and
compiled by `guiju.tongues.catalogues`.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guiju.tongues.catalogues import TONGUES, Wanted, compile_all, read, write

HERE: Final = Path(__file__).resolve().parent
_CALLS: Final = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def wanted_in(folder: Path, besides: tuple[str, ...] = ()) -> Wanted:
    """Every text of the Python files and templates below a folder.

    Args:
        folder: where to look.
        besides: folders below it that have catalogues of their own.
    """
    found: Wanted = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if inside[0] in besides or "static" in inside:
            continue
        if path.suffix == ".py":
            found.update(_of_python(path.read_text(encoding="utf-8")))
        elif path.suffix in (".html", ".txt") and "templates" in inside:
            found.update(_of_template(path.read_text(encoding="utf-8")))
    return found


def _of_python(source: str) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            texts = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
            if name in _CALLS and texts and isinstance(texts[0], str):
                plural = texts[1] if name.startswith("ngettext") and len(texts) > 1 else None
                yield texts[0], str(plural) if plural is not None else None


_SIMPLE = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')""")
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def _of_template(source: str) -> Iterator[tuple[str, str | None]]:
    for match in _SIMPLE.finditer(source):
        yield match[1] or match[2] or "", None
    for match in _BLOCK.finditer(source):
        parts = [_block_text(each, "trimmed" in match[1]) for each in _PLURAL.split(match[2])]
        yield parts[0], parts[1] if len(parts) > 1 else None


def _block_text(text: str, trimmed: bool) -> str:
    """The text as Django looks it up: places as %(name)s, other per cent signs doubled."""
    if trimmed:
        text = " ".join(each.strip() for each in text.strip().splitlines())
    return _PLACE.sub(r"%(\1)s", text.replace("%", "%%"))


OWN: Final = ("standards", "practice")
"""Areas with catalogues of their own."""


def rooms() -> Iterator[tuple[Path, Wanted]]:
    """Each folder of catalogues with the texts that belong in it."""
    yield HERE / "locale", wanted_in(HERE, OWN)
    for area in OWN:
        if (HERE / area / "locale").is_dir():
            yield HERE / area / "locale", wanted_in(HERE / area)


def bring_up_to_date() -> int:
    """Put every shown text into its catalogues; returns how many have no translation yet."""
    missing = 0
    for folder, wanted in rooms():
        for tongue in TONGUES:
            path = folder / tongue / "LC_MESSAGES" / "django.po"
            known = read(path)
            write(path, wanted, known)
            missing += sum(not known.get(text) for text in wanted)
    return missing


if __name__ == "__main__":
    left = bring_up_to_date()
    compile_all(HERE)
    print(f"{left} texts without a translation")
    sys.exit(1 if left else 0)

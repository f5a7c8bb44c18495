"""The catalogues of the pages: what is to be translated, and the compiled form of what is.

Standard library alone: the launcher and the build of a wheel compile with it before anything is
installed. Every folder `locale` of this room holds `zh_Hans` and `zh_Hant` in gettext's own format.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
TONGUES: Final = ("zh_Hans", "zh_Hant")
_CALLS: Final = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
_HEAD: Final = (
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)

Catalogue = dict[str, str]
"""Translation by text; of a text with a plural, by the singular."""

Wanted = dict[str, str | None]
"""Texts that are shown, each with its plural where it has one."""


def compile_all(root: Path = HERE) -> int:
    """Write each `django.mo` that is older than its `django.po`; returns how many were."""
    made = 0
    for source in sorted(root.rglob("LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.write_bytes(compiled(source.read_text(encoding="utf-8")))
            made += 1
    return made


def compiled(text: str) -> bytes:
    """A catalogue in gettext's binary form; fuzzy and empty translations are left out."""
    pairs = {"": _HEAD}
    for one, more, said in entries(text):
        if one and said:
            pairs[f"{one}\0{more}" if more else one] = said
    keys = sorted(pairs, key=lambda each: each.encode())
    count, start = len(keys), 28 + 16 * len(keys)
    texts, places = b"", []
    for group in (keys, [pairs[key] for key in keys]):
        for each in group:
            data = each.encode()
            places.append((len(data), start + len(texts)))
            texts += data + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * count, 0, start)
    return head + b"".join(struct.pack("<2I", *each) for each in places) + texts


def entries(text: str) -> Iterator[tuple[str, str, str]]:
    """(text, plural, translation) of a catalogue; a fuzzy one has no translation."""
    for block in re.split(r"\n\s*\n", text):
        found: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            match = re.match(r'(msgid_plural|msgid|msgstr(?:\[0\])?)\s+(".*")$', line)
            if match:
                name = match[1].replace("[0]", "")
                found[name] = ast.literal_eval(match[2])
            elif line.startswith('"') and name:
                found[name] += ast.literal_eval(line)
        if "msgid" in found:
            fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE)
            said = "" if fuzzy else found.get("msgstr", "")
            yield found["msgid"], found.get("msgid_plural", ""), said


def read(path: Path) -> Catalogue:
    """A catalogue by its file; empty where there is none."""
    if not path.exists():
        return {}
    return {one: said for one, _, said in entries(path.read_text(encoding="utf-8")) if one}


def write(path: Path, wanted: Wanted, known: Mapping[str, str]) -> None:
    """Write a catalogue of what is wanted, with the translations there are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = ['msgid ""\nmsgstr ""\n' + "".join(f"{_quoted(x)}\n" for x in _HEAD.splitlines(True))]
    for text, plural in sorted(wanted.items()):
        said = known.get(text, "")
        if plural is None:
            parts.append(f"msgid {_quoted(text)}\nmsgstr {_quoted(said)}\n")
        else:
            plurals = f"msgid_plural {_quoted(plural)}\nmsgstr[0] {_quoted(said)}\n"
            parts.append(f"msgid {_quoted(text)}\n{plurals}")
    path.write_text("\n".join(parts), encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


# -- what is shown ------------------------------------------------------------------------------


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
    compile_all()
    print(f"{left} texts without a translation")
    sys.exit(1 if left else 0)

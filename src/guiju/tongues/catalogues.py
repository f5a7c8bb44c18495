"""Catalogues of translations in gettext's own format: read, written, and compiled.

Standard library alone, and nothing of this package: the launcher and the build of a wheel compile
with this file before anything is installed.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parent.parent
TONGUES: Final = ("zh_Hans", "zh_Hant")
"""The languages that have catalogues, by the names of their folders."""

_HEAD: Final = (
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=1; plural=0;\n"
)

Catalogue = dict[str, str]
"""Translation by text; of a text with a plural, by the singular."""

Wanted = dict[str, str | None]
"""Texts that are shown, each with its plural where it has one."""


def compile_all(root: Path = SOURCE) -> int:
    """Write each `.mo` below a folder that is older than its `.po`; returns how many were."""
    made = 0
    for source in sorted(root.rglob("LC_MESSAGES/*.po")):
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

"""What is different between two versions: sentences, and colours for the diagrams."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guiju.check.discover import Difference, compare_versions
from guiju.check.discover.difference import differs
from guiju.standard import bpmn
from guiju.standard.pack import Pack
from guiju.web.standards.library import pack_of
from guiju.web.standards.models import Version
from guiju.web.standards.texts import kind_of

COLOURS: Mapping[str, str] = {"element-added": "added", "flow-added": "added",
                              "element-removed": "removed", "flow-removed": "removed"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What changed in one file.

    Attributes:
        path: inside the pack.
        kind: process, decision, form or text.
        how: added, removed or changed.
        told: in words, where the file's kind can tell.
        lines: (sign, text) of a line by line comparison, where it cannot.
    """

    path: str
    kind: str
    how: str
    told: tuple[Difference, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()


def compare(old: Version, new: Version, language: str) -> tuple[FileChanges, ...]:
    """What changed from one version to another, file by file in the order of reading."""
    packs = pack_of(old), pack_of(new)
    found = [_clauses(*packs, language), _parameters(*packs)]
    told = {each.path for each in found if each is not None}
    files = _files(old.files, new.files, told)
    return tuple(each for each in (*found, *files) if each is not None)


def marks(old: str, new: str) -> dict[str, list[dict[str, str]]]:
    """Marks of both diagrams of a process: on the old one what is gone, on the new one the rest."""
    told = _processes(old, new)
    marked: dict[str, list[dict[str, str]]] = {"old": [], "new": []}
    for each in told:
        if each.element is None or each.code == "clause-changed":
            continue
        kind = COLOURS.get(each.code, "changed")
        for side in ("old", "new"):
            if (side, kind) not in (("old", "added"), ("new", "removed")):
                marked[side].append({"element": each.element, "kind": kind, "note": str(each)})
    return marked


def _processes(old: str, new: str) -> tuple[Difference, ...]:
    before, after = bpmn.read(old.encode()).definitions, bpmn.read(new.encode()).definitions
    return compare_versions(before, after) if before and after else ()


def _files(old: Mapping[str, str], new: Mapping[str, str], told: set[str]) -> Iterator[FileChanges]:
    for path in sorted({*old, *new} - told):
        if old.get(path) == new.get(path):
            continue
        kind = kind_of(path)
        if path not in old or path not in new:
            yield FileChanges(path, kind, "added" if path in new else "removed")
        elif kind == "process":
            yield FileChanges(path, kind, "changed", _processes(old[path], new[path]))
        else:
            lines = tuple(_lines(old[path], new[path]))
            yield FileChanges(path, kind, "changed", (), lines)


def _lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    compared = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=1)
    for number, line in enumerate(compared):
        if number > 1 and line and line[0] != "@":
            yield line[0] if line[0] in "+-" else " ", line[1:]


def _clauses(old: Pack | None, new: Pack | None, language: str) -> FileChanges | None:
    if old is None or new is None:
        return None
    before = {one.id: one for one in old.manuals[language].clauses}
    after = {one.id: one for one in new.manuals[language].clauses}
    lines: list[tuple[str, str]] = []
    for id_ in dict.fromkeys((*before, *after)):
        was, now = _clause(before.get(id_)), _clause(after.get(id_))
        if was != now:
            lines += [("@", id_), *_lines(was, now)]
    path = "standard.md" if language == "en" else f"standard.{language}.md"
    return FileChanges(path, "text", "changed", (), tuple(lines)) if lines else None


def _clause(clause: object) -> str:
    text = getattr(clause, "text", "")
    return f"{getattr(clause, 'title', '')}\n{text}" if text else ""


def _parameters(old: Pack | None, new: Pack | None) -> FileChanges | None:
    if old is None or new is None:
        return None
    told = [
        differs("parameter-changed", "Parameter {id} is {after}; it was {before}.", id_, id=id_,
                before=_value(old, id_), after=_value(new, id_))
        for id_ in dict.fromkeys((*old.parameters, *new.parameters))
        if _value(old, id_) != _value(new, id_)
    ]  # fmt: skip
    return _told("pack.yaml", told)


def _value(pack: Pack, id_: str) -> str:
    one = pack.parameters.get(id_)
    return f"{one.value} {one.unit}" if one else "–"


def _told(path: str, told: Iterable[Difference]) -> FileChanges | None:
    kept = tuple(told)
    return FileChanges(path, "text", "changed", kept) if kept else None

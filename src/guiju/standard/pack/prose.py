"""Markdown of a pack: the numbered clauses, and scripts in ordered parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from guiju.standard.model.definitions import Clause
from guiju.standard.pack.model import Chapter, Manual, Part, Talk
from guiju.standard.pack.trouble import Reading, Trouble, read_yaml

CLAUSE_ID: Final = re.compile(r"^[A-Z]{2,5}-[0-9]+(\.[0-9]+)*$")
_HEADING: Final = re.compile(r"^(#{1,3})\s+(.*?)\s*$")
_FRONT: Final = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_SCRIPT_KEYS: Final = ("clause", "channel", "longest", "sentence", "banned", "needs")


def _lines(file: str, data: bytes, trouble: Trouble) -> list[str]:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        trouble.add("text-not-utf-8", file, "expected UTF-8, found something else")
        return []


def _sections(lines: list[str]) -> Iterator[tuple[int, str, str, int]]:
    """(level, heading, text below, line) of each; what stands before the first has level 0."""
    level, heading, start = 0, "", 0
    body: list[str] = []
    for number, line in enumerate([*lines, "# "], 1):
        found = _HEADING.match(line) or (
            re.match(r"^(#)\s()$", line) if number > len(lines) else None
        )
        if found is None:
            body.append(line)
            continue
        yield level, heading, "\n".join(body).strip(), start
        level, heading, start, body = len(found[1]), found[2], number, []


def read_manual(file: str, data: bytes, trouble: Trouble) -> Manual:
    """The written standard in one language."""
    title = introduction = ""
    chapters: list[tuple[str, str, list[Clause]]] = []
    seen: set[str] = set()
    for level, heading, text, line in _sections(_lines(file, data, trouble)):
        if level == 1:
            title, introduction = heading, text
        elif level == 2:
            chapters.append((heading, text, []))
        elif level == 3:
            id_, _, name = heading.partition(" ")
            if not CLAUSE_ID.match(id_) or not name.strip() or id_ in seen:
                trouble.add(
                    "clause-heading",
                    file,
                    "expected '### ID Title' with an id of its own, found {found}",
                    line,
                    found=heading,
                )
                continue
            if not chapters:
                chapters.append(("", "", []))
            if not text:
                trouble.add(
                    "clause-without-text",
                    f"{file}: {id_}",
                    "expected a text below the heading",
                    line,
                )
            seen.add(id_)
            chapters[-1][2].append(Clause(id_, text, name.strip()))
    made = tuple(Chapter(name, tuple(clauses), text) for name, text, clauses in chapters)
    return Manual(title, introduction, made)


def read_talk(file: str, data: bytes, trouble: Trouble) -> tuple[Talk, dict[str, Any]]:
    """A script in one language, and what its front matter says."""
    text = "\n".join(_lines(file, data, trouble))
    front = _FRONT.match(text)
    head: dict[str, Any] = {}
    if front is not None:
        written = read_yaml(file, front[1].encode(), trouble)
        reading = Reading(written, trouble)
        head = reading.mapping(written.data, ())
        reading.known(head, _SCRIPT_KEYS, ())
        text = text[front.end() :]
    title, parts = "", []
    needs = head.get("needs") if isinstance(head.get("needs"), dict) else {}
    for level, heading, body, _line in _sections(text.split("\n")):
        if level == 1:
            title = heading
        elif level == 2:
            id_, _, name = heading.partition(" ")
            phrases = tuple(
                " ".join(each.split())
                for each in re.split(r"^[-*]\s+", body, flags=re.MULTILINE)[1:]
            )
            known = (needs or {}).get(id_, ())
            words = tuple(str(each) for each in (known if isinstance(known, list) else ()))
            parts.append(Part(id_, name.strip(), phrases, words))
    for part in parts:
        if not part.phrases or not part.title:
            trouble.add("script-part-empty", f"{file}: {part.id}", "expected a title and phrases")
    if not parts:
        trouble.add("script-without-parts", file, "expected parts ('## id Title'), found none")
    banned = head.get("banned")
    talk = Talk(
        title,
        tuple(parts),
        tuple(str(each) for each in (banned if isinstance(banned, list) else ())),
        _whole(head.get("longest")),
        _whole(head.get("sentence")),
    )
    return talk, head


def _whole(data: Any) -> int:
    return data if isinstance(data, int) and not isinstance(data, bool) and data > 0 else 0


def blanks(texts: tuple[str, ...]) -> frozenset[str]:
    """The `{places}` of some texts."""
    return frozenset(each for text in texts for each in re.findall(r"\{([\w-]+)\}", text))

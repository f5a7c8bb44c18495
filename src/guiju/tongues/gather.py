"""Which texts people read: gathered from the source, so that none is forgotten.

`python -m guiju.tongues.gather` brings the catalogues up to date and tells what has no
translation yet.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from guiju.tongues.catalogues import SOURCE, TONGUES, Wanted, compile_all, read, write
from guiju.tongues.shown import shown
from guiju.tongues.templates import Parameters, phrases, sentences, templates
from guiju.tongues.words import WORDS

AREAS: Final = {
    "models": ("standard/bpmn", "standard/model", "standard/steps", "standard/compile.py",
               "standard/layout"),
    "lint": ("standard/lint",),
    "decisions": ("standard/dmn", "standard/feel"),
    "packs": ("standard/pack", "packs", "scenarios"),
    "logs": ("journal",),
    "checking": ("check",),
    "running": ("run", "client"),
    "systems": ("systems",),
    "uploads": ("web/standards",),
}  # fmt: skip
"""Each catalogue of the rooms below, and the rooms; a text stands in the first that uses it."""

OWN_TONGUES: Final = (
    "standard/phrases", "systems/messages/words.py", "systems/shipping/papers/words.py",
    "check/report/style.py", "standard/layout/svg/style.py", "standard/pack/pages.py",
)  # fmt: skip
"""Modules that hold their texts in all languages, or style sheets."""


def texts() -> dict[str, Wanted]:
    """Every text that people read, by the catalogue it belongs in."""
    trees = {area: list(_trees(folders)) for area, folders in AREAS.items()}
    known = Parameters(tree for several in trees.values() for tree in several)
    found: dict[str, Wanted] = {"words": dict.fromkeys(WORDS), "phrases": {}, "terminal": {}}
    for tree in _trees(("cli",)):
        found["terminal"].update(shown(tree))
    options = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    found["options"] = dict(shown(options, ("_", "ngettext")))
    for area, several in trees.items():
        found[area] = dict.fromkeys(
            text
            for tree in several
            for text in (*templates(tree, known), *(sentences(tree) if area != "uploads" else ()))
        )
        if area == "checking":
            for tree in several:
                found[area].update(shown(tree, ("say",)))
        for tree in several:
            found["phrases"].update(dict.fromkeys(phrases(tree, known)))
    return _each_once(found)


def _each_once(found: dict[str, Wanted]) -> dict[str, Wanted]:
    """Each text in one catalogue alone."""
    seen: set[str] = set()
    for area, wanted in found.items():
        found[area] = {text: more for text, more in wanted.items() if text not in seen}
        seen |= set(wanted)
    return found


def _trees(places: Iterable[str]) -> Iterator[ast.Module]:
    for place in places:
        folder = SOURCE / place
        for path in [folder] if folder.is_file() else sorted(folder.rglob("*.py")):
            inside = path.relative_to(SOURCE).as_posix()
            if not inside.startswith(OWN_TONGUES) and "migrations" not in path.parts:
                yield ast.parse(path.read_text(encoding="utf-8"))


def bring_up_to_date() -> list[str]:
    """Put every text into its catalogues; what has no translation yet.

    argparse says other things in other versions of Python, so what it once said is kept.
    """
    missing, every = [], texts()
    for tongue in TONGUES:
        folder = Path(__file__).resolve().parent / tongue / "LC_MESSAGES"
        known = {text: said for path in folder.glob("*.po") for text, said in read(path).items()}
        for area, wanted in every.items():
            path = folder / f"{area}.po"
            kept = dict.fromkeys(read(path)) if area == "options" else {}
            write(path, {**kept, **wanted}, known)
            missing += [f"{tongue}: {text}" for text in wanted if not known.get(text)]
    return missing


if __name__ == "__main__":
    left = bring_up_to_date()
    compile_all()
    print("\n".join(left))
    sys.exit(1 if left else 0)

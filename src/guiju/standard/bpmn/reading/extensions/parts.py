"""What the dialects have in common: where they write, and lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.reading.expressions import name_or_expression
from guiju.standard.model.definitions import Assignment, Expression

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_LIST = re.compile(r'=\s*\[?\s*"(?:[^"\\]|\\.)*"(?:\s*,\s*"(?:[^"\\]|\\.)*")*\s*\]?\s*')


@dataclass(frozen=True, slots=True)
class Instances:
    """What extensions say of a multi-instance activity."""

    collection: Expression | None = None
    element: str | None = None
    results: str | None = None
    result: Expression | None = None


def extension(element: Element, uri: str, name: str) -> Element | None:
    """The first such element inside extensionElements."""
    return next(extensions(element, uri, name), None)


def extensions(element: Element, uri: str, name: str) -> Iterator[Element]:
    """All such elements inside extensionElements."""
    for holder in element.all("extensionElements"):
        yield from holder.all("{" + uri + "}" + name)


def names(text: str | None) -> tuple[str, ...]:
    """Names between commas, a FEEL list of texts, or one expression."""
    bare = name_or_expression(text)
    if bare is None:
        return ()
    if bare.startswith("="):
        return tuple(_QUOTED.findall(bare)) if _LIST.fullmatch(bare) else (bare,)
    return tuple(part.strip() for part in bare.split(",") if part.strip())


def assignment(source: Expression | None, target: str | None) -> tuple[Assignment, ...]:
    """One mapping, or none where a side is missing."""
    return (Assignment(source, target),) if source is not None and target else ()


def whole(text: str | None) -> int | None:
    """A small number, None where it is none."""
    bare = (text or "").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 7 else None

"""Decision tables with the names of the pack: a decision sees what it requires (DMN 1.5, 6.2.2).

A decision of a pack may name parameters and lists as any expression may. What it names is put into
its requirements, as input data of that name, when the pack is read and deployed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

_DECISION: Final = re.compile(
    r"<(?P<p>(?:[\w.-]+:)?)decision\b[^>]*>.*?</(?P=p)decision>", re.DOTALL
)
_INPUT: Final = re.compile(r"<(?:[\w.-]+:)?inputData\b([^>]*)>")
_ID, _NAME = (re.compile(rf'\b{each}="([^"]*)"') for each in ("id", "name"))
_REQUIREMENTS: Final = (
    "informationRequirement", "knowledgeRequirement", "authorityRequirement",
    "supportedObjective", "impactedPerformanceIndicator", "decisionMaker", "decisionOwner",
    "usingProcess", "usingTask", "literalExpression", "decisionTable", "context", "invocation",
    "relation", "list", "functionDefinition", "conditional", "filter", "for", "every", "some",
)  # fmt: skip
_BODY: Final = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(_REQUIREMENTS)})\b")
"""Where what a decision requires may stand: before its logic, line for line as it was."""


def with_names(data: bytes, names: Collection[str]) -> bytes:
    """A DMN file whose decisions require those of the names that they use.

    Args:
        names: of the pack's parameters and lists; constants that nothing sets.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data  # whoever reads it says so
    inputs = _inputs(text)
    new: dict[str, str] = {}
    pieces, done = [], 0
    for found in _DECISION.finditer(text):
        used = [name for name in names if _uses(found[0], name)]
        new.update((name, f"parameter_{name}") for name in used if name not in inputs)
        pieces += [text[done : found.start()], _requiring(found, used, {**inputs, **new})]
        done = found.end()
    if not done:
        return data
    first = _DECISION.search(text)
    assert first is not None
    pieces[0] += "".join(
        f'<{first["p"]}inputData id="{id_}" name="{name}">'
        f'<{first["p"]}variable name="{name}"/></{first["p"]}inputData>'
        for name, id_ in new.items()
    )
    return "".join([*pieces, text[done:]]).encode()


def _inputs(text: str) -> dict[str, str]:
    """Ids of input data by their name."""
    found: dict[str, str] = {}
    for attributes in _INPUT.findall(text):
        id_, name = _ID.search(attributes), _NAME.search(attributes)
        if id_ and name:
            found[name[1]] = id_[1]
    return found


def _uses(decision: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", decision) is not None


def _requiring(found: re.Match[str], used: Collection[str], ids: dict[str, str]) -> str:
    """A decision with the requirements that it lacks."""
    decision, prefix = found[0], found["p"]
    lacking = [ids[name] for name in used if f'href="#{ids[name]}"' not in decision]
    body = _BODY.search(decision)
    if body is None:
        return decision
    added = "".join(
        f"<{prefix}informationRequirement>"
        f'<{prefix}requiredInput href="#{id_}"/></{prefix}informationRequirement>'
        for id_ in lacking
    )
    return decision[: body.start()] + added + decision[body.start() :]

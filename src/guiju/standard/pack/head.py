"""pack.yaml and indicators.yaml."""

from __future__ import annotations

import re
from typing import Any, Final

from guiju.standard import feel
from guiju.standard.model.problem import Problem
from guiju.standard.pack.model import LANGUAGES, Indicator, Role, Term
from guiju.standard.pack.parameters import read_parameters
from guiju.standard.pack.trouble import Reading, Trouble, Written

_KEYS: Final = (
    "name",
    "version",
    "title",
    "about",
    "owner",
    "industry",
    "roles",
    "parameters",
    "glossary",
    "lists",
    "constraints",
)
_KINDS: Final = ("staff", "customer", "partner")
_MEASURES: Final = ("time", "count", "value", "share", "presence")
_DIRECTIONS: Final = ("at most", "at least", "")
_INDICATOR: Final = (
    "title",
    "clause",
    "element",
    "measure",
    "of",
    "per",
    "by",
    "unit",
    "target",
    "direction",
)


def read_head(written: Written, trouble: Trouble) -> dict[str, Any]:
    """The fields of a pack that pack.yaml fills."""
    reading = Reading(written, trouble)
    data = reading.mapping(written.data, ())
    reading.known(data, _KEYS, ())
    name = reading.text(data.get("name"), ("name",))
    if name and not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        reading.wrong("pack-name", ("name",), "expected a-z, 0-9 and -, found {found}", found=name)
    roles = _roles(data.get("roles"), reading)
    owner = reading.text(data.get("owner"), ("owner",))
    if owner and owner not in roles:
        reading.wrong(
            "role-unknown", ("owner",), "expected a role of the pack, found {found}", found=owner
        )
    parameters = read_parameters(data.get("parameters"), reading)
    for id_, one in parameters.items():
        if one.changed_by not in roles:
            reading.wrong(
                "role-unknown",
                ("parameters", id_, "changed_by"),
                "expected a role of the pack, found {found}",
                found=one.changed_by,
            )
    return {
        "name": name,
        "version": reading.text(data.get("version"), ("version",)),
        "title": reading.languages(data.get("title"), ("title",), LANGUAGES),
        "about": reading.languages(data.get("about"), ("about",), LANGUAGES),
        "owner": owner,
        "industry": str(data.get("industry", "")),
        "roles": roles,
        "parameters": parameters,
        "glossary": _glossary(data.get("glossary"), reading),
        "lists": _lists(data.get("lists"), reading, {one.name for one in parameters.values()}),
        "constraints": _constraints(data.get("constraints"), reading),
    }


def _roles(data: Any, reading: Reading) -> dict[str, Role]:
    found = {}
    for id_, written in reading.mapping(data, ("roles",)).items():
        path = ("roles", id_)
        one = reading.mapping(written, path)
        reading.known(one, ("title", "kind"), path)
        kind = str(one.get("kind", "staff"))
        if kind not in _KINDS:
            reading.wrong(
                "kind-unknown",
                (*path, "kind"),
                "expected staff, customer or partner, found {found}",
                found=kind,
            )
        found[id_] = Role(
            id_, reading.languages(one.get("title"), (*path, "title"), LANGUAGES), kind
        )
    return found


def _glossary(data: Any, reading: Reading) -> tuple[Term, ...]:
    found = []
    for number, written in enumerate(reading.items(data, ("glossary",))):
        path = ("glossary", number)
        one = reading.mapping(written, path)
        reading.known(one, ("term", "means", "synonyms", "banned"), path)
        term = reading.languages(one.get("term"), (*path, "term"), LANGUAGES)
        synonyms, banned = (
            {
                language: tuple(str(each) for each in reading.items(said, (*path, key, language)))
                for language, said in reading.mapping(one.get(key), (*path, key)).items()
            }
            for key in ("synonyms", "banned")
        )
        said = one.get("means")
        means = reading.languages(said, (*path, "means"), LANGUAGES) if said else {}
        found.append(Term(term, synonyms, banned, means))
    return tuple(found)


def _lists(data: Any, reading: Reading, taken: set[str]) -> dict[str, tuple[Any, ...]]:
    found = {}
    for name, items in reading.mapping(data, ("lists",)).items():
        path = ("lists", name)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in taken:
            reading.wrong(
                "list-name",
                path,
                "expected a name of its own, of a-z, 0-9 and _, found {found}",
                found=name,
            )
        made = tuple(reading.items(items, path))
        for each in made:
            if not isinstance(each, (str, int, float)):
                reading.wrong(
                    "list-member",
                    path,
                    "expected texts or numbers, found {found}",
                    found=type(each).__name__,
                )
        found[name] = made
    return found


def _constraints(data: Any, reading: Reading) -> tuple[tuple[str, str], ...]:
    found = []
    for number, written in enumerate(reading.items(data, ("constraints",))):
        path = ("constraints", number)
        one = reading.mapping(written, path)
        says, field = (reading.text(one.get(key), (*path, key)) for key in ("says", "field"))
        compiled = feel.compile_expression(says) if says else None
        if isinstance(compiled, Problem):
            reading.trouble.take("pack.yaml", (compiled,))
        elif says:
            found.append((says, field))
    return tuple(found)


def read_indicators(reading: Reading) -> dict[str, Indicator]:
    """indicators.yaml."""
    found = {}
    for id_, written in reading.mapping(reading.written.data, ()).items():
        path = (id_,)
        one = reading.mapping(written, path)
        reading.known(one, _INDICATOR, path)
        title = reading.languages(one.get("title"), (*path, "title"), LANGUAGES)
        measure, direction = str(one.get("measure")), str(one.get("direction", ""))
        if measure not in _MEASURES:
            reading.wrong(
                "measure-unknown",
                (*path, "measure"),
                "expected one of {known}, found {found}",
                known=", ".join(_MEASURES),
                found=measure,
            )
        if direction not in _DIRECTIONS:
            reading.wrong(
                "direction-unknown",
                (*path, "direction"),
                "expected at most or at least, found {found}",
                found=direction,
            )
        for key in ("of", "per"):
            if one.get(key) is not None:
                compiled = feel.compile_expression(str(one[key]))
                if isinstance(compiled, Problem):
                    reading.trouble.take("indicators.yaml", (compiled,))
        found[id_] = Indicator(
            id_,
            title,
            str(one.get("clause", "")),
            str(one.get("element", "")),
            measure,
            str(one.get("of", "")),
            str(one.get("per", "")),
            tuple(str(each) for each in reading.items(one.get("by"), (*path, "by"))),
            str(one.get("unit", "")),
            str(one.get("target", "")),
            direction,
        )
    return found

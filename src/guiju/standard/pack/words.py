"""Names and labels of a pack, by section, and whether every language has them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from guiju.standard.dmn import load as load_table
from guiju.standard.dmn.expressions import DecisionTable
from guiju.standard.model.definitions import Event
from guiju.standard.pack.model import LANGUAGES, Pack
from guiju.standard.pack.trouble import Trouble
from guiju.standard.pack.walking import leaves, nodes_of, scopes_of

SECTIONS: Final = ("processes", "decisions", "forms", "deadlines", "calendars", "lists")
_LABELS: Final = ("label", "description", "text", "title", "alt")


def check_words(pack: Pack, trouble: Trouble) -> None:
    """Every name has its translation; a translation that nothing uses is a warning."""
    wanted = {section: dict.fromkeys(names(pack, section)) for section in SECTIONS}
    for language in LANGUAGES[1:]:
        said = pack.translations.get(language)
        if said is None:
            continue
        for section, known in wanted.items():
            have = said.get(section, {})
            for name in known:
                if not have.get(name, "").strip():
                    trouble.add(
                        "translation-missing",
                        f"i18n/{language}.yaml: {section}",
                        "expected a translation of {name!r}, found none",
                        name=name,
                    )
            for name in have:
                if name not in known:
                    trouble.warn(
                        "translation-unused",
                        f"i18n/{language}.yaml: {section}",
                        "expected a name of the pack, found {name!r}",
                        name=name,
                    )


def names(pack: Pack, section: str) -> Iterator[str]:
    """Every English name and label of a section, in the order of the files."""
    finders = {
        "processes": _of_processes,
        "decisions": _of_decisions,
        "forms": _of_forms,
        "deadlines": _of_timing("deadlines"),
        "calendars": _of_timing("calendars"),
        "lists": _of_lists,
    }
    return (each for each in finders[section](pack) if each.strip())


def _of_processes(pack: Pack) -> Iterator[str]:
    titles = {role.title.get("en") for role in pack.roles.values()}
    for standard in pack.standards.values():
        definitions = standard.definitions
        yield definitions.name
        yield from (each.name for each in definitions.participants)
        yield from (
            each.name
            for each in definitions.roots.values()
            if each.kind in ("message", "signal", "error", "escalation") and each.name != each.code
        )
        for process in definitions.processes:
            yield process.name
            yield from (lane.name for lane in leaves(process.lanes) if lane.name not in titles)
            for scope in scopes_of(process.body):
                yield from (flow.name for flow in scope.flows)
                yield from (note.text for note in scope.annotations)
            for node in nodes_of(process.body):
                yield node.name
                if isinstance(node, Event):
                    yield from (each.link or "" for each in node.definitions)


def _of_decisions(pack: Pack) -> Iterator[str]:
    for data in pack.decisions.values():
        model = load_table(data).model
        if model is None:
            continue
        yield model.definitions.name or ""
        for decision in model.definitions.decisions:
            yield decision.name
            table = decision.expression
            if isinstance(table, DecisionTable):
                yield from _of_table(table)


def _of_table(table: DecisionTable) -> Iterator[str]:
    """Names and texts of a table; one with a column `language` brings its outputs in all three."""
    for column in table.inputs:
        yield column.label or column.expression.text
    for output in table.outputs:
        yield output.name or ""
    tongue = language_column(table)
    for rule in table.rules:
        for place, test in enumerate(rule.inputs):
            if place != tongue:
                yield from texts_in(test.text)
        for result in rule.outputs if tongue is None else ():
            yield from texts_in(result.text)


def language_column(table: DecisionTable) -> int | None:
    """Which input column says the language of a row, where one does."""
    for place, column in enumerate(table.inputs):
        if (column.label or column.expression.text) == "language":
            return place
    return None


def texts_in(cell: str) -> Iterator[str]:
    """The text literals of a cell."""
    found = cell.split('"')
    yield from found[1::2]


def _of_forms(pack: Pack) -> Iterator[str]:
    for data in pack.forms.values():
        try:
            schema = json.loads(data)
        except (ValueError, RecursionError):
            continue
        yield from labels(schema)


def labels(schema: Any) -> Iterator[str]:
    """Every text for people of a form."""
    if not isinstance(schema, dict):
        return
    for component in schema.get("components") or ():
        if not isinstance(component, dict):
            continue
        yield from (str(component[key]) for key in _LABELS if isinstance(component.get(key), str))
        for option in component.get("values") or ():
            if isinstance(option, dict) and isinstance(option.get("label"), str):
                yield option["label"]
        yield from labels(component)


def fields(schema: Any) -> Iterator[str]:
    """The labels of what takes a value in a form."""
    if not isinstance(schema, dict):
        return
    for component in schema.get("components") or ():
        if isinstance(component, dict):
            if isinstance(component.get("label"), str) and "key" in component:
                yield component["label"]
            yield from fields(component)


def _of_timing(section: str) -> Any:
    def find(pack: Pack) -> Iterator[str]:
        said = pack.timing.get(section)
        yield from (str(each) for each in (said if isinstance(said, dict) else {}))

    return find


def _of_lists(pack: Pack) -> Iterator[str]:
    for items in pack.lists.values():
        yield from (each for each in items if isinstance(each, str))

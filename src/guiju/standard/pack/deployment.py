"""What an engine keeps of a pack: each file of processes with clauses and parameters put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import yaml

from guiju.standard.model.definitions import Clause
from guiju.standard.pack.model import Pack, Parameter
from guiju.standard.pack.parameters import amount, literal, shown
from guiju.standard.pack.tables import with_names

_OURS: Final = 'xmlns:gj="https://guiju.org/schema/2026"'


@dataclass(frozen=True, slots=True)
class Deployment:
    """One file of processes with all it needs.

    Attributes:
        file: its name in the pack.
        data: the BPMN with the clauses and parameters of the pack.
        tables: DMN files by name.
        forms: form-js schemas by id.
        timing: calendars and deadlines with the parameters' values.
    """

    file: str
    data: bytes
    tables: Mapping[str, bytes]
    forms: Mapping[str, bytes]
    timing: bytes


def put_in(
    data: bytes,
    clauses: tuple[Clause, ...],
    parameters: Mapping[str, Parameter],
    lists: Mapping[str, tuple[Any, ...]],
) -> bytes:
    """A BPMN file with clauses and parameters in its definitions, line for line as it was."""
    start = data.find(b"definitions")
    end = data.find(b">", start)
    if start < 0 or end < 0:
        return data
    prefix = data[data.rfind(b"<", 0, start) + 1 : start].decode("ascii", "replace")
    said = "".join(
        f'<gj:clause id="{escape(one.id)}" title="{escape(one.title)}">'
        f"{escape(one.text)}</gj:clause>"
        for one in clauses
    ).replace("\n", " ")
    constants = "".join(_parameter(each) for each in parameters.values())
    constants += "".join(
        f'<gj:parameter name="{name}" value="{escape(_list(items))}"/>'
        for name, items in lists.items()
    )
    inside = (
        f"<{prefix}extensionElements><gj:clauses {_OURS}>{said}</gj:clauses>"
        f"<gj:parameters {_OURS}>{constants}</gj:parameters></{prefix}extensionElements>"
    )
    return data[: end + 1] + inside.encode() + data[end + 1 :]


def _parameter(one: Parameter) -> str:
    return (
        f'<gj:parameter id="{one.id}" name="{one.name}" value="{escape(literal(one))}"'
        f' title="{escape(one.title.get("en", ""))}" unit="{one.unit}"/>'
    )


def _list(items: tuple[Any, ...]) -> str:
    return (
        "["
        + ", ".join(
            '"' + each.replace("\\", "\\\\").replace('"', '\\"') + '"'
            if isinstance(each, str)
            else str(each).lower()
            for each in items
        )
        + "]"
    )


def timing_text(timing: Mapping[str, Any], parameters: Mapping[str, Parameter]) -> bytes:
    """timing.yaml with the parameters' values where it names them."""
    by_name = {each.name: each for each in parameters.values()}

    def filled(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: filled(value) for key, value in data.items()}
        if isinstance(data, list):
            return [filled(each) for each in data]
        if isinstance(data, str) and data.startswith("=") and data[1:].strip() in by_name:
            return amount(by_name[data[1:].strip()])
        return data

    return yaml.safe_dump(filled(timing), allow_unicode=True, sort_keys=True).encode()


def filled_in(text: str, parameters: Mapping[str, Parameter], language: str) -> str:
    """A text of the manual with the values of `{P-01}`."""
    for one in parameters.values():
        text = text.replace("{" + one.id + "}", shown(one, language))
    return text


def tables_of(pack: Pack, data: bytes) -> dict[str, bytes]:
    """The decision tables a file of processes may ask, seeing the pack's parameters and lists."""
    if b"businessRuleTask" not in data:
        return {}
    names = [*(each.name for each in pack.parameters.values()), *pack.lists]
    return {file: with_names(table, names) for file, table in pack.decisions.items()}


def deployments(pack: Pack) -> tuple[Deployment, ...]:
    """What an engine keeps of a pack, one for each file of processes."""
    clauses = pack.manuals["en"].clauses if "en" in pack.manuals else ()
    timing = timing_text(pack.timing, pack.parameters) if pack.timing else b""
    return tuple(
        Deployment(
            file,
            put_in(data, clauses, pack.parameters, pack.lists),
            tables_of(pack, data),
            {id_: form for id_, form in pack.forms.items() if f'"{id_}"'.encode() in data},
            timing,
        )
        for file, data in pack.processes.items()
    )

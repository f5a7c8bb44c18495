"""Decision tables as rows that a page can show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from guiju.standard import dmn
from guiju.standard.dmn.expressions import DecisionTable, LiteralExpression
from guiju.standard.pack import Pack
from guiju.standard.pack.walking import nodes_of


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: its cells."""

    number: int
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One decision.

    Attributes:
        file: of the pack.
        name: in the reader's language.
        policy: hit policy with aggregation; "" for what is no table.
        inputs, outputs, notes: heads of the columns.
        text: the expression of a decision that is no table.
    """

    file: str
    id: str
    name: str
    policy: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[Row, ...]
    text: str = ""


def tables(pack: Pack, language: str) -> tuple[Table, ...]:
    """Every decision of a pack."""
    return tuple(
        table for file, data in pack.decisions.items() for table in _of(pack, file, data, language)
    )


def _of(pack: Pack, file: str, data: bytes, language: str) -> Iterator[Table]:
    loaded = dmn.load(data)
    if loaded.model is None:
        return

    def say(text: str) -> str:
        return pack.say("decisions", text, language)

    for one in loaded.model.definitions.decisions:
        name = say(one.name)
        table = one.expression
        if isinstance(table, DecisionTable):
            yield _table(file, one.id or one.name, name, table, say)
        else:
            text = table.text if isinstance(table, LiteralExpression) else ""
            yield Table(file, one.id or one.name, name, "", (), (), (), (), text)


def _table(file: str, id_: str, name: str, table: DecisionTable, say: Any) -> Table:
    rows = tuple(
        Row(
            number,
            tuple(_cell(each.text, say) for each in rule.inputs),
            tuple(_cell(getattr(each, "text", ""), say) for each in rule.outputs),
            tuple(say(each) for each in rule.annotations),
        )
        for number, rule in enumerate(table.rules, 1)
    )
    return Table(
        file,
        id_,
        name,
        f"{table.hit_policy} {table.aggregation or ''}".strip(),
        tuple(say(each.label or each.expression.text) for each in table.inputs),
        tuple(say(each.label or each.name or name) for each in table.outputs),
        tuple(say(each) for each in table.annotations),
        rows,
    )


def _cell(text: str, say: Any) -> str:
    """A cell for people: a text value without its quotes, in their language; - for anything."""
    told = (text or "").strip()
    if told in ("", "-"):
        return "–"
    if told[0] == told[-1] == '"' and told.count('"') == 2:
        return str(say(told[1:-1]))
    return told


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form's description."""

    label: str
    type: str
    required: bool
    options: tuple[str, ...]
    note: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form as people read about it."""

    id: str
    title: str
    clause: str
    handover: bool
    fields: tuple[FormField, ...]


def forms(pack: Pack, language: str) -> tuple[FormPage, ...]:
    """Every form of a pack."""
    return tuple(_form(pack, id_, data, language) for id_, data in pack.forms.items())


def _form(pack: Pack, id_: str, data: bytes, language: str) -> FormPage:
    schema = json.loads(data)
    told = schema.get("properties") or {}

    def say(text: Any) -> str:
        return pack.say("forms", str(text), language) if text else ""

    parts = schema.get("components") or []
    heads = [str(each.get("text", "")).lstrip("# ") for each in parts if each.get("type") == "text"]
    title = say(schema.get("title") or next(iter(heads), "")) or _steps(pack, id_, language) or id_
    fields = tuple(_fields(parts, say, 0))
    return FormPage(id_, title, told.get("clause", ""), bool(told.get("handover")), fields)


def _steps(pack: Pack, form: str, language: str) -> str:
    """The names of the steps that a form is filled in at."""
    names = dict.fromkeys(
        pack.say("processes", node.name, language)
        for standard in pack.standards.values()
        for process in standard.definitions.processes
        for node in nodes_of(process.body)
        if node.extras.form == form and node.name
    )
    return " · ".join(names)


def _fields(parts: list[Mapping[str, Any]], say: Any, depth: int) -> Iterator[FormField]:
    for one in parts:
        kind = str(one.get("type", ""))
        if kind in ("text", "separator", "spacer", "button", "image", "html", "iframe"):
            continue
        options = tuple(say(each.get("label")) for each in one.get("values") or [])
        required = bool((one.get("validate") or {}).get("required"))
        yield FormField(
            say(one.get("label") or one.get("dateLabel") or one.get("key")),
            kind, required, options, say(one.get("description")), depth,
        )  # fmt: skip
        yield from _fields(one.get("components") or [], say, depth + 1)

"""A form-js schema as nested parts that one template draws."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import nh3
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from guiju.run.forms import Laid, write_path
from guiju.standard import Problem
from guiju.web.forms.sending import name_of
from guiju.web.forms.words import complaint

Say = Callable[[str], str]
"""A label of the form in the reader's language."""

Path = tuple[str | int, ...]
_TEXT: Final = MarkdownIt("commonmark", {"html": False})
_INPUT_TYPES: Final = {"date": "date", "time": "time", "datetime": "datetime-local"}


@dataclass(slots=True)
class Part:
    """One component, ready for the template.

    Attributes:
        kind: which part of the template draws it.
        id, name: of the control.
        hidden: it is drawn but not shown, so that a script can show it.
        items: (value, label, chosen) of a choice.
        parts: what is inside; of a list of rows, one `Part` for each row.
        errors: what is wrong, in words.
    """

    kind: str
    id: str = ""
    name: str = ""
    label: str = ""
    hint: str = ""
    value: Any = ""
    control: str = "text"
    required: bool = False
    locked: bool = False
    hidden: bool = False
    limits: dict[str, Any] = field(default_factory=dict)
    items: list[tuple[str, str, bool]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    html: str = ""
    least: int = 0
    most: int = 1000
    fixed: bool = False


@dataclass(slots=True)
class _Drawing:
    laid: Laid
    variables: Mapping[str, Any]
    errors: Mapping[str, Sequence[Problem]]
    say: Say
    files: Mapping[str, str]
    zone: Any


def draw(
    schema: Mapping[str, Any],
    laid: Laid,
    variables: Mapping[str, Any],
    errors: Mapping[str, Sequence[Problem]],
    say: Say,
    zone: Any,
    files: Mapping[str, str] | None = None,
) -> list[Part]:
    """The parts of a form.

    Args:
        schema: form-js JSON.
        laid: the form with its values.
        variables: what the server holds; sources of options.
        errors: by path, as `validate` gives them.
        say: translates labels.
        zone: the reader's.
        files: names of what was uploaded, by reference.
    """
    drawing = _Drawing(laid, variables, errors, say, files or {}, zone)
    return _inside(schema, (), drawing)


def has_conditions(schema: Mapping[str, Any]) -> bool:
    """Whether what is shown depends on what is filled in."""
    for each in schema.get("components", ()):
        if not isinstance(each, Mapping):
            continue
        if each.get("conditional") or each.get("type") == "expression" or has_conditions(each):
            return True
        if any(str(each.get(key, "")).startswith("=") for key in ("readonly", "disabled", "text")):
            return True
    return False


def _inside(holder: Mapping[str, Any], path: Path, drawing: _Drawing) -> list[Part]:
    found = []
    for each in holder.get("components", ()):
        if isinstance(each, Mapping):
            part = _part(each, path, drawing)
            if part is not None:
                found.append(part)
    return found


def _part(component: Mapping[str, Any], path: Path, drawing: _Drawing) -> Part | None:
    kind = str(component.get("type"))
    say = drawing.say
    if kind in ("group", "multipage", "page"):
        inner = (*path, *_split(component.get("path")))
        parts = _inside(component, inner, drawing)
        hidden = bool(parts) and all(each.hidden for each in parts)
        return Part("group", label=say(_label(component)), parts=parts, hidden=hidden)
    if kind == "dynamiclist":
        return _rows(component, (*path, *_split(component.get("path"))), drawing)
    if kind in ("text", "html"):
        return _words(component, path, drawing)
    if kind == "table":
        return _table(component, drawing)
    if kind == "separator":
        return Part("separator")
    if "key" in component:
        return _control(component, (*path, *_split(component["key"])), drawing)
    return None


def _split(text: Any) -> tuple[str, ...]:
    return tuple(str(text).split(".")) if text else ()


def _label(component: Mapping[str, Any]) -> str:
    return str(component.get("label") or "")


def _rows(component: Mapping[str, Any], path: Path, drawing: _Drawing) -> Part | None:
    listing = drawing.laid.lists.get(path)
    if listing is None:
        return None
    rows = listing.rows
    count = len(listing.sheets)
    parts = [
        Part(
            "row",
            name=f"{write_path(path)}[{number}]",
            label=str(number + 1),
            parts=_inside(component, (*path, number), drawing),
        )
        for number in range(count)
    ]
    return Part(
        "rows",
        id=_id(path),
        name=write_path(path),
        label=drawing.say(_label(component)),
        value=count,
        parts=parts,
        hidden=listing.hidden,
        errors=_errors(path, drawing),
        least=rows.least,
        most=rows.most,
        fixed=rows.fixed,
    )


def _words(component: Mapping[str, Any], path: Path, drawing: _Drawing) -> Part:
    text = str(component.get("text") or component.get("content") or "")
    said = drawing.say(text)
    html = nh3.clean(_TEXT.render(said) if component.get("type") == "text" else said)
    # nh3 leaves no script, style or event in it.
    return Part("words", html=mark_safe(html))


def _table(component: Mapping[str, Any], drawing: _Drawing) -> Part | None:
    source = str(component.get("dataSource") or "").removeprefix("=").strip()
    rows = drawing.laid.scope.get(source)
    columns = [each for each in component.get("columns", ()) if isinstance(each, Mapping)]
    if not isinstance(rows, list) or not columns:
        return None
    part = Part("table", label=drawing.say(_label(component)))
    part.items = [(str(c.get("key")), drawing.say(str(c.get("label", ""))), False) for c in columns]
    for row in rows[:200]:
        if isinstance(row, Mapping):
            cells = [("", _plain(row.get(str(c.get("key")))), False) for c in columns]
            part.parts.append(Part("cells", items=cells))
    return part


def _control(component: Mapping[str, Any], path: Path, drawing: _Drawing) -> Part | None:
    cell = drawing.laid.cells.get(path)
    if cell is None:
        return None
    rules = cell.field.rules
    value = cell.raw if cell.given and not cell.locked else cell.stored
    if cell.field.type == "expression":
        value = cell.value
    part = Part(
        cell.field.type,
        id=_id(path),
        name=name_of(path),
        label=drawing.say(_label(component)) or write_path(path),
        hint=drawing.say(str(component.get("description") or "")),
        required=rules.required,
        locked=cell.locked,
        hidden=cell.hidden,
        errors=_errors(path, drawing),
    )
    if not cell.given and not cell.locked and value is None:
        value = component.get("defaultValue")
    if cell.field.options is not None:
        part.items = _choices(component, cell.field.options, value, drawing)
    elif cell.field.type == "datetime":
        part.control = _INPUT_TYPES.get(rules.subtype, "date")
        part.value = _local(value, rules.subtype, drawing.zone)
    elif cell.field.type == "checkbox":
        part.value = value is True
    elif cell.field.type == "filepicker":
        part.value = value or ""
        part.hint = drawing.files.get(str(value), part.hint)
    else:
        part.value = _plain(value)
        part.control = {"email": "email", "phone": "tel"}.get(rules.kind or "", "text")
    _limit(part, rules)
    return part


def _limit(part: Part, rules: Any) -> None:
    for name, bound in (("maxlength", rules.max_length), ("min", rules.min), ("max", rules.max)):
        if isinstance(bound, Decimal):
            part.limits[name] = format(bound, "f")


def _choices(
    component: Mapping[str, Any], options: Any, value: Any, drawing: _Drawing
) -> list[tuple[str, str, bool]]:
    written = component.get("values")
    if options.values is not None and isinstance(written, list):
        known = [
            (o.get("value"), drawing.say(str(o.get("label", o.get("value"))))) for o in written
        ]
    else:
        known = [(v, drawing.say(t)) for v, t in drawing.laid.options(options, drawing.variables)]
    chosen: Collection[Any] = value if isinstance(value, list) else [value]
    return [(str(n), label, each in chosen) for n, (each, label) in enumerate(known)]


def _local(value: Any, subtype: str, zone: Any) -> str:
    """A time as a browser's control wants it: local, without an offset."""
    text = str(value or "")
    if not text or subtype == "date":
        return text
    try:
        if subtype == "datetime":
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment = moment.astimezone(zone).replace(tzinfo=None)
            return moment.isoformat(timespec="minutes")
    except ValueError:
        return text
    return text[:5]


def _plain(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(each)}" for key, each in value.items())
    return str(value)


def _errors(path: Path, drawing: _Drawing) -> list[str]:
    return [complaint(each) for each in drawing.errors.get(write_path(path), ())]


def _id(path: Path) -> str:
    return "f-" + "-".join(str(each) for each in path)

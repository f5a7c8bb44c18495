"""A form-js schema (1.x) into a :class:`Form`, with all that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import regex

from guiju.standard.feel import Compiled, compile_expression
from guiju.standard.model.problem import Problem

from .form import CHOICES, HOLDERS, INPUTS, SHOWN, Field, Flag, Form, Item, Options, Rows
from .rules import read_rules

DEPTH_MAX: Final = 20
COMPONENTS_MAX: Final = 2000
ROWS_MAX: Final = 1000

_PATH = regex.compile(r"\w+(?:\.\w+)*")


@dataclass(slots=True)
class Reading:
    """What has been seen of a schema so far."""

    problems: list[Problem] = field(default_factory=list)
    components: int = 0

    def wrong(self, code: str, element: str | None, template: str, **values: Any) -> None:
        """Keep one more problem."""
        shown = {name: str(value)[:100] for name, value in values.items()}
        self.problems.append(Problem(code, template, element, shown))

    def feel(self, text: object, element: str, what: str) -> Compiled | None:
        """A FEEL expression, written with ``=`` in front; None, and a problem, if it is none."""
        if not isinstance(text, str) or not text.lstrip().startswith("="):
            self.wrong(
                "form-expression",
                element,
                "{what}: expected =FEEL, found {found}",
                what=what,
                found=text,
            )
            return None
        made = compile_expression(text, ("this", "parent", "i"))
        if isinstance(made, Problem):
            self.problems.append(Problem(made.code, made.template, element, made.values))
            return None
        return made


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a component is inside of."""

    path: tuple[str, ...] = ()
    hides: tuple[Compiled, ...] = ()
    depth: int = 0


def read_form(schema: object) -> Form:
    """Read a form-js schema. ``docs/forms.md`` says what is kept of each component.

    Args:
        schema: parsed JSON.

    Returns:
        A form; one with an error in ``problems`` accepts no data.
    """
    reading = Reading()
    if not isinstance(schema, Mapping) or schema.get("type") != "default":
        reading.wrong("form-malformed", None, "expected an object of type default")
        return Form("", (), tuple(reading.problems))
    form_id = str(schema.get("id", ""))
    items = _components(schema, form_id, _Inside(), reading)
    _check_places(items, (), reading)
    return Form(form_id, items, tuple(reading.problems))


def _components(
    holder: Mapping[str, Any], element: str, inside: _Inside, reading: Reading
) -> tuple[Item, ...]:
    written = holder.get("components", [])
    if not isinstance(written, list):
        reading.wrong("form-malformed", element, "expected a list of components")
        return ()
    if inside.depth > DEPTH_MAX:
        reading.wrong("form-too-large", element, "expected {most} levels at most", most=DEPTH_MAX)
        return ()
    items: list[Item] = []
    for number, component in enumerate(written):
        reading.components += 1
        if reading.components > COMPONENTS_MAX:
            reading.wrong("form-too-large", None, "expected {most} at most", most=COMPONENTS_MAX)
            return tuple(items)
        if isinstance(component, Mapping):
            items += _component(component, _name(component, number), inside, reading)
        else:
            reading.wrong("form-malformed", element, "expected an object as a component")
    return tuple(items)


def _name(component: Mapping[str, Any], number: int) -> str:
    for key in ("id", "key", "path"):
        if isinstance(component.get(key), str) and component[key]:
            return str(component[key])
    return f"{component.get('type')} {number + 1}"


def _component(
    component: Mapping[str, Any], element: str, inside: _Inside, reading: Reading
) -> list[Item]:
    kind = component.get("type")
    if not isinstance(kind, str):
        kind = str(kind)
    if kind in SHOWN:
        return []
    hides = inside.hides + _hide(component, element, reading)
    if kind in HOLDERS:
        path = inside.path + _path(component, "path", element, reading, needed=False)
        held = _Inside(path, hides, inside.depth + 1)
        return list(_components(component, element, held, reading))
    if kind == "dynamiclist":
        return [_rows(component, element, _Inside(inside.path, hides, inside.depth), reading)]
    if kind in INPUTS:
        return [_field(component, element, _Inside(inside.path, hides, inside.depth), reading)]
    reading.wrong(
        "form-type-unknown", element, "expected a form-js type, found {found}", found=kind
    )
    return []


def _hide(component: Mapping[str, Any], element: str, reading: Reading) -> tuple[Compiled, ...]:
    conditional = component.get("conditional")
    text = conditional.get("hide") if isinstance(conditional, Mapping) else None
    if text in (None, ""):
        return ()
    made = reading.feel(text, element, "conditional.hide")
    return (made,) if made is not None else ()


def _path(
    component: Mapping[str, Any], key: str, element: str, reading: Reading, needed: bool = True
) -> tuple[str, ...]:
    text = component.get(key)
    if text in (None, "") and not needed:
        return ()
    if isinstance(text, str) and _PATH.fullmatch(text):
        return tuple(text.split("."))
    reading.wrong(
        "form-key", element, "expected a {key} like a.b, found {found}", key=key, found=text
    )
    return ("",)


def _rows(component: Mapping[str, Any], element: str, inside: _Inside, reading: Reading) -> Rows:
    within = _Inside((), (), inside.depth + 1)
    validate = component.get("validate")
    bounds = validate if isinstance(validate, Mapping) else {}
    rows = Rows(
        element,
        _label(component),
        inside.path + _path(component, "path", element, reading),
        _components(component, element, within, reading),
        inside.hides,
        component.get("allowAddRemove") is False,
        _count(component, "defaultRepetitions", 1, element, reading),
        _count(bounds, "minItems", 0, element, reading),
        _count(bounds, "maxItems", ROWS_MAX, element, reading),
    )
    if rows.least > rows.most:
        reading.wrong("form-bounds", element, "expected minItems up to maxItems")
    return rows


def _count(written: Mapping[str, Any], key: str, usual: int, element: str, reading: Reading) -> int:
    number = written.get(key, usual)
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= ROWS_MAX:
        return number
    reading.wrong(
        "form-bounds",
        element,
        "{key}: expected 0 to {most}, found {found}",
        key=key,
        most=ROWS_MAX,
        found=number,
    )
    return usual


def _field(component: Mapping[str, Any], element: str, inside: _Inside, reading: Reading) -> Field:
    kind = str(component["type"])
    computed = kind == "expression"
    return Field(
        element,
        kind,
        _label(component),
        inside.path + _path(component, "key", element, reading),
        inside.hides,
        _flag(component, "disabled", element, reading),
        _flag(component, "readonly", element, reading),
        read_rules(component, element, reading),
        _options(component, element, reading) if kind in CHOICES else None,
        reading.feel(component.get("expression"), element, "expression") if computed else None,
    )


def _flag(component: Mapping[str, Any], key: str, element: str, reading: Reading) -> Flag:
    written = component.get(key, False)
    if isinstance(written, bool):
        return written
    made = reading.feel(written, element, key)
    return made if made is not None else True


def _options(component: Mapping[str, Any], element: str, reading: Reading) -> Options:
    given = [key for key in ("values", "valuesKey", "valuesExpression") if component.get(key)]
    if len(given) != 1:
        reading.wrong(
            "form-options",
            element,
            "expected one source of options, found {found}",
            found=", ".join(given) or "none",
        )
        return Options(())
    if given == ["valuesKey"]:
        return Options(key=_path(component, "valuesKey", element, reading))
    if given == ["valuesExpression"]:
        made = reading.feel(component["valuesExpression"], element, "valuesExpression")
        return Options(expression=made) if made is not None else Options(())
    written = component["values"]
    if isinstance(written, list) and all(isinstance(v, Mapping) and "value" in v for v in written):
        return Options(tuple(option["value"] for option in written))
    reading.wrong("form-options", element, "expected a list of objects with a value")
    return Options(())


def _label(component: Mapping[str, Any]) -> str:
    return str(component.get("label") or "")


def _check_places(items: tuple[Item, ...], outer: tuple[str, ...], reading: Reading) -> None:
    """No two fields in one place, and none inside another's value."""
    taken: dict[tuple[str, ...], str] = {}
    for item in items:
        if item.at in taken:
            reading.wrong(
                "form-key-twice", item.id, "{other} has the same key", other=taken[item.at]
            )
        taken[item.at] = item.id
        if isinstance(item, Rows):
            _check_places(item.items, (*outer, *item.at), reading)
    for at, element in taken.items():
        if any(at[:n] in taken for n in range(1, len(at))):
            reading.wrong("form-key-inside", element, "its key lies inside that of another field")

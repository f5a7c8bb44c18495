"""Parameters: bounds, how they are shown, what FEEL and timing.yaml see of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from guiju.standard import feel
from guiju.standard.model.problem import Problem
from guiju.standard.pack.model import LANGUAGES, Parameter
from guiju.standard.pack.trouble import Reading, Trouble

UNITS: Final[Mapping[str, tuple[str, str]]] = {
    "minutes": ("{}分钟", "{}分鐘"),
    "hours": ("{}小时", "{}小時"),
    "days": ("{}天", "{}天"),
    "working hours": ("{}个工作小时", "{}個工作小時"),
    "working days": ("{}个工作日", "{}個工作日"),
    "percent": ("{}%", "{}%"),
    "number": ("{}", "{}"),
}
"""Every unit, with how a value in it reads in 简体 and 繁體."""

_SECONDS: Final = {"minutes": 60, "hours": 3600, "days": 86400, "working hours": 3600}
_KEYS: Final = (
    "name",
    "title",
    "unit",
    "default",
    "min",
    "max",
    "clause",
    "changed_by",
)


def read_parameters(data: Any, reading: Reading) -> dict[str, Parameter]:
    """`parameters:` of pack.yaml; wrong ones are told and left out."""
    found: dict[str, Parameter] = {}
    for id_, written in reading.mapping(data, ("parameters",)).items():
        path = ("parameters", id_)
        one = reading.mapping(written, path)
        reading.known(one, _KEYS, path)
        before = len(reading.trouble)
        title = reading.languages(one.get("title"), (*path, "title"), LANGUAGES)
        unit = str(one.get("unit"))
        if unit not in UNITS:
            reading.wrong(
                "unit-unknown",
                (*path, "unit"),
                "expected one of {units}, found {found}",
                units=", ".join(UNITS),
                found=unit,
            )
        numbers = [
            _number(one.get(key), (*path, key), reading) for key in ("default", "min", "max")
        ]
        name = str(one.get("name"))
        if (
            not name.isidentifier()
            or not name.islower()
            or name in {e.name for e in found.values()}
        ):
            reading.wrong(
                "parameter-name",
                (*path, "name"),
                "expected a name of its own, of a-z, 0-9 and _, found {found}",
                found=name,
            )
        texts = [reading.text(one.get(key), (*path, key)) for key in ("clause", "changed_by")]
        default, least, most = numbers
        if len(reading.trouble) > before or default is None or least is None or most is None:
            continue
        made = Parameter(id_, name, title, unit, default, default, least, most, *texts)
        wrong = out_of_bounds(made, default)
        if wrong is not None:
            reading.wrong(wrong.code, (*path, "default"), wrong.template, **wrong.values)
            continue
        found[id_] = made
    return found


def _number(data: Any, path: tuple[Any, ...], reading: Reading) -> Decimal | None:
    value = as_number(data)
    if value is None:
        reading.wrong("not-a-number", path, "expected a number, found {found}", found=data)
    return value


def as_number(data: Any) -> Decimal | None:
    """A finite number from data or text, else None."""
    if isinstance(data, bool) or not isinstance(data, (int, float, str, Decimal)):
        return None
    try:
        value = Decimal(str(data).strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def out_of_bounds(parameter: Parameter, value: Decimal) -> Problem | None:
    """Why a value may not be: outside its bounds, negative, or a time of nothing."""
    if parameter.unit in ("working days", "days") and value != value.to_integral_value():
        return _refused("not-whole", parameter, "expected whole {unit}, found {found}", value)
    if parameter.unit not in ("percent", "number") and value <= 0:
        return _refused("timer-of-nothing", parameter, "expected more than 0, found {found}", value)
    if not parameter.least <= value <= parameter.most:
        return _refused(
            "out-of-bounds", parameter, "expected {least} to {most} {unit}, found {found}", value
        )
    return None


def _refused(code: str, parameter: Parameter, template: str, value: Any) -> Problem:
    values = {
        "least": str(parameter.least),
        "most": str(parameter.most),
        "unit": parameter.unit,
        "found": str(value),
        "field": parameter.id,
    }
    return Problem(code, template, parameter.id, values)


def shown(parameter: Parameter, language: str) -> str:
    """Value and unit for people: `15 minutes`, `15分钟`."""
    value = f"{parameter.value:f}"
    if language == "en":
        if parameter.unit == "percent":
            return f"{value} %"
        unit = "" if parameter.unit == "number" else f" {parameter.unit}"
        return value + (unit[:-1] if parameter.value == 1 and unit else unit)
    return UNITS[parameter.unit][LANGUAGES.index(language) - 1].format(value)


def literal(parameter: Parameter) -> str:
    """What FEEL sees: a duration, or a number."""
    seconds = _SECONDS.get(parameter.unit)
    if seconds is None:
        return f"{parameter.value:f}"
    return f'duration("PT{parameter.value * seconds:.0f}S")'


def amount(parameter: Parameter) -> str | int:
    """What timing.yaml takes: `15 min`, `3 working days`; a share as a whole number."""
    if parameter.unit == "percent":
        return int(parameter.value)
    names = {"minutes": "min", "hours": "h", "days": "d", "working hours": "h"}
    return f"{parameter.value:f} {names.get(parameter.unit, parameter.unit)}"


def with_values(
    parameters: Mapping[str, Parameter], values: Mapping[str, Any]
) -> tuple[dict[str, Parameter], list[Problem]]:
    """The parameters with other values, and what is wrong with those; the field is named."""
    found, problems = dict(parameters), []
    for id_, value in values.items():
        known = parameters.get(id_)
        if known is None:
            template = "expected one of {known}, found {found}"
            says = {"known": ", ".join(parameters), "found": id_, "field": id_}
            problems.append(Problem("parameter-unknown", template, id_, says))
            continue
        number = as_number(value)
        wrong = (
            _refused("not-a-number", known, "expected a number of {unit}, found {found}", value)
            if number is None
            else out_of_bounds(known, number)
        )
        if wrong is not None or number is None:
            problems.extend([wrong] if wrong else [])
        else:
            found[id_] = replace(known, value=number)
    return found, problems


def broken(
    constraints: tuple[tuple[str, str], ...], parameters: Mapping[str, Parameter]
) -> list[Problem]:
    """Constraints between parameters that do not hold, by the field they name."""
    seen = {each.name: each.value for each in parameters.values()}
    problems = []
    for text, field in constraints:
        compiled = feel.compile_expression(text, seen)
        holds = None if isinstance(compiled, Problem) else compiled.evaluate(seen).value
        if holds is not True:
            says = {"constraint": text, "found": str(holds), "field": field}
            template = "expected that {constraint} holds, found {found}"
            problems.append(Problem("constraint-broken", template, field, says))
    return problems


def take(
    found: dict[str, Parameter], values: Mapping[str, Any], trouble: Trouble
) -> dict[str, Parameter]:
    """The parameters with the values asked for; refusals go to `trouble`."""
    made, problems = with_values(found, values)
    trouble.extend(problems)
    return made

"""Templates of a mapping: data in which texts that begin with `=` are FEEL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from guiju.standard import Problem
from guiju.standard.feel import Compiled, compile_expression, to_json

NAMES: Final = (
    *("key", "values", "since", "session", "answer", "item", "items"),
    *("user", "password", "database", "options", "now"),
)


class TemplateWrong(ValueError):
    """A mapping that cannot be read or worked out; the text names the place in it."""


@lru_cache(maxsize=2000)
def _compiled(text: str) -> Compiled:
    made = compile_expression(text, NAMES)
    if isinstance(made, Problem):
        raise TemplateWrong(f"expected FEEL, found {text!r}: {made.code}")
    return made


def worked_out(text: str, scope: Mapping[str, Any]) -> Any:
    """The value of a FEEL text, as JSON.

    Raises:
        TemplateWrong: it is not FEEL, or uses more than it may.
    """
    now = scope.get("now")
    known = {name: scope.get(name) for name in NAMES}
    result = _compiled(text).evaluate(known, now if isinstance(now, datetime) else None)
    if result.limit is not None:
        raise TemplateWrong(f"{text!r} needs more than it may use")
    return to_json(result.value)


def filled(template: Any, scope: Mapping[str, Any], encode: Mapping[str, Any] | None = None) -> Any:
    """A template with its FEEL worked out.

    `{"$decimal": "=..."}` and `{"$datetime": "=..."}` are written as `encode` says: a function by
    each of these names; without it, as a number and as ISO text.
    """
    if isinstance(template, str):
        is_feel = template.startswith("=") and template != "="
        return worked_out(template, scope) if is_feel else template
    if isinstance(template, list):
        return [filled(each, scope, encode) for each in template]
    if not isinstance(template, Mapping):
        return template
    if len(template) == 1 and next(iter(template)) in ("$decimal", "$datetime"):
        name, inner = next(iter(template.items()))
        value = filled(inner, scope, encode)
        made = (encode or {}).get(name)
        return made(value) if made and value is not None else value
    return {name: filled(each, scope, encode) for name, each in template.items()}


def address(template: str, scope: Mapping[str, Any]) -> str:
    """A path in which `{name}` is a name of the scope, or FEEL, quoted for a URL."""
    parts: list[str] = []
    rest = template
    while "{" in rest:
        before, _, after = rest.partition("{")
        inside, _, rest = after.partition("}")
        parts += [before, quote(str(worked_out(f"={inside}", scope)), safe="")]
    return "".join([*parts, rest])

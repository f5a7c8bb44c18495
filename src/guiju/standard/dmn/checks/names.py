"""Ids and names that stand for two things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guiju.standard.dmn.definitions import Definitions, Element, ItemDefinition
from guiju.standard.dmn.expressions import Context, DecisionTable, FunctionDefinition, Variable
from guiju.standard.dmn.walk import drg_elements, expressions_of, inner
from guiju.standard.model.problem import Problem


def check_names(definitions: Definitions) -> Iterator[Problem]:
    """Ids given twice, names given twice, entries and parameters of one name."""
    elements: list[Element] = [*drg_elements(definitions), *definitions.types]
    yield from _twice_ids([definitions, *elements])
    yield from _twice("dmn-name-twice", list(drg_elements(definitions)))
    yield from _twice("dmn-type-twice", definitions.types)
    yield from _twice("dmn-import-twice", [one for one in definitions.imports if one.name])
    for item in definitions.types:
        yield from _components(item)
    for element in drg_elements(definitions):
        yield from _inside(element)


def _twice_ids(elements: Iterable[Element]) -> Iterator[Problem]:
    seen: dict[str, Element] = {}
    for element in elements:
        if element.id is None:
            continue
        first = seen.setdefault(element.id, element)
        if first is not element:
            yield Problem(
                "dmn-id-twice",
                "An id must be unique; '{first}' and '{second}' have the same.",
                element.id,
                {"first": first.name, "second": element.name},
                line=element.line,
            )


def _twice(code: str, elements: Iterable[Element]) -> Iterator[Problem]:
    seen: set[str] = set()
    for element in elements:
        if element.name in seen and element.name:
            yield Problem(
                code,
                "A name must be unique; '{name}' is given to several elements.",
                element.id or element.name,
                {"name": element.name},
                line=element.line,
            )
        seen.add(element.name)


def _components(item: ItemDefinition) -> Iterator[Problem]:
    yield from _twice("dmn-component-twice", item.components)
    for component in item.components:
        yield from _components(component)


def _inside(element: Element) -> Iterator[Problem]:
    for top in expressions_of(element):
        for expression in inner(top):
            if isinstance(expression, Context):
                named = [e.variable for e in expression.entries if e.variable is not None]
                yield from _variables(element, "dmn-entry-twice", named)
            elif isinstance(expression, FunctionDefinition):
                yield from _variables(element, "dmn-parameter-twice", expression.parameters)
            elif isinstance(expression, DecisionTable):
                yield from _outputs(element, expression)


def _variables(element: Element, code: str, found: Iterable[Variable]) -> Iterator[Problem]:
    seen: set[str] = set()
    for variable in found:
        if variable.name in seen:
            yield Problem(
                code,
                "Each name may be given once here; '{name}' is given twice.",
                element.id or element.name,
                {"name": variable.name},
                line=variable.line,
            )
        seen.add(variable.name)


def _outputs(element: Element, table: DecisionTable) -> Iterator[Problem]:
    seen: set[str] = set()
    for output in table.outputs if len(table.outputs) > 1 else ():
        if output.name is None or output.name in seen:
            yield Problem(
                "table-output-name",
                "Each of several outputs must have a name of its own; found '{name}'.",
                element.id or element.name,
                {"name": output.name or ""},
                line=output.line,
            )
        seen.add(output.name or "")

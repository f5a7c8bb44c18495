"""Item definitions (DMN 1.5, section 7.3.2)."""

from __future__ import annotations

from lxml import etree

from guiju.standard.dmn.definitions import ItemDefinition
from guiju.standard.dmn.expressions import Variable
from guiju.standard.dmn.read.reading import Reading
from guiju.standard.dmn.read.table import tests


def read_type(reading: Reading, element: etree._Element) -> ItemDefinition:
    """An item definition or a component of one."""
    function = reading.child(element, "functionItem")
    components = reading.children(element, "itemComponent")
    return ItemDefinition(
        **reading.named(element),
        type_ref=reading.type_ref(element),
        allowed_values=tests(reading, reading.child(element, "allowedValues")),
        type_constraint=tests(reading, reading.child(element, "typeConstraint")),
        components=tuple(read_type(reading, child) for child in components),
        is_collection=element.get("isCollection") in {"true", "1"},
        parameters=None if function is None else _parameters(reading, function),
        result=None if function is None else reading.type_ref(function, "outputTypeRef"),
    )


def _parameters(reading: Reading, element: etree._Element) -> tuple[Variable, ...]:
    return tuple(
        reading.variable(child, name="") for child in reading.children(element, "parameters")
    )

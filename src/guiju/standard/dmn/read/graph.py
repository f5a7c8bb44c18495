"""The elements of the requirement graph (DMN 1.5, chapter 6)."""

from __future__ import annotations

from typing import Literal

from lxml import etree

from guiju.standard.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Fragment,
    InputData,
    KnowledgeSource,
    Reference,
    Requirement,
    TestRow,
)
from guiju.standard.dmn.expressions import Variable
from guiju.standard.dmn.read.boxed import expression_in, is_expression, read_function
from guiju.standard.dmn.read.reading import Reading, fragment, line_of
from guiju.standard.dmn.versions import GUIJU

_ARROWS: dict[str, Literal["input", "decision", "knowledge", "authority"]] = {
    "requiredInput": "input",
    "requiredDecision": "decision",
    "requiredKnowledge": "knowledge",
    "requiredAuthority": "authority",
}
_HOLDERS = {"informationRequirement", "knowledgeRequirement", "authorityRequirement"}
_READ = _HOLDERS | {
    "description",
    "extensionElements",
    "question",
    "allowedAnswers",
    "variable",
}


def read_input(reading: Reading, element: etree._Element) -> InputData:
    """Input data; without a variable, its name is the variable's and the type is open."""
    return InputData(**reading.named(element), variable=_variable(reading, element))


def read_decision(reading: Reading, element: etree._Element) -> Decision:
    """A decision with its arrows, its expression and its own tests."""
    return Decision(
        **reading.named(element),
        variable=_variable(reading, element),
        requirements=_requirements(reading, element),
        expression=expression_in(reading, element),
        question=reading.text(element, "question"),
        answers=reading.text(element, "allowedAnswers"),
        others=_others(reading, element),
        tests=_tests(reading, element),
    )


def read_knowledge(reading: Reading, element: etree._Element) -> BusinessKnowledgeModel:
    """A business knowledge model."""
    logic = reading.child(element, "encapsulatedLogic")
    return BusinessKnowledgeModel(
        **reading.named(element),
        variable=_variable(reading, element),
        requirements=_requirements(reading, element),
        logic=None if logic is None else read_function(reading, logic),
    )


def read_service(reading: Reading, element: etree._Element) -> DecisionService:
    """A decision service."""

    def references(name: str) -> tuple[Reference, ...]:
        return tuple(reading.reference(child) for child in reading.children(element, name))

    return DecisionService(
        **reading.named(element),
        variable=_variable(reading, element),
        outputs=references("outputDecision"),
        encapsulated=references("encapsulatedDecision"),
        input_decisions=references("inputDecision"),
        input_data=references("inputData"),
    )


def read_source(reading: Reading, element: etree._Element) -> KnowledgeSource:
    """A knowledge source."""
    return KnowledgeSource(
        **reading.named(element),
        requirements=_requirements(reading, element),
        others=_others(reading, element),
    )


def _variable(reading: Reading, element: etree._Element) -> Variable:
    found = reading.child(element, "variable")
    name = " ".join(element.get("name", "").split())
    if found is None:
        return Variable(name=name, line=line_of(element))
    return reading.variable(found, name=name)


def _requirements(reading: Reading, element: etree._Element) -> tuple[Requirement, ...]:
    found = []
    for holder in element:
        if reading.kind(holder) not in _HOLDERS:
            continue
        for arrow in holder:
            kind = _ARROWS.get(reading.kind(arrow) or "")
            if kind is not None:
                target = reading.reference(arrow)
                found.append(
                    Requirement(kind=kind, target=target, id=holder.get("id"), line=line_of(arrow))
                )
    return tuple(found)


def _others(reading: Reading, element: etree._Element) -> tuple[Fragment, ...]:
    return tuple(
        fragment(child)
        for child in element
        if reading.kind(child) not in _READ and not is_expression(reading, child)
    )


def _tests(reading: Reading, element: etree._Element) -> tuple[TestRow, ...]:
    rows = []
    holder = reading.child(element, "extensionElements")
    for test in () if holder is None else holder.iterfind(f"{{{GUIJU}}}tests/{{{GUIJU}}}test"):
        given = test.findtext(f"{{{GUIJU}}}given")
        expect = test.findtext(f"{{{GUIJU}}}expect")
        if given is None or expect is None:
            reading.complain(
                test, "dmn-test-row", "A test must have <given> and <expect>, each a JSON text."
            )
            continue
        rows.append(TestRow(name=test.get("name", ""), given=given, expect=expect))
    return tuple(rows)

"""The whole file -> XML, children in the order that the schema of DMN wants."""

from __future__ import annotations

from typing import Any

from lxml import etree

from guiju.standard.dmn import definitions as d
from guiju.standard.dmn.versions import GUIJU
from guiju.standard.dmn.write.boxed import write_expression, write_function
from guiju.standard.dmn.write.table import tests
from guiju.standard.dmn.write.writing import Writing, add_fragments, set_attributes

_ARROWS = {
    "input": ("informationRequirement", "requiredInput"),
    "decision": ("informationRequirement", "requiredDecision"),
    "knowledge": ("knowledgeRequirement", "requiredKnowledge"),
    "authority": ("authorityRequirement", "requiredAuthority"),
}


def write_definitions(definitions: d.Definitions) -> bytes:
    """A DMN file in the version of ``definitions``; reading it gives an equal value."""
    w = Writing("{" + definitions.version + "}")
    names: dict[Any, str] = {None: definitions.version, "gj": GUIJU}
    root = etree.Element(w.brace + "definitions", nsmap=names)
    set_attributes(
        root,
        id=definitions.id,
        name=definitions.name,
        label=definitions.label,
        namespace=definitions.namespace,
        expressionLanguage=definitions.expression_language,
        typeLanguage=definitions.type_language,
        **dict(definitions.exporter),
    )
    w.fill(root, definitions)
    _children(w, root, definitions)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _children(w: Writing, root: etree._Element, definitions: d.Definitions) -> None:
    for one in definitions.imports:
        child = w.named(root, "import", one)
        set_attributes(
            child,
            namespace=one.namespace,
            importType=one.import_type,
            locationURI=one.location,
        )
    for item in definitions.types:
        _type(w, root, "itemDefinition", item)
    for given in definitions.inputs:
        w.variable(w.named(root, "inputData", given), "variable", given.variable)
    for decision in definitions.decisions:
        _decision(w, root, decision)
    for knowledge in definitions.knowledge:
        _knowledge(w, root, knowledge)
    for service in definitions.services:
        _service(w, root, service)
    for source in definitions.sources:
        child = w.named(root, "knowledgeSource", source)
        _requirements(w, child, source.requirements)
        add_fragments(child, source.others)
    add_fragments(root, definitions.others)
    if definitions.diagrams is not None:
        add_fragments(root, (definitions.diagrams,))


def _type(w: Writing, parent: etree._Element, name: str, item: d.ItemDefinition) -> None:
    child = w.named(parent, name, item)
    if item.is_collection:
        child.set("isCollection", "true")
    w.text(child, "typeRef", item.type_ref)
    tests(w, child, "allowedValues", item.allowed_values)
    tests(w, child, "typeConstraint", item.type_constraint)
    for component in item.components:
        _type(w, child, "itemComponent", component)
    if item.parameters is not None:
        function = w.add(child, "functionItem", outputTypeRef=item.result)
        for parameter in item.parameters:
            w.variable(function, "parameters", parameter)


def _requirements(
    w: Writing, parent: etree._Element, requirements: tuple[d.Requirement, ...]
) -> None:
    for one in requirements:
        holder, arrow = _ARROWS[one.kind]
        # Only an authority may be an input or a decision, too, and then it is named so.
        w.reference(w.add(parent, holder, id=one.id), arrow, one.target)


def _decision(w: Writing, root: etree._Element, decision: d.Decision) -> None:
    child = w.named(root, "decision", decision)
    _tests(w, child, decision)
    w.text(child, "question", decision.question)
    w.text(child, "allowedAnswers", decision.answers)
    w.variable(child, "variable", decision.variable)
    _requirements(w, child, decision.requirements)
    add_fragments(child, decision.others)
    write_expression(w, child, decision.expression)


def _tests(w: Writing, child: etree._Element, decision: d.Decision) -> None:
    if not decision.tests:
        return
    holder = child.find(w.brace + "extensionElements")
    if holder is None:
        holder = w.add(child, "extensionElements")
    rows = etree.SubElement(holder, f"{{{GUIJU}}}tests")
    for row in decision.tests:
        test = etree.SubElement(rows, f"{{{GUIJU}}}test", name=row.name)
        etree.SubElement(test, f"{{{GUIJU}}}given").text = row.given
        etree.SubElement(test, f"{{{GUIJU}}}expect").text = row.expect


def _knowledge(w: Writing, root: etree._Element, one: d.BusinessKnowledgeModel) -> None:
    child = w.named(root, "businessKnowledgeModel", one)
    w.variable(child, "variable", one.variable)
    if one.logic is not None:
        write_function(w, child, "encapsulatedLogic", one.logic)
    _requirements(w, child, one.requirements)


def _service(w: Writing, root: etree._Element, service: d.DecisionService) -> None:
    child = w.named(root, "decisionService", service)
    w.variable(child, "variable", service.variable)
    for name, targets in (
        ("outputDecision", service.outputs),
        ("encapsulatedDecision", service.encapsulated),
        ("inputDecision", service.input_decisions),
        ("inputData", service.input_data),
    ):
        for target in targets:
            w.reference(child, name, target)

"""Test rows, traces and export."""

from pathlib import Path

import pytest

from guiju.standard import dmn
from guiju.standard.dmn.read import read_definitions
from guiju.standard.dmn.write import write_definitions
from tests.dmn.models import decision, definitions, inputs, needs, table, table_model

GJ = 'xmlns:gj="https://guiju.org/schema/2026"'
ROWS = (
    "<extensionElements><gj:tests>"
    '<gj:test name="child"><gj:given>{"age": 3}</gj:given><gj:expect>"child"</gj:expect></gj:test>'
    '<gj:test name="wrong"><gj:given>{"age": 30}</gj:given><gj:expect>"child"</gj:expect></gj:test>'
    "<gj:test><gj:given>[1]</gj:given><gj:expect>1</gj:expect></gj:test>"
    "<gj:test><gj:given>{</gj:given><gj:expect>1</gj:expect></gj:test>"
    "</gj:tests></extensionElements>"
)
AGES = [(["< 18", "-"], ['"child"']), ([">= 18", "true"], ['"vip"']), (["-", "-"], ['"adult"'])]
COLUMNS = {"age": "number", "vip": "boolean"}


def with_rows() -> bytes:
    body = inputs(**COLUMNS) + decision(
        ROWS + needs(*COLUMNS) + table(COLUMNS, AGES, policy="FIRST")
    )
    return definitions(body, extra=GJ)


def test_a_decision_carries_its_own_tests() -> None:
    loaded = dmn.load(with_rows())
    assert loaded.model is not None
    outcomes = dmn.run_tests(loaded.model)
    assert [(one.row, one.passed) for one in outcomes] == [
        ("child", True),
        ("wrong", False),
        ("3", False),
        ("4", False),
    ]
    assert (outcomes[1].expected, outcomes[1].found) == ("child", "adult")
    assert [one.problem.code for one in outcomes[2:] if one.problem] == ["dmn-test-row"] * 2


def test_rows_can_be_changed_and_are_written() -> None:
    loaded = dmn.load(with_rows())
    assert loaded.model is not None
    row = dmn.TestRow(name="grown", given='{"age": 40, "vip": true}', expect='"vip"')
    changed = dmn.with_tests(loaded.model, "D", (row,))
    again = dmn.load(dmn.to_xml(changed)).model
    assert again is not None
    assert again.definitions == changed.definitions
    assert [one.passed for one in dmn.run_tests(again)] == [True]


@pytest.mark.parametrize(
    ("value", "text", "passed"),
    [
        ("1", "1.0", True),
        ("1", "true", False),
        ("0.1", "0.1", True),
        ('@"2026-01-01"', '"2026-01-01"', True),
    ],
)
def test_expected_values_are_compared_as_values(value: str, text: str, passed: bool) -> None:
    plain = table_model({"age": "number"}, [(["-"], [value])])
    row = dmn.TestRow(name="", given='{"age": 1}', expect=text)
    outcome = dmn.run_tests(dmn.with_tests(plain, "D", (row,)))[0]
    assert outcome.passed is passed


def test_a_trace_says_why_each_rule_did_not_match() -> None:
    traced = table_model(COLUMNS, AGES, policy="FIRST")
    decided, tables = dmn.trace(traced, "D", {"age": 20, "vip": False})
    assert decided == dmn.decide(traced, "D", {"age": 20, "vip": False})
    failures = [rule.failure for rule in tables[0].rules]
    assert failures == [
        dmn.FirstFailure(1, "age", 20, "< 18"),
        dmn.FirstFailure(2, "vip", False, "true"),
        None,
    ]


def test_a_model_written_and_read_is_the_same_model(shared: Path) -> None:
    for path in sorted((shared / "dmn-tck").glob("*/*/*.dmn")):
        read, _ = read_definitions(path.read_bytes())
        assert read is not None
        assert read_definitions(write_definitions(read)) == (read, []), path.name
    for path in sorted((shared / "dmn-tck" / "compliance-level-2").glob("*/*.dmn")):
        loaded = dmn.load(path.read_bytes()).model
        assert loaded is not None
        again = dmn.load(dmn.to_xml(loaded))
        assert again.model == loaded, path.name


def test_every_kind_of_element_is_written() -> None:
    loaded = dmn.load(EVERYTHING)
    assert loaded.model is not None
    again = dmn.load(dmn.to_xml(loaded.model))
    assert again.model == loaded.model
    assert [str(problem) for problem in again.problems] == [
        str(problem) for problem in loaded.problems
    ]


EVERYTHING = b"""<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" namespace="urn:all" name="all"
    xmlns:v="urn:vendor" v:color="red" exporter="x" exporterVersion="1" expressionLanguage="feel">
  <description>All</description>
  <extensionElements><v:thing a="1"><v:inner/></v:thing></extensionElements>
  <itemDefinition name="tF"><functionItem outputTypeRef="number">
    <parameters name="a" typeRef="number"/></functionItem></itemDefinition>
  <itemDefinition name="tL" isCollection="true"><typeRef>string</typeRef>
    <allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
  <inputData id="i" name="in"><variable name="in" typeRef="tL"/></inputData>
  <decision id="d" name="D" v:x="1"><description>Why</description>
    <question>What?</question><allowedAnswers>That</allowedAnswers>
    <variable name="D"/>
    <informationRequirement id="r1"><requiredInput href="#i"/></informationRequirement>
    <knowledgeRequirement id="r2"><requiredKnowledge href="#k"/></knowledgeRequirement>
    <authorityRequirement id="r3"><requiredAuthority href="#s"/></authorityRequirement>
    <decisionOwner href="#p"/>
    <context><contextEntry><variable name="x"/>
        <invocation><literalExpression><text>K</text></literalExpression>
          <binding><parameter name="p"/><literalExpression><text>1</text></literalExpression>
          </binding></invocation></contextEntry>
      <contextEntry><variable name="y"/><relation><column name="c"/><row>
        <literalExpression><text>1</text></literalExpression></row></relation></contextEntry>
      <contextEntry><variable name="z"/><list><literalExpression><text>1</text></literalExpression>
        </list></contextEntry>
      <contextEntry><conditional><if><literalExpression><text>true</text></literalExpression></if>
        <then><for iteratorVariable="e"><in><literalExpression><text>in</text></literalExpression>
          </in><return><literalExpression><text>e</text></literalExpression></return></for></then>
        <else><filter><in><literalExpression><text>in</text></literalExpression></in>
          <match><literalExpression><text>item = "a"</text></literalExpression></match></filter>
        </else></conditional></contextEntry></context>
  </decision>
  <businessKnowledgeModel id="k" name="K"><variable name="K" typeRef="tF"/>
    <encapsulatedLogic><formalParameter name="p" typeRef="number"/>
      <literalExpression><text>p + 1</text></literalExpression></encapsulatedLogic>
  </businessKnowledgeModel>
  <decisionService id="sv" name="S"><variable name="S"/><outputDecision href="#d"/>
    <inputData href="#i"/></decisionService>
  <knowledgeSource id="s" name="Law"><authorityRequirement><requiredAuthority href="#s2"/>
    </authorityRequirement><type>law</type></knowledgeSource>
  <knowledgeSource id="s2" name="Older law"/>
  <textAnnotation id="t"><text>note</text></textAnnotation>
</definitions>"""

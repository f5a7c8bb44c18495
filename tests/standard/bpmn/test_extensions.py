"""Extensions of our own and of other tools are understood where they have a meaning here."""

from pathlib import Path

import pytest
from lxml import etree

from guiju.standard import bpmn
from guiju.standard.bpmn.rules.extensions import ATTRIBUTES, ELEMENTS
from guiju.standard.model.definitions import (
    Assignment,
    CallActivity,
    Clause,
    Event,
    Expression,
    MultiInstance,
    Node,
    Task,
)

from .right_models import around, process

DOCS = Path(__file__).parents[3] / "docs"
SPACES = (
    'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:gj="https://guiju.org/schema/2026" xmlns:tns'
)


def read(text: str) -> dict[str, Node]:
    found = bpmn.read(text.replace("xmlns:tns", SPACES).encode())
    assert found.definitions is not None, [str(problem) for problem in found.problems]
    again = bpmn.read(bpmn.write(found.definitions))
    assert again.definitions == found.definitions
    return {n.id: n for p in found.definitions.processes for n in p.body.nodes}


def task(text: str) -> Task:
    node = read(around(text))["a"]
    assert isinstance(node, Task)
    return node


def test_a_user_task_of_camunda_7() -> None:
    extras = task(
        '<userTask id="a" camunda:assignee="${clerk}" camunda:candidateGroups="sales, support" '
        'camunda:candidateUsers="ann" camunda:formKey="form.html" camunda:dueDate="${due}" '
        'camunda:priority="50"/>'
    ).extras
    assert (extras.assignee, extras.groups, extras.users) == (
        "=clerk",
        ("sales", "support"),
        ("ann",),
    )
    assert (extras.form, extras.due, extras.priority) == ("form.html", Expression("due"), "50")


def test_an_external_task_of_camunda_7() -> None:
    extras = task(
        '<serviceTask id="a" camunda:type="external" camunda:topic="bill"><extensionElements>'
        '<camunda:inputOutput><camunda:inputParameter name="x">${order.total}</camunda:inputParameter>'
        '<camunda:inputParameter name="y">plain</camunda:inputParameter>'
        '<camunda:outputParameter name="z">${bill}</camunda:outputParameter></camunda:inputOutput>'
        '<camunda:properties><camunda:property name="url" value="u"/></camunda:properties>'
        "<camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>"
        "</extensionElements></serviceTask>"
    ).extras
    assert extras.job == "bill"
    assert extras.retries == 3
    assert dict(extras.headers) == {"url": "u"}
    assert extras.inputs == (
        Assignment(Expression("order.total"), "x"),
        Assignment(Expression('"plain"'), "y"),
    )
    assert extras.outputs == (Assignment(Expression("bill"), "z"),)


def test_a_rule_task_of_camunda_7() -> None:
    extras = task(
        '<businessRuleTask id="a" camunda:decisionRef="discount" camunda:resultVariable="rate" '
        'camunda:mapDecisionResult="singleEntry"/>'
    ).extras
    assert (extras.decision, extras.result) == ("discount", "rate")
    assert dict(extras.other) == {"mapDecisionResult": "singleEntry"}


def test_a_call_and_a_loop_of_camunda_7() -> None:
    call = read(
        around(
            '<callActivity id="a" calledElement="elsewhere"><extensionElements>'
            '<camunda:in source="x" target="y"/><camunda:out variables="all"/></extensionElements>'
            '<multiInstanceLoopCharacteristics camunda:collection="${orders}" '
            'camunda:elementVariable="order"/></callActivity>'
        )
    )["a"]
    assert isinstance(call, CallActivity)
    assert (call.propagate_all_inputs, call.propagate_all_outputs) == (False, True)
    assert call.extras.inputs == (Assignment(Expression("x"), "y"),)
    assert isinstance(call.loop, MultiInstance)
    assert (call.loop.collection, call.loop.element) == (Expression("orders"), "order")


def test_a_job_of_camunda_8() -> None:
    extras = task(
        '<serviceTask id="a"><extensionElements><zeebe:taskDefinition type="bill" retries="5"/>'
        '<zeebe:ioMapping><zeebe:input source="=order.total" target="x"/>'
        '<zeebe:output source="=bill" target="z"/></zeebe:ioMapping>'
        '<zeebe:taskHeaders><zeebe:header key="url" value="u"/></zeebe:taskHeaders>'
        "</extensionElements></serviceTask>"
    ).extras
    assert (extras.job, extras.retries, dict(extras.headers)) == ("bill", 5, {"url": "u"})
    assert extras.inputs == (Assignment(Expression("order.total"), "x"),)
    assert extras.outputs == (Assignment(Expression("bill"), "z"),)


def test_a_user_task_of_camunda_8() -> None:
    extras = task(
        '<userTask id="a"><extensionElements><zeebe:assignmentDefinition assignee="=clerk" '
        'candidateGroups=\'=["sales", "support"]\'/><zeebe:formDefinition formId="f"/>'
        '<zeebe:taskSchedule dueDate="=due" followUpDate="=later"/>'
        '<zeebe:priorityDefinition priority="50"/></extensionElements></userTask>'
    ).extras
    assert (extras.assignee, extras.groups, extras.form) == ("=clerk", ("sales", "support"), "f")
    assert (extras.due, extras.priority) == (Expression("due"), "50")


def test_a_script_and_a_decision_of_camunda_8() -> None:
    script = task(
        '<scriptTask id="a"><extensionElements><zeebe:script expression="=1 + 1" '
        'resultVariable="two"/></extensionElements></scriptTask>'
    )
    assert (script.script, script.script_format, script.extras.result) == ("1 + 1", "feel", "two")
    rule = task(
        '<businessRuleTask id="a"><extensionElements><zeebe:calledDecision decisionId="discount" '
        'resultVariable="rate"/></extensionElements></businessRuleTask>'
    )
    assert (rule.extras.decision, rule.extras.result) == ("discount", "rate")


def test_a_call_and_a_loop_of_camunda_8() -> None:
    call = read(
        around(
            '<callActivity id="a"><extensionElements><zeebe:calledElement processId="elsewhere" '
            'propagateAllChildVariables="false"/></extensionElements>'
            "<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics "
            'inputCollection="=orders" inputElement="order" outputCollection="bills" '
            'outputElement="=bill"/></extensionElements></multiInstanceLoopCharacteristics>'
            "</callActivity>"
        )
    )["a"]
    assert isinstance(call, CallActivity)
    assert call.called_element == "elsewhere"
    assert (call.propagate_all_inputs, call.propagate_all_outputs) == (True, False)
    assert call.loop == MultiInstance(
        collection=Expression("orders"), element="order", results="bills", result=Expression("bill")
    )


def test_a_message_of_camunda_8_picks_its_case() -> None:
    text = around(
        '<intermediateCatchEvent id="a"><messageEventDefinition id="d" messageRef="order"/>'
        "</intermediateCatchEvent>"
    ).replace(
        '<message id="order" name="Order" itemRef="text"/>',
        '<message id="order" name="Order"><extensionElements>'
        '<zeebe:subscription correlationKey="=number"/></extensionElements></message>',
    )
    event = read(text)["a"]
    assert isinstance(event, Event)
    assert event.definitions[0].correlation == Expression("number")


def test_our_own_attributes_and_elements() -> None:
    extras = task(
        '<userTask id="a" gj:clause="4.2" gj:role="clerk,boss" gj:form="f" gj:due="PT4H" '
        'gj:certificate="c" gj:differentFrom="s e" gj:indicator="i" gj:decision="d" gj:result="r" '
        'gj:job="j" gj:assignee="ann" gj:users="bob" gj:priority="1" gj:retries="2">'
        '<extensionElements><gj:input source="x + 1" target="y"/><gj:output source="z" target="w"/>'
        '<gj:header name="h" value="v"/><gj:other name="o" value=" p "/></extensionElements></userTask>'
    ).extras
    assert (extras.clause, extras.groups, extras.form) == ("4.2", ("clerk", "boss"), "f")
    assert (extras.due, extras.certificate) == (Expression("PT4H"), "c")
    assert (extras.different_from, extras.indicator) == (("s", "e"), "i")
    assert (extras.decision, extras.result, extras.job) == ("d", "r", "j")
    assert (extras.assignee, extras.users, extras.priority) == ("ann", ("bob",), "1")
    assert extras.retries == 2
    assert extras.inputs == (Assignment(Expression("x + 1"), "y"),)
    assert dict(extras.headers) == {"h": "v"} and dict(extras.other) == {"o": " p "}


def test_clauses_of_the_written_standard() -> None:
    text = process().replace(
        '<itemDefinition id="text"',
        '<extensionElements><gj:clauses><gj:clause id="1" title="One">All is checked.</gj:clause>'
        '<gj:clause id="2" text="All is paid."/></gj:clauses></extensionElements>'
        '<itemDefinition id="text"',
        1,
    )
    found = bpmn.read(text.replace("xmlns:tns", SPACES).encode()).definitions
    assert found is not None
    assert found.clauses == (Clause("1", "All is checked.", "One"), Clause("2", "All is paid."))
    assert bpmn.read(bpmn.write(found)).definitions == found


@pytest.mark.parametrize(
    ("juel", "feel"),
    [
        ("${amount > 5}", "amount > 5"),
        ("#{a == 'x' && !b.c}", 'a = "x" and not(b.c)'),
        ("${not (a eq 1) or b ne null}", "not((a = 1)) or b != null"),
        ('${execution.getVariable("x") ge 3}', "x >= 3"),
        ('${order["total"] % 2 == 0}', "modulo(order.total, 2) = 0"),
        ("${a ? 1 : 2}", "if a then 1 else 2"),
        ("= amount > 5", "amount > 5"),
        ('= "${not juel}"', '"${not juel}"'),
        ("amount > 5", "amount > 5"),
    ],
)
def test_conditions_are_said_in_feel(juel: str, feel: str) -> None:
    text = around(
        '<exclusiveGateway id="a" default="d"/><endEvent id="z"/>'
        '<sequenceFlow id="d" sourceRef="a" targetRef="z"/>'
    ).replace(
        '<sequenceFlow id="a-e" sourceRef="a" targetRef="e"/>',
        '<sequenceFlow id="a-e" sourceRef="a" targetRef="e"><conditionExpression>'
        + juel.replace("&", "&amp;").replace("<", "&lt;")
        + "</conditionExpression></sequenceFlow>",
    )
    found = bpmn.read(text.encode())
    assert found.definitions is not None
    flow = next(f for f in found.definitions.processes[0].body.flows if f.id == "a-e")
    assert flow.condition == Expression(feel)


@pytest.mark.parametrize(
    "juel", ["${a.b()}", "${empty a}", "R3/${x}", "${a}${b}", "${}", "${a &&}"]
)
def test_what_is_not_sure_is_not_said_in_feel(juel: str) -> None:
    text = around(
        '<intermediateCatchEvent id="a"><conditionalEventDefinition id="c"><condition>'
        + juel.replace("&", "&amp;")
        + "</condition></conditionalEventDefinition></intermediateCatchEvent>"
    )
    found = bpmn.read(text.encode())
    assert [p.code for p in found.problems if p.severity == "error"] == ["expression-language"]
    assert found.definitions is None


def test_the_schema_names_what_is_understood() -> None:
    schema = etree.parse(DOCS / "schema" / "guiju-2026.xsd")
    etree.XMLSchema(schema)
    names = {"xsd": "http://www.w3.org/2001/XMLSchema"}
    assert {e.get("name") for e in schema.findall("./xsd:attribute", names)} == ATTRIBUTES
    assert {e.get("name") for e in schema.findall("./xsd:element", names)} == ELEMENTS
    page = (DOCS / "extensions.md").read_text(encoding="utf-8")
    assert [name for name in ATTRIBUTES | ELEMENTS if f"`gj:{name}" not in page] == []

"""Parameters are constants of a standard: seen by every expression, set by nobody."""

from __future__ import annotations

import guiju
from guiju.standard import Step, fire, initial
from guiju.standard.bpmn import read, write

MODEL = b"""<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:gj="https://guiju.org/schema/2026" id="d" targetNamespace="t">
  <extensionElements><gj:parameters>
    <gj:parameter id="P-01" name="limit" value="100" title="Limit" unit="number"/>
    <gj:parameter id="P-02" name="patience" value="duration(&quot;PT2H&quot;)"/>
  </gj:parameters></extensionElements>
  <process id="p" isExecutable="true">
    <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="rest"/>
    <intermediateCatchEvent id="rest"><timerEventDefinition>
      <timeDuration>patience</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <sequenceFlow id="f2" sourceRef="rest" targetRef="say"/>
    <scriptTask id="say" scriptFormat="feel" gj:result="over"><script>amount > limit</script>
    </scriptTask>
    <sequenceFlow id="f3" sourceRef="say" targetRef="e"/><endEvent id="e"/>
  </process>
</definitions>"""


def test_expressions_and_timers_see_parameters_and_no_variable_hides_them() -> None:
    standard = guiju.load(MODEL).standard
    assert standard is not None
    played = guiju.play(standard, {"amount": 150, "limit": 1_000})
    assert played.outcome == "completed"
    assert played.variables["over"] is True
    first, last = played.entries[0], played.entries[-1]
    assert (last.time - first.time).total_seconds() == 7200


def test_a_value_that_is_no_literal_is_a_problem() -> None:
    loaded = guiju.load(MODEL.replace(b'value="100"', b'value="1 +"'))
    codes = [each.code for each in loaded.problems if each.severity == "error"]
    assert codes == ["parameter-unreadable"]


def test_parameters_survive_export() -> None:
    definitions = read(MODEL).definitions
    assert definitions is not None and definitions.parameters[0].name == "limit"
    again = read(write(definitions)).definitions
    assert again is not None and again.parameters == definitions.parameters


THROWS = b"""<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:gj="https://guiju.org/schema/2026" id="d" targetNamespace="t">
  <message id="m" name="News"/>
  <process id="p" isExecutable="true">
    <startEvent id="s"><outgoing>f1</outgoing></startEvent>
    <sequenceFlow id="f1" sourceRef="s" targetRef="e"/>
    <endEvent id="e"><extensionElements><gj:input source="=amount * 2" target="twice"/>
      </extensionElements><incoming>f1</incoming><messageEventDefinition messageRef="m"/></endEvent>
  </process>
</definitions>"""


def test_a_throw_event_sends_what_its_inputs_say() -> None:
    standard = guiju.load(THROWS).standard
    assert standard is not None
    fired = fire(standard, initial("p", {"amount": 4}), Step("start", -1, (), {"amount": 4}), None)
    assert [(each.name, each.payload) for each in fired.sent] == [("News", {"twice": 8})]

"""Small models that many engine tests run."""

from itertools import pairwise

ORDER = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
 <process id="order" isExecutable="true">
  <startEvent id="start"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="validate"/>
  <serviceTask id="validate"/>
  <sequenceFlow id="f2" sourceRef="validate" targetRef="ok"/>
  <exclusiveGateway id="ok" default="f_ok"/>
  <sequenceFlow id="f_rev" sourceRef="ok" targetRef="review">
   <conditionExpression>stock_ok = false</conditionExpression></sequenceFlow>
  <sequenceFlow id="f_ok" sourceRef="ok" targetRef="merge"/>
  <userTask id="review"/>
  <sequenceFlow id="f3" sourceRef="review" targetRef="merge"/>
  <exclusiveGateway id="merge"/>
  <sequenceFlow id="f4" sourceRef="merge" targetRef="split"/>
  <parallelGateway id="split"/>
  <sequenceFlow id="f5" sourceRef="split" targetRef="pick"/>
  <sequenceFlow id="f6" sourceRef="split" targetRef="invoice"/>
  <userTask id="pick"/>
  <serviceTask id="invoice"/>
  <sequenceFlow id="f7" sourceRef="pick" targetRef="join"/>
  <sequenceFlow id="f8" sourceRef="invoice" targetRef="join"/>
  <parallelGateway id="join"/>
  <sequenceFlow id="f9" sourceRef="join" targetRef="weigh"/>
  <userTask id="weigh"/>
  <sequenceFlow id="f10" sourceRef="weigh" targetRef="ship"/>
  <serviceTask id="ship"/>
  <sequenceFlow id="f11" sourceRef="ship" targetRef="end"/>
  <endEvent id="end"/>
 </process>
</definitions>"""


def model(process: str, roots: str = "") -> bytes:
    """A BPMN file around the inside of one process "p"."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"
 xmlns:guiju="https://guiju.org/schema/2026" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
 {roots}<process id="p" isExecutable="true">{process}</process></definitions>""".encode()


def line(*nodes: str) -> bytes:
    """A process whose nodes follow each other; each node is an element with an id."""
    return model(in_line(*nodes))


def in_line(*nodes: str) -> str:
    """Nodes and the flows that put them in a line."""
    ids = [node.split('id="', 1)[1].split('"', 1)[0] for node in nodes]
    flows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{a}" targetRef="{b}"/>'
        for n, (a, b) in enumerate(pairwise(ids))
    )
    return "".join(nodes) + flows


START = '<startEvent id="start"/>'
END = '<endEvent id="end"/>'

BEAT = 200_000
"""Microseconds between two cases of the process that a cycle starts."""

BEATS = "beat-tick-"
"""How the names of those cases begin."""

BEATING = (
    '<process id="beat" isExecutable="true"><startEvent id="tick"><timerEventDefinition>'
    "<timeCycle>R/PT0.2S</timeCycle></timerEventDefinition></startEvent>"
    '<sequenceFlow id="b" sourceRef="tick" targetRef="tock"/><endEvent id="tock"/></process>'
)

"""Wrong fragments, put into every kind of scope they can stand in."""

from collections.abc import Callable

from .right_models import file, line

EVENTED = '<signalEventDefinition id="sd" signalRef="alarm"/>'


def body(extra: str, begin: str = "", artifacts: str = "", first: str = "") -> str:
    """A right flow of two tasks and, beside it, what is put to the test."""
    return (
        first
        + f'<startEvent id="s">{begin}</startEvent><task id="t1"/><task id="t2"/><endEvent id="e"/>'
        + line("s", "t1", "t2", "e")
        + extra
        + artifacts
    )


def _process(inside: str, after: str = "") -> str:
    return file(f'<process id="p" isExecutable="true">{inside}</process>', after)


def _scope(open_tag: str, kind: str) -> Callable[..., str]:
    def write(extra: str, artifacts: str = "", first: str = "", after: str = "") -> str:
        begin = EVENTED if "triggeredByEvent" in open_tag else ""
        inside = f"<{open_tag}>{body(extra, begin, artifacts, first)}</{kind}>"
        flow = ("os", "oe") if begin else ("os", "scope", "oe")
        around = '<startEvent id="os"/><endEvent id="oe"/>' + inside + line(*flow)
        return _process(around, after)

    return write


def _ad_hoc(extra: str, artifacts: str = "", first: str = "", after: str = "") -> str:
    inside = (
        f'<adHocSubProcess id="scope">{first}<task id="t1"/><task id="t2"/>'
        + line("t1", "t2")
        + extra
        + artifacts
        + "</adHocSubProcess>"
    )
    around = '<startEvent id="os"/><endEvent id="oe"/>' + inside + line("os", "scope", "oe")
    return _process(around, after)


def _plain(extra: str, artifacts: str = "", first: str = "", after: str = "") -> str:
    return _process(body(extra, "", artifacts, first), after)


SCOPES = {
    "process": _plain,
    "sub-process": _scope('subProcess id="scope"', "subProcess"),
    "transaction": _scope('transaction id="scope"', "transaction"),
    "event sub-process": _scope('subProcess id="scope" triggeredByEvent="true"', "subProcess"),
    "ad-hoc sub-process": _ad_hoc,
}

TIMER = '<timerEventDefinition id="td"><timeDuration>PT1H</timeDuration></timerEventDefinition>'
CONDITION = (
    '<conditionalEventDefinition id="cd"><condition>true</condition></conditionalEventDefinition>'
)
MESSAGE = '<messageEventDefinition id="md" messageRef="order"/>'
ERROR = '<errorEventDefinition id="ed" errorRef="broken"/>'
ESCALATION = '<escalationEventDefinition id="xd" escalationRef="late"/>'
CANCEL = '<cancelEventDefinition id="nd"/>'
COMPENSATE = '<compensateEventDefinition id="pd"/>'
TERMINATE = '<terminateEventDefinition id="ud"/>'
LINK = '<linkEventDefinition id="ld" name="on"/>'
CAUSES = {
    "timer": TIMER, "conditional": CONDITION, "message": MESSAGE, "signal": EVENTED,
    "error": ERROR, "escalation": ESCALATION, "cancel": CANCEL, "compensate": COMPENSATE,
    "terminate": TERMINATE, "link": LINK,
}  # fmt: skip


def between(element: str, name: str = "x") -> str:
    """An element between the two tasks."""
    return element + line("t1", name, "t2")


def _forbidden(tag: str, kinds: str) -> list[tuple[str, str, str]]:
    found = []
    for kind in kinds.split():
        if tag == "endEvent":
            text = f'<endEvent id="x">{CAUSES[kind]}</endEvent>' + line("t1", "x")
        elif tag == "boundaryEvent":
            text = f'<boundaryEvent id="x" attachedToRef="t1">{CAUSES[kind]}</boundaryEvent>'
            text += line("x", "t2")
        else:
            text = between(f'<{tag} id="x">{CAUSES[kind]}</{tag}>')
        found.append(("cause-not-allowed", text, f"{kind} at {tag}"))
    return found


def gateway(kind: str) -> str:
    """A gateway that splits to both tasks."""
    return f'<{kind} id="g"/>' + line("t2", "g", "t1") + line("g", "t2")


GATEWAYS = (
    "exclusiveGateway", "inclusiveGateway", "parallelGateway", "complexGateway",
)  # fmt: skip
ACTIVITIES = (
    "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask",
    "receiveTask", "callActivity",
)  # fmt: skip


def _activity(tag: str, attributes: str, inside: str = "") -> str:
    called = ' calledElement="other"' if tag == "callActivity" else ""
    return between(f'<{tag} id="x"{called} {attributes}>{inside}</{tag}>')


MANY = "<multiInstanceLoopCharacteristics{}>{}</multiInstanceLoopCharacteristics>"
THREE = "<loopCardinality>3</loopCardinality>"

# (code, flow elements, what it is); each is put into every scope that may hold it.
FRAGMENTS = [
    *_forbidden("intermediateCatchEvent", "error escalation cancel compensate terminate"),
    *_forbidden("intermediateThrowEvent", "timer conditional error cancel terminate"),
    *_forbidden("boundaryEvent", "terminate link"),
    *_forbidden("endEvent", "timer conditional link"),
    ("cancel-outside-transaction", f'<endEvent id="x">{CANCEL}</endEvent>' + line("t1", "x"), ""),
    ("cancel-not-at-transaction",
     f'<boundaryEvent id="x" attachedToRef="t1">{CANCEL}</boundaryEvent>' + line("x", "t2"), ""),
    ("cause-missing", between('<intermediateCatchEvent id="x"/>'), "catch"),
    ("cause-missing", '<boundaryEvent id="x" attachedToRef="t1"/>' + line("x", "t2"), "boundary"),
    ("flow-into-boundary-event",
     f'<boundaryEvent id="x" attachedToRef="t1">{TIMER}</boundaryEvent>' + line("t1", "x", "t2"), ""),
    ("event-without-outgoing",
     f'<boundaryEvent id="x" attachedToRef="t1">{TIMER}</boundaryEvent>', "boundary"),
    ("event-without-outgoing",
     f'<intermediateCatchEvent id="x">{TIMER}</intermediateCatchEvent>' + line("t1", "x"), "catch"),
    ("event-without-incoming",
     f'<intermediateCatchEvent id="x">{TIMER}</intermediateCatchEvent>' + line("x", "t2"), "catch"),
    ("event-without-outgoing", '<intermediateThrowEvent id="x"/>' + line("t1", "x"), "throw"),
    ("event-without-incoming", '<intermediateThrowEvent id="x"/>' + line("x", "t2"), "throw"),
    ("must-interrupt", f'<boundaryEvent id="x" attachedToRef="t1" cancelActivity="false">{ERROR}'
     "</boundaryEvent>" + line("x", "t2"), ""),
    ("attached-across-border", '<subProcess id="n"><task id="m"/></subProcess>' + line("t1", "n", "t2")
     + f'<boundaryEvent id="x" attachedToRef="m">{TIMER}</boundaryEvent>' + line("x", "t2"), ""),
    ("reference-to-wrong-kind", '<exclusiveGateway id="g"/>' + line("t2", "g", "t1") + line("g", "t2")
     + f'<boundaryEvent id="x" attachedToRef="g">{TIMER}</boundaryEvent>' + line("x", "t2"),
     "boundary event at a gateway"),
    ("flow-crosses-border", '<subProcess id="n"><task id="m"/></subProcess>' + line("t1", "n", "t2")
     + line("t1", "m"), "into"),
    ("flow-crosses-border", '<subProcess id="n"><task id="m"/></subProcess>' + line("t1", "n", "t2")
     + line("m", "t2"), "out of"),
    ("flow-at-event-sub-process", '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns">'
     + TIMER + '</startEvent><endEvent id="ne"/>' + line("ns", "ne") + "</subProcess>"
     + line("t1", "n"), "into"),
    ("flow-at-event-sub-process", '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns">'
     + TIMER + '</startEvent><endEvent id="ne"/>' + line("ns", "ne") + "</subProcess>"
     + line("n", "t2"), "out of"),
    ("event-sub-process-start", '<subProcess id="n" triggeredByEvent="true"><task id="m"/>'
     "</subProcess>", "none"),
    ("cause-missing", '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns"/>'
     '<endEvent id="ne"/>' + line("ns", "ne") + "</subProcess>", "event sub-process"),
    *(("cause-not-allowed", f'<subProcess id="n"><startEvent id="ns">{cause}</startEvent>'
       '<endEvent id="ne"/>' + line("ns", "ne") + "</subProcess>" + line("t1", "n", "t2"),
       f"{kind} at the start of a sub-process") for kind, cause in CAUSES.items()),
    *(("cause-not-allowed", '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns">'
       f'{CAUSES[kind]}</startEvent><endEvent id="ne"/>' + line("ns", "ne") + "</subProcess>",
       f"{kind} at the start of an event sub-process") for kind in ("cancel", "terminate", "link")),
    *(("flow-at-compensation-activity", _activity(tag, 'isForCompensation="true"'), tag)
      for tag in ACTIVITIES),
    *(("quantity-below-one", _activity(tag, 'startQuantity="0"'), f"start {tag}")
      for tag in ACTIVITIES),
    *(("quantity-below-one", _activity(tag, 'completionQuantity="0"'), f"completion {tag}")
      for tag in ACTIVITIES),
    *(("multi-instance-without-count", _activity(tag, "", MANY.format("", "")), tag)
      for tag in ACTIVITIES),
    *(("default-of-other-element", _activity(tag, 'default="t1-t2"'), tag) for tag in ACTIVITIES),
    *(("condition-without-alternative",
       f'<{tag} id="x"/>' + line("t1", "x") + '<sequenceFlow id="x2" sourceRef="x" targetRef="t2">'
       "<conditionExpression>true</conditionExpression></sequenceFlow>", tag)
      for tag in ACTIVITIES),
    *(("gateway-does-nothing", between(f'<{tag} id="x"/>'), tag) for tag in GATEWAYS),
    *(("gateway-direction",
       gateway(tag).replace('id="g"', f'id="g" gatewayDirection="{way}"'), f"{way} {tag}")
      for tag in GATEWAYS for way in ("Converging", "Mixed")),
    *(("default-of-other-element", gateway(tag).replace('id="g"', 'id="g" default="t2-g"'), tag)
      for tag in GATEWAYS if tag != "parallelGateway"),
    ("unknown-attribute", gateway("parallelGateway").replace('id="g"', 'id="g" default="g-t1"'), ""),
    ("condition-not-allowed", '<parallelGateway id="g"/>' + line("t2", "g", "t1")
     + '<sequenceFlow id="x2" sourceRef="g" targetRef="t2"><conditionExpression>true'
     "</conditionExpression></sequenceFlow>", "parallel"),
    ("condition-not-allowed", '<eventBasedGateway id="g"/><receiveTask id="r1"/><receiveTask id="r2"/>'
     + line("t1", "g", "r1", "t2") + line("r2", "t2")
     + '<sequenceFlow id="x2" sourceRef="g" targetRef="r2"><conditionExpression>true'
     "</conditionExpression></sequenceFlow>", "event-based"),
    ("condition-not-allowed", '<intermediateThrowEvent id="x"/>' + line("t1", "x")
     + '<sequenceFlow id="x2" sourceRef="x" targetRef="t2"><conditionExpression>true'
     "</conditionExpression></sequenceFlow>", "throw"),
    ("event-gateway-without-choice", '<eventBasedGateway id="g"/><receiveTask id="r1"/>'
     + line("t1", "g", "r1", "t2"), ""),
    *(("event-gateway-target", f'<eventBasedGateway id="g"/><receiveTask id="r1"/>{wrong}'
       + line("t1", "g", "r1", "t2") + line("g", "x", "t2"), name)
      for name, wrong in (
          ("task", '<task id="x"/>'), ("gateway", '<exclusiveGateway id="x"/>'),
          ("throw", '<intermediateThrowEvent id="x"/>'), ("sub-process", '<subProcess id="x"/>'),
          ("send", '<sendTask id="x"/>'), ("user", '<userTask id="x"/>'))),
    ("parallel-event-gateway-not-instantiating",
     '<eventBasedGateway id="g" eventGatewayType="Parallel"/><receiveTask id="r1"/>'
     '<receiveTask id="r2"/>' + line("t1", "g", "r1", "t2") + line("g", "r2", "t2"), ""),
    ("instantiating-with-incoming", between('<receiveTask id="x" instantiate="true"/>'), "receive"),
    ("instantiating-with-incoming",
     '<eventBasedGateway id="g" instantiate="true"/><receiveTask id="r1"/>'
     '<receiveTask id="r2"/>' + line("t1", "g", "r1", "t2") + line("g", "r2", "t2"), "gateway"),
    ("link-without-target",
     f'<intermediateThrowEvent id="x">{LINK}</intermediateThrowEvent>' + line("t1", "x"), ""),
    ("link-without-source",
     f'<intermediateCatchEvent id="x">{LINK}</intermediateCatchEvent>' + line("x", "t2"), ""),
    ("missing-attribute",
     '<intermediateThrowEvent id="x"><linkEventDefinition id="y"/></intermediateThrowEvent>'
     + line("t1", "x"), "link"),
    ("timer-with-several-times", between(
        '<intermediateCatchEvent id="x"><timerEventDefinition id="y"><timeDuration>PT1H'
        "</timeDuration><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>"
        "</intermediateCatchEvent>"), ""),
    ("timer-without-time", between('<intermediateCatchEvent id="x"><timerEventDefinition id="y"/>'
     "</intermediateCatchEvent>"), ""),
    ("missing-child", between('<intermediateCatchEvent id="x"><conditionalEventDefinition id="y"/>'
     "</intermediateCatchEvent>"), "condition"),
    ("message-missing", between('<intermediateCatchEvent id="x"><messageEventDefinition id="y"/>'
     "</intermediateCatchEvent>"), ""),
    ("signal-missing", between('<intermediateThrowEvent id="x"><signalEventDefinition id="y"/>'
     "</intermediateThrowEvent>"), ""),
    ("escalation-code-missing", between('<intermediateThrowEvent id="x">'
     '<escalationEventDefinition id="y"/></intermediateThrowEvent>'), ""),
    ("error-code-missing", '<endEvent id="x"><errorEventDefinition id="y"/></endEvent>'
     + line("t1", "x"), ""),
    ("parallel-multiple-needs-two", between(
        f'<intermediateCatchEvent id="x" parallelMultiple="true">{TIMER}</intermediateCatchEvent>'), ""),
    ("cause-not-reusable", between(
        f'<intermediateCatchEvent id="x">{TIMER}</intermediateCatchEvent>')
     + '<intermediateCatchEvent id="z"><eventDefinitionRef>td</eventDefinitionRef>'
     "</intermediateCatchEvent>" + line("t1", "z", "t2"), ""),
    ("compensation-without-activity",
     f'<boundaryEvent id="x" attachedToRef="t1">{COMPENSATE}</boundaryEvent>', ""),
    ("flow-out-of-compensation-event",
     f'<boundaryEvent id="x" attachedToRef="t1">{COMPENSATE}</boundaryEvent>' + line("x", "t2"), ""),
    ("compensation-out-of-reach", '<subProcess id="n"><task id="m"/></subProcess>' + line("t1", "n", "t2")
     + '<intermediateThrowEvent id="x"><compensateEventDefinition id="y" activityRef="m"/>'
     "</intermediateThrowEvent>" + line("t1", "x", "t2"), ""),
    ("flow-not-immediate", '<sequenceFlow id="x" isImmediate="false" sourceRef="t2" targetRef="t1"/>',
     ""),
    ("ad-hoc-without-activity", between('<adHocSubProcess id="x"/>'), ""),
    ("not-in-ad-hoc", between('<adHocSubProcess id="x"><task id="m"/><startEvent id="ms"/>'
     + line("ms", "m") + "</adHocSubProcess>"), "start"),
    ("not-in-ad-hoc", between('<adHocSubProcess id="x"><task id="m"/><endEvent id="me"/>'
     + line("m", "me") + "</adHocSubProcess>"), "end"),
    ("choreography-in-process", between('<subChoreography id="x" initiatingParticipantRef="pa">'
     "<participantRef>pa</participantRef><participantRef>pb</participantRef></subChoreography>"), ""),
    ("sub-process-with-io", between('<subProcess id="x"><ioSpecification><inputSet/><outputSet/>'
     "</ioSpecification></subProcess>"), "sub-process"),
    ("sub-process-with-io", between('<transaction id="x"><ioSpecification><inputSet/><outputSet/>'
     "</ioSpecification></transaction>"), "transaction"),
    ("sub-process-with-io", between('<adHocSubProcess id="x"><ioSpecification><inputSet/><outputSet/>'
     '</ioSpecification><task id="m"/></adHocSubProcess>'), "ad-hoc"),
    ("reference-with-item-definition",
     '<dataObject id="x"/><dataObjectReference id="y" dataObjectRef="x" itemSubjectRef="text"/>', ""),
    ("data-object-with-state", '<dataObject id="x"><dataState name="new"/></dataObject>', ""),
    ("collection-mismatch", '<dataObject id="x" itemSubjectRef="texts"/>', ""),
    ("collection-mismatch", '<dataObject id="x" itemSubjectRef="text" isCollection="true"/>', "other"),
    ("reference-without-data-object", '<dataObjectReference id="y"/>', ""),
    ("data-out-of-scope", '<subProcess id="n"><dataObject id="x"/></subProcess>'
     '<dataObjectReference id="y" dataObjectRef="x"/>' + line("t1", "n", "t2"), ""),
    ("called-process-without-plain-start", between('<callActivity id="x" calledElement="timed"/>'), ""),
    ("call-with-other-data", between('<callActivity id="x" calledElement="other"><ioSpecification>'
     '<dataInput id="y"/><inputSet><dataInputRefs>y</dataInputRefs></inputSet><outputSet/>'
     "</ioSpecification></callActivity>"), ""),
    ("call-with-other-data", between('<callActivity id="x" calledElement="taking"/>'), "none"),
    ("call-with-other-data-type", between('<callActivity id="x" calledElement="taking"><ioSpecification>'
     '<dataInput id="y" itemSubjectRef="texts" isCollection="true"/><inputSet><dataInputRefs>y'
     "</dataInputRefs></inputSet><outputSet/></ioSpecification></callActivity>"), ""),
    ("call-with-other-data", between('<callActivity id="x" calledElement="taking"><ioSpecification>'
     '<dataInput id="y" itemSubjectRef="text"/><inputSet><dataInputRefs>y</dataInputRefs></inputSet>'
     "<inputSet><dataInputRefs>y</dataInputRefs></inputSet><outputSet/></ioSpecification>"
     "</callActivity>"), "sets"),
    ("reference-to-wrong-kind", between('<callActivity id="x" calledElement="t1"/>'), "called"),
    ("reference-to-wrong-kind", between('<receiveTask id="x" messageRef="alarm"/>'), "message"),
    ("reference-to-wrong-kind", '<dataObject id="x"/>' + line("t1", "x"), "flow to data"),
    ("reference-to-wrong-kind", '<dataObject id="x"/>' + line("x", "t1"), "flow from data"),
    ("dangling-reference", line("t1", "nowhere"), "target"),
    ("dangling-reference", line("nowhere", "t1"), "source"),
    ("dangling-reference", between('<callActivity id="x" calledElement="nowhere"/>'), "called"),
    ("dangling-reference", between('<task id="x" default="nowhere"/>'), "default"),
    ("loop-data-of-other-element", '<dataObject id="d" isCollection="true"/>' + _activity(
        "task", "", MANY.format("", "<loopDataInputRef>d</loopDataInputRef>")), "object at a task"),
    ("loop-data-not-collection", '<dataObject id="d"/>' + between('<subProcess id="x">'
     + MANY.format("", "<loopDataInputRef>d</loopDataInputRef>") + "</subProcess>"), "sub-process"),
    ("loop-item-of-other-type", '<dataObject id="d" isCollection="true" itemSubjectRef="texts"/>'
     + between('<subProcess id="x">' + MANY.format("", "<loopDataInputRef>d</loopDataInputRef>"
     '<inputDataItem id="i" itemSubjectRef="texts" isCollection="true"/>') + "</subProcess>"), ""),
    ("behavior-without-event", _activity("task", "", MANY.format(' behavior="None"', THREE)), "none"),
    ("behavior-without-event", _activity("task", "", MANY.format(' behavior="One"', THREE)), "one"),
    ("behavior-without-definition", _activity("task", "", MANY.format(' behavior="Complex"', THREE)),
     ""),
    ("child-order", between('<subProcess id="x"><task id="m"/><standardLoopCharacteristics/>'
     "</subProcess>"), ""),
    ("too-many-children", _activity("task", "", "<standardLoopCharacteristics/>"
     "<standardLoopCharacteristics/>"), "loops"),
    ("too-much-data-for-event", between('<intermediateThrowEvent id="x"><dataInput id="i"/>'
     '<dataInput id="j"/><inputSet><dataInputRefs>i</dataInputRefs><dataInputRefs>j</dataInputRefs>'
     f"</inputSet>{MESSAGE}</intermediateThrowEvent>"), ""),
    ("too-little-data-for-event", between('<intermediateCatchEvent id="x"><dataOutput id="i"/>'
     f"<outputSet><dataOutputRefs>i</dataOutputRefs></outputSet>{MESSAGE}{EVENTED}"
     "</intermediateCatchEvent>").replace('id="sd"', 'id="sd2"'), ""),
    ("event-of-other-type", between('<intermediateCatchEvent id="x"><dataOutput id="i" '
     'isCollection="true" itemSubjectRef="texts"/><dataOutput id="j"/><outputSet><dataOutputRefs>i'
     f"</dataOutputRefs><dataOutputRefs>j</dataOutputRefs></outputSet>{MESSAGE}{EVENTED}"
     "</intermediateCatchEvent>").replace('id="sd"', 'id="sd2"'), ""),
    ("too-little-data-for-message", between('<serviceTask id="x" operationRef="take"><ioSpecification>'
     "<inputSet/><outputSet/></ioSpecification></serviceTask>"), ""),
    ("message-of-other-type", between('<serviceTask id="x" operationRef="take"><ioSpecification>'
     '<dataInput id="i" isCollection="true" itemSubjectRef="texts"/><inputSet><dataInputRefs>i'
     "</dataInputRefs></inputSet><outputSet/></ioSpecification></serviceTask>"), ""),
]  # fmt: skip

# What the fragments call and name.
BESIDE = """
<interface id="desk" name="desk"><operation id="take" name="take">
<inMessageRef>order</inMessageRef></operation></interface>
<process id="other" isExecutable="true"><task id="o1"/></process>
<process id="timed" isExecutable="true"><startEvent id="o2"><timerEventDefinition id="o3"><timeDuration>
PT1H</timeDuration></timerEventDefinition></startEvent><endEvent id="o4"/>
<sequenceFlow id="o5" sourceRef="o2" targetRef="o4"/></process>
<globalTask id="taking"><ioSpecification><dataInput id="o6" itemSubjectRef="text"/><inputSet>
<dataInputRefs>o6</dataInputRefs></inputSet><outputSet/></ioSpecification></globalTask>
"""

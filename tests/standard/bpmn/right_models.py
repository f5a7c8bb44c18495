"""Right models, one a topic; a wrong model is one of them with a word or two changed."""

import itertools

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
             xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
             xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
             xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             xmlns:xsd="http://www.w3.org/2001/XMLSchema"
             xmlns:tns="urn:test" id="definitions" targetNamespace="urn:test">
"""
ROOTS = """
<itemDefinition id="text" structureRef="xsd:string"/>
<itemDefinition id="texts" structureRef="xsd:string" isCollection="true"/>
<message id="order" name="Order" itemRef="text"/>
<message id="answer" name="Answer" itemRef="text"/>
<signal id="alarm" name="Alarm"/>
<signalEventDefinition id="alarmed" signalRef="alarm"/>
<error id="broken" name="Broken" errorCode="broken"/>
<escalation id="late" name="Late" escalationCode="late"/>
<resource id="clerk" name="Clerk"><resourceParameter id="shift" name="shift" isRequired="true"/>
<resourceParameter id="site" name="site"/></resource>
<resource id="boss" name="Boss"><resourceParameter id="level" name="level"/></resource>
"""


def file(*parts: str) -> str:
    """A whole file."""
    return HEAD + ROOTS + "".join(parts) + "</definitions>"


def process(*parts: str) -> str:
    """A file of one executable process."""
    return file('<process id="p" isExecutable="true">', *parts, "</process>")


def line(*nodes: str) -> str:
    """Flows from one node to the next, named after both."""
    pairs = itertools.pairwise(nodes)
    return "".join(
        f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in pairs
    )


def around(task: str, name: str = "a") -> str:
    """A process of start, one element and end."""
    return process('<startEvent id="s"/><endEvent id="e"/>', task, line("s", name, "e"))


LISTED = process(
    """
<startEvent id="s"><outgoing>s-a</outgoing></startEvent>
<task id="a"><incoming>s-a</incoming><outgoing>a-e</outgoing></task>
<endEvent id="e"><incoming>a-e</incoming></endEvent>
""",
    line("s", "a", "e"),
)

CHOICE = process(
    """
<startEvent id="s"/>
<exclusiveGateway id="x" gatewayDirection="Diverging" default="x-b"/>
<task id="a"/><task id="b"/>
<parallelGateway id="f"/><task id="c"/><task id="d"/><parallelGateway id="j"/>
<exclusiveGateway id="m" gatewayDirection="Converging"/>
<endEvent id="e"/>
<sequenceFlow id="x-a" sourceRef="x" targetRef="a" isImmediate="true">
<conditionExpression xsi:type="tFormalExpression">urgent</conditionExpression></sequenceFlow>
""",
    line("s", "x", "b", "m", "f", "c", "j", "e"),
    line("a", "m"),
    line("f", "d", "j"),
)

SCOPES = process(
    """
<startEvent id="s"/>
<subProcess id="sub"><startEvent id="s1"/><task id="a"/><endEvent id="e1"/>"""
    + line("s1", "a", "e1")
    + """</subProcess>
<boundaryEvent id="b" attachedToRef="sub" cancelActivity="true">
<errorEventDefinition id="b1" errorRef="broken"/></boundaryEvent>
<subProcess id="handler" triggeredByEvent="true"><startEvent id="s2" isInterrupting="true">
<errorEventDefinition id="s3" errorRef="broken"/></startEvent><task id="h"/><endEvent id="e2"/>"""
    + line("s2", "h", "e2")
    + """</subProcess>
<adHocSubProcess id="adhoc" ordering="Parallel"><task id="free"/></adHocSubProcess>
<endEvent id="e"/><task id="t"/><endEvent id="e3"/>
""",
    line("s", "sub", "adhoc", "e"),
    line("b", "t", "e3"),
)

TRANSACTION = process(
    """
<startEvent id="s"/>
<transaction id="trade"><startEvent id="s1"/><task id="a"/><task id="undo" isForCompensation="true"/>
<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition id="b1"/></boundaryEvent>
<endEvent id="e1"><cancelEventDefinition id="c1"/></endEvent>"""
    + line("s1", "a", "e1")
    + """<task id="redo" isForCompensation="true"/>
<task id="a2"/><boundaryEvent id="b2" attachedToRef="a2"><compensateEventDefinition id="b3"/>
</boundaryEvent><startEvent id="s5"/><endEvent id="e5"/>"""
    + line("s5", "a2", "e5")
    + """
<association id="to-undo" associationDirection="One" sourceRef="b" targetRef="undo"/>
<association id="to-redo" sourceRef="b2" targetRef="redo"/></transaction>
<boundaryEvent id="cancelled" attachedToRef="trade"><cancelEventDefinition id="c2"/></boundaryEvent>
<intermediateThrowEvent id="undoing"><compensateEventDefinition id="c3" activityRef="trade"/>
</intermediateThrowEvent>
<endEvent id="e"/><endEvent id="e2"/>
""",
    line("s", "trade", "undoing", "e"),
    line("cancelled", "e2"),
)

WAITING = process(
    """
<startEvent id="s"/>
<eventBasedGateway id="g"/>
<receiveTask id="r" messageRef="order"/>
<intermediateCatchEvent id="t"><timerEventDefinition id="t1">
<timeDuration xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
</intermediateCatchEvent>
<intermediateCatchEvent id="g2"><signalEventDefinition id="g3" signalRef="alarm"/>
</intermediateCatchEvent>
<intermediateThrowEvent id="out"><linkEventDefinition id="l1" name="on"/></intermediateThrowEvent>
<intermediateCatchEvent id="on"><linkEventDefinition id="l2" name="on"/></intermediateCatchEvent>
<intermediateCatchEvent id="all" parallelMultiple="true">
<conditionalEventDefinition id="k"><condition xsi:type="tFormalExpression">ready</condition>
</conditionalEventDefinition><eventDefinitionRef>alarmed</eventDefinitionRef>
</intermediateCatchEvent>
<exclusiveGateway id="m"/>
<endEvent id="e"><errorEventDefinition id="e1" errorRef="broken"/></endEvent>
<endEvent id="e2"><escalationEventDefinition id="e3" escalationRef="late"/></endEvent>
""",
    line("s", "g", "r", "m", "out"),
    line("g", "t", "m"),
    line("g", "g2", "e2"),
    line("on", "all", "e"),
)

INSTANTIATING = file(
    """<process id="p" isExecutable="true">
<eventBasedGateway id="g" instantiate="true" eventGatewayType="Parallel"/>
<receiveTask id="r1" messageRef="order"/><receiveTask id="r2" messageRef="answer"/>
<parallelGateway id="j"/><endEvent id="e"/>""",
    line("g", "r1", "j", "e"),
    line("g", "r2", "j"),
    """</process>
<process id="q" isExecutable="true"><receiveTask id="r3" messageRef="order" instantiate="true"/>
<task id="a" isForCompensation="false"/><endEvent id="e2"/>""",
    line("r3", "a", "e2"),
    "</process>",
)

LOOPS = process(
    """
<startEvent id="s"/>
<dataObject id="orders" name="orders" isCollection="true" itemSubjectRef="texts"/>
<task id="a" startQuantity="1" completionQuantity="2">
<standardLoopCharacteristics id="l1" loopMaximum="3" testBefore="true">
<loopCondition xsi:type="tFormalExpression">again</loopCondition></standardLoopCharacteristics></task>
<task id="b"><ioSpecification><dataInput id="in" itemSubjectRef="texts" isCollection="true"/>
<dataOutput id="result"/>
<inputSet><dataInputRefs>in</dataInputRefs></inputSet>
<outputSet><dataOutputRefs>result</dataOutputRefs></outputSet>
</ioSpecification>
<dataInputAssociation><sourceRef>orders</sourceRef><targetRef>in</targetRef></dataInputAssociation>
<multiInstanceLoopCharacteristics id="l2"><loopDataInputRef>in</loopDataInputRef>
<inputDataItem id="one"/></multiInstanceLoopCharacteristics></task>
<task id="c"><multiInstanceLoopCharacteristics id="l3" behavior="One"
 oneBehaviorEventRef="alarmed"><loopCardinality xsi:type="tFormalExpression">3</loopCardinality>
</multiInstanceLoopCharacteristics></task>
<task id="d"><multiInstanceLoopCharacteristics id="l4" behavior="Complex">
<loopCardinality xsi:type="tFormalExpression">3</loopCardinality>
<complexBehaviorDefinition><condition xsi:type="tFormalExpression">true</condition>
<event><signalEventDefinition id="d1" signalRef="alarm"/></event></complexBehaviorDefinition>
</multiInstanceLoopCharacteristics></task>
<endEvent id="e"/>
""",
    line("s", "a", "b", "c", "d", "e"),
)

DATA = process(
    """
<ioSpecification><dataInput id="given" name="given"/><dataOutput id="made"/>
<inputSet id="i1"><dataInputRefs>given</dataInputRefs><outputSetRefs>o1</outputSetRefs></inputSet>
<outputSet id="o1"><dataOutputRefs>made</dataOutputRefs><inputSetRefs>i1</inputSetRefs></outputSet>
</ioSpecification>
<property id="note"/>
<startEvent id="s"/>
<dataObject id="thing" name="thing" itemSubjectRef="text"/>
<dataObjectReference id="thing-ref" dataObjectRef="thing"><dataState name="new"/>
</dataObjectReference>
<task id="a"><ioSpecification><dataInput id="in" itemSubjectRef="text"/>
<dataOutput id="out" itemSubjectRef="text"/>
<inputSet><dataInputRefs>in</dataInputRefs><optionalInputRefs>in</optionalInputRefs></inputSet>
<outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
<dataInputAssociation id="da1"><sourceRef>thing-ref</sourceRef><targetRef>in</targetRef>
</dataInputAssociation>
<dataOutputAssociation id="da2"><sourceRef>out</sourceRef><targetRef>thing-ref</targetRef>
</dataOutputAssociation></task>
<task id="b"><ioSpecification><dataInput id="in2"/><inputSet><dataInputRefs>in2</dataInputRefs>
</inputSet><outputSet/></ioSpecification><dataInputAssociation><sourceRef>thing</sourceRef>
<sourceRef>given</sourceRef><targetRef>in2</targetRef>
<transformation>thing + given</transformation></dataInputAssociation></task>
<subProcess id="sub"><startEvent id="s1"/><dataObject id="inner"/><endEvent id="e1"/>"""
    + line("s1", "e1")
    + """</subProcess>
<endEvent id="e"/>
""",
    line("s", "a", "b", "sub", "e"),
)

TALK = file(
    """
<interface id="desk" name="desk"><operation id="take" name="take">
<inMessageRef>order</inMessageRef><outMessageRef>answer</outMessageRef></operation></interface>
<interface id="door" name="door"><operation id="knock" name="knock">
<inMessageRef>order</inMessageRef></operation></interface>
<collaboration id="c">
<participant id="buyer" name="Buyer" processRef="p"><participantMultiplicity minimum="1" maximum="2"/>
</participant>
<participant id="seller" name="Seller" processRef="q"/>
<participant id="bank" name="Bank"/>
<messageFlow id="m1" sourceRef="send" targetRef="s2" messageRef="order"/>
<messageFlow id="m2" sourceRef="e2" targetRef="receive"/>
<messageFlow id="m3" sourceRef="e2" targetRef="bank"/>
<conversation id="talk"><participantRef>buyer</participantRef><participantRef>seller</participantRef>
</conversation>
<correlationKey id="key"><correlationPropertyRef>number</correlationPropertyRef></correlationKey>
<conversationLink id="k1" sourceRef="buyer" targetRef="talk"/>
</collaboration>
<correlationProperty id="number"><correlationPropertyRetrievalExpression messageRef="order">
<messagePath>number</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
<correlationProperty id="date"><correlationPropertyRetrievalExpression messageRef="order">
<messagePath>date</messagePath></correlationPropertyRetrievalExpression></correlationProperty>
<process id="p" isExecutable="true" processType="Private" definitionalCollaborationRef="c">
<startEvent id="s"/>
<sendTask id="send" messageRef="order" operationRef="take"><ioSpecification>
<dataInput id="sent" itemSubjectRef="text"/><inputSet><dataInputRefs>sent</dataInputRefs></inputSet>
<outputSet/></ioSpecification></sendTask>
<receiveTask id="receive" messageRef="answer" operationRef="take"/><endEvent id="e"/>""",
    line("s", "send", "receive", "e"),
    """
<correlationSubscription id="sub" correlationKeyRef="key"><correlationPropertyBinding
 correlationPropertyRef="number"><dataPath>number</dataPath></correlationPropertyBinding>
</correlationSubscription>
</process>
<process id="q" isExecutable="true"><supportedInterfaceRef>desk</supportedInterfaceRef>
<ioSpecification><dataInput id="qi"/><dataOutput id="qo"/><inputSet><dataInputRefs>qi</dataInputRefs>
</inputSet><outputSet><dataOutputRefs>qo</dataOutputRefs></outputSet></ioSpecification>
<ioBinding operationRef="take" inputDataRef="qi" outputDataRef="qo"/>
<startEvent id="s2"><dataOutput id="got" itemSubjectRef="text"/><outputSet>
<dataOutputRefs>got</dataOutputRefs></outputSet><messageEventDefinition id="d2" messageRef="order">
<operationRef>take</operationRef></messageEventDefinition></startEvent>
<endEvent id="e2"><messageEventDefinition id="d3" messageRef="answer"><operationRef>take</operationRef>
</messageEventDefinition></endEvent>""",
    line("s2", "e2"),
    "</process>",
)

PEOPLE = process(
    """
<laneSet id="lanes"><lane id="l1"><flowNodeRef>s</flowNodeRef><flowNodeRef>a</flowNodeRef></lane>
<lane id="l2"><flowNodeRef>b</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>
<startEvent id="s"/>
<userTask id="a"><potentialOwner id="o1"><resourceRef>clerk</resourceRef>
<resourceParameterBinding parameterRef="shift"><formalExpression>"day"</formalExpression>
</resourceParameterBinding></potentialOwner></userTask>
<userTask id="b"><performer id="o2"><resourceAssignmentExpression>
<formalExpression>owner</formalExpression></resourceAssignmentExpression></performer></userTask>
<scriptTask id="c" scriptFormat="feel"><script>1 + 1</script></scriptTask>
<callActivity id="d" calledElement="tns:called"/>
<endEvent id="e"/>
""",
    line("s", "a", "b", "c", "d", "e"),
    """</process><process id="called" isExecutable="true">
<ioSpecification><inputSet/><outputSet/></ioSpecification><startEvent id="s9"/><endEvent id="e9"/>""",
    line("s9", "e9"),
)

DRAWN = LISTED.replace(
    "</definitions>",
    """<bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="plane" bpmnElement="p">
<bpmndi:BPMNShape id="d1" bpmnElement="a"><dc:Bounds x="0" y="0" width="100" height="80"/>
</bpmndi:BPMNShape><bpmndi:BPMNEdge id="d2" bpmnElement="s-a"><di:waypoint x="0" y="0"/>
<di:waypoint x="10.5" y="0"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>""",
)

VENDOR = around('<callActivity id="a" calledElement="p"/>').replace(
    "xmlns:tns", 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:tns'
)

DRAWING = DATA.replace('isExecutable="true"', 'isExecutable="false"')

CHOREOGRAPHY = file(
    """<choreography id="ch"><participant id="x"/><participant id="y"/>
<messageFlow id="mf" sourceRef="x" targetRef="y"/>
<choreographyTask id="ct" initiatingParticipantRef="x"><participantRef>x</participantRef>
<participantRef>y</participantRef><messageFlowRef>mf</messageFlowRef></choreographyTask>
</choreography>"""
)

TALKS = file(
    """<choreography id="ch"><participant id="x"/><participant id="y"/><participant id="z"/>
<messageFlow id="xy" sourceRef="x" targetRef="y"/><messageFlow id="yx" sourceRef="y" targetRef="x"/>
<messageFlow id="yz" sourceRef="y" targetRef="z"/>
<startEvent id="s"><timerEventDefinition id="sd"><timeDate>2026-01-01</timeDate>
</timerEventDefinition></startEvent>
<choreographyTask id="t1" initiatingParticipantRef="x"><participantRef>x</participantRef>
<participantRef>y</participantRef><messageFlowRef>xy</messageFlowRef>
<messageFlowRef>yx</messageFlowRef></choreographyTask>
<callChoreography id="t2" initiatingParticipantRef="y" calledChoreographyRef="once">
<participantRef>y</participantRef><participantRef>z</participantRef><participantAssociation>
<innerParticipantRef>b</innerParticipantRef><outerParticipantRef>y</outerParticipantRef>
</participantAssociation></callChoreography>
<subChoreography id="t3" initiatingParticipantRef="z"><participantRef>y</participantRef>
<participantRef>z</participantRef><startEvent id="s3"/>
<choreographyTask id="t4" initiatingParticipantRef="y"><participantRef>y</participantRef>
<participantRef>z</participantRef><messageFlowRef>yz</messageFlowRef></choreographyTask>
<endEvent id="e3"/>"""
    + line("s3", "t4", "e3")
    + """</subChoreography>
<endEvent id="e"><terminateEventDefinition id="ed"/></endEvent>"""
    + line("s", "t1", "t2", "t3", "e")
    + """</choreography>
<globalChoreographyTask id="once" initiatingParticipantRef="a"><participant id="a"/>
<participant id="b"/><messageFlow id="ab" sourceRef="a" targetRef="b"/></globalChoreographyTask>
<globalConversation id="chat"><participant id="k"/><participant id="l"/></globalConversation>
<collaboration id="co"><participant id="m"/><participant id="n"/>
<messageFlow id="mn" sourceRef="m" targetRef="n"/>
<conversation id="c1"><participantRef>m</participantRef><participantRef>n</participantRef>
<messageFlowRef>mn</messageFlowRef></conversation>
<callConversation id="c2" calledCollaborationRef="chat"><participantRef>m</participantRef>
<participantRef>n</participantRef><participantAssociation>
<innerParticipantRef>k</innerParticipantRef><outerParticipantRef>m</outerParticipantRef>
</participantAssociation></callConversation>
<subConversation id="c3"><conversation id="c4"><participantRef>m</participantRef>
<participantRef>n</participantRef></conversation></subConversation>
<conversationLink id="l1" sourceRef="m" targetRef="c3"/>
<conversationLink id="l2" sourceRef="n" targetRef="c3"/>
</collaboration><process id="p"/>"""
)

RIGHT = {
    name.lower(): text
    for name, text in globals().items()
    if name.isupper() and name not in ("HEAD", "ROOTS", "RIGHT")
}

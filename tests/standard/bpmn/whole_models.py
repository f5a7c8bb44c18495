"""Wrong models that are written out whole: the code, what is wrong, the file."""

from .placed_models import (
    BESIDE,
    COMPENSATE,
    CONDITION,
    ERROR,
    EVENTED,
    LINK,
    MANY,
    MESSAGE,
    SCOPES,
    TERMINATE,
    THREE,
    TIMER,
    between,
)
from .right_models import HEAD, file, line


def whole(extra: str, artifacts: str = "", first: str = "") -> str:
    """A process with something beside its right flow."""
    return SCOPES["process"](extra, artifacts, first, BESIDE)


def _io(inputs: str = "", outputs: str = "", of_inputs: str = "", of_outputs: str = "") -> str:
    return (
        f"<ioSpecification>{inputs}{outputs}<inputSet>{of_inputs}</inputSet>"
        f"<outputSet>{of_outputs}</outputSet></ioSpecification>"
    )


# (code, what it is, the file)
WHOLE = [
    (
        "compensation-activity-not-marked",
        "compensation leads to a plain task",
        whole(
            '<boundaryEvent id="b1" attachedToRef="t1"><compensateEventDefinition id="c1"/></boundaryEvent>',
            artifacts='<association id="a1" sourceRef="b1" targetRef="t2"/>',
        ),
    ),
    (
        "flow-into-start-event",
        "flow into start",
        whole('<sequenceFlow id="x" sourceRef="t1" targetRef="s"/>'),
    ),
    (
        "flow-out-of-end-event",
        "flow out of end",
        whole('<sequenceFlow id="x" sourceRef="e" targetRef="t1"/>'),
    ),
    (
        "reference-to-wrong-kind",
        "data in a lane",
        whole(
            '<dataObject id="d"/>',
            first='<laneSet id="ls"><lane id="l1"><flowNodeRef>d</flowNodeRef></lane></laneSet>',
        ),
    ),
    (
        "too-many-children",
        "two child lane sets",
        whole(
            "",
            first='<laneSet id="ls"><lane id="l1"><childLaneSet id="c1"/><childLaneSet id="c2"/></lane></laneSet>',
        ),
    ),
    (
        "data-in-no-set",
        "dataInput no set",
        whole(between('<task id="x">' + _io('<dataInput id="i"/>') + "</task>")),
    ),
    (
        "data-in-no-set",
        "dataOutput no set",
        whole(between('<task id="x">' + _io("", '<dataOutput id="i"/>') + "</task>")),
    ),
    (
        "missing-child",
        "no inputset",
        whole(
            between(
                '<task id="x"><ioSpecification><dataInput id="i"/><outputSet/></ioSpecification></task>'
            )
        ),
    ),
    (
        "too-much-data-for-message",
        "send two inputs",
        whole(
            between(
                '<sendTask id="x" messageRef="order">'
                + _io(
                    '<dataInput id="i"/><dataInput id="j"/>',
                    "",
                    "<dataInputRefs>i</dataInputRefs><dataInputRefs>j</dataInputRefs>",
                )
                + "</sendTask>"
            )
        ),
    ),
    (
        "too-much-data-for-message",
        "send two sets",
        whole(
            between(
                '<sendTask id="x" messageRef="order"><ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification></sendTask>'
            )
        ),
    ),
    (
        "too-much-data-for-message",
        "recv two outs",
        whole(
            between(
                '<receiveTask id="x" messageRef="order">'
                + _io(
                    "",
                    '<dataOutput id="i"/><dataOutput id="j"/>',
                    "",
                    "<dataOutputRefs>i</dataOutputRefs><dataOutputRefs>j</dataOutputRefs>",
                )
                + "</receiveTask>"
            )
        ),
    ),
    (
        "message-of-other-type",
        "recv type",
        whole(
            between(
                '<receiveTask id="x" messageRef="order">'
                + _io(
                    "",
                    '<dataOutput id="i" itemSubjectRef="texts" isCollection="true"/>',
                    "",
                    "<dataOutputRefs>i</dataOutputRefs>",
                )
                + "</receiveTask>"
            )
        ),
    ),
    (
        "message-of-other-type",
        "send type",
        whole(
            between(
                '<sendTask id="x" messageRef="order">'
                + _io(
                    '<dataInput id="i" itemSubjectRef="texts" isCollection="true"/>',
                    "",
                    "<dataInputRefs>i</dataInputRefs>",
                )
                + "</sendTask>"
            )
        ),
    ),
    (
        "missing-child",
        "assoc no target",
        whole(
            between(
                '<task id="x">'
                + _io('<dataInput id="i"/>', "", "<dataInputRefs>i</dataInputRefs>")
                + "<dataInputAssociation/></task>"
            )
        ),
    ),
    (
        "data-of-other-element",
        "data in assoc to output",
        whole(
            between(
                '<task id="x"><ioSpecification><dataInput id="i"/><dataOutput id="o"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification><dataInputAssociation><sourceRef>d</sourceRef><targetRef>o</targetRef></dataInputAssociation></task>'
            )
            + '<dataObject id="d"/>'
        ),
    ),
    (
        "data-of-other-element",
        "data out assoc from input",
        whole(
            between(
                '<task id="x"><ioSpecification><dataInput id="i"/><dataOutput id="o"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification><dataOutputAssociation><sourceRef>i</sourceRef><targetRef>d</targetRef></dataOutputAssociation></task>'
            )
            + '<dataObject id="d"/>'
        ),
    ),
    (
        "data-out-of-scope",
        "out assoc into other tasks input",
        whole(
            between(
                '<task id="x"><ioSpecification><dataOutput id="o"/><inputSet/><outputSet><dataOutputRefs>o</dataOutputRefs></outputSet></ioSpecification><dataOutputAssociation><sourceRef>o</sourceRef><targetRef>i</targetRef></dataOutputAssociation></task>',
                "x",
            )
            + '<task id="y"><ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification></task>'
            + line("t1", "y", "t2")
        ),
    ),
    (
        "data-out-of-scope",
        "property of other task",
        whole(
            between(
                '<task id="x"><ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation><sourceRef>pr</sourceRef><targetRef>i</targetRef></dataInputAssociation></task>'
            )
            + '<task id="y"><property id="pr"/></task>'
            + line("t1", "y", "t2")
        ),
    ),
    (
        "missing-child",
        "assignment no from",
        whole(
            between(
                '<task id="x"><ioSpecification><dataInput id="i"/><inputSet><dataInputRefs>i</dataInputRefs></inputSet><outputSet/></ioSpecification><dataInputAssociation><targetRef>i</targetRef><assignment><to>i</to></assignment></dataInputAssociation></task>'
            )
        ),
    ),
    (
        "misplaced-element",
        "catch event dataInput",
        whole(
            between(
                f'<intermediateCatchEvent id="x"><dataInput id="i"/>{TIMER}</intermediateCatchEvent>'
            )
        ),
    ),
    (
        "misplaced-element",
        "throw event dataOutput",
        whole(
            between(
                f'<intermediateThrowEvent id="x"><dataOutput id="i"/>{MESSAGE}</intermediateThrowEvent>'
            )
        ),
    ),
    (
        "data-in-no-set",
        "throw data foreign set",
        whole(
            between(
                f'<intermediateThrowEvent id="x"><dataInput id="i"/><inputSet/>{MESSAGE}</intermediateThrowEvent>'
            )
        ),
    ),
    (
        "link-without-target",
        "link across scopes",
        whole(
            f'<intermediateThrowEvent id="x">{LINK}</intermediateThrowEvent>'
            + line("t1", "x")
            + '<subProcess id="n"><intermediateCatchEvent id="z"><linkEventDefinition id="l9" name="on"/></intermediateCatchEvent><task id="m"/>'
            + line("z", "m")
            + "</subProcess>"
            + line("t1", "n", "t2")
        ),
    ),
    (
        "dangling-reference",
        "link target wrong",
        whole(
            '<intermediateThrowEvent id="x"><linkEventDefinition id="l8" name="on"><target>sd</target></linkEventDefinition></intermediateThrowEvent><intermediateCatchEvent id="z"><linkEventDefinition id="l9" name="on"/></intermediateCatchEvent>'
            + line("t1", "x")
            + line("z", "t2")
        ),
    ),
    (
        "cause-not-allowed",
        "implicit complex timer",
        whole(
            between(
                '<task id="x">'
                + MANY.format(
                    ' behavior="Complex"',
                    THREE
                    + f"<complexBehaviorDefinition><condition>true</condition><event>{TIMER}</event></complexBehaviorDefinition>",
                )
                + "</task>"
            )
        ),
    ),
    (
        "missing-child",
        "complex no condition",
        whole(
            between(
                '<task id="x">'
                + MANY.format(
                    ' behavior="Complex"',
                    THREE
                    + f"<complexBehaviorDefinition><event>{EVENTED}</event></complexBehaviorDefinition>",
                )
                + "</task>"
            )
        ),
    ),
    (
        "too-many-children",
        "both loops",
        whole(
            between(
                '<task id="x"><standardLoopCharacteristics/>' + MANY.format("", THREE) + "</task>"
            )
        ),
    ),
    (
        "loop-maximum-below-one",
        "loopmax -1",
        whole(between('<task id="x"><standardLoopCharacteristics loopMaximum="-1"/></task>')),
    ),
    (
        "missing-child",
        "ref binding no expr",
        whole(
            between(
                '<userTask id="x"><performer id="pp"><resourceRef>boss</resourceRef><resourceParameterBinding parameterRef="level"/></performer></userTask>'
            )
        ),
    ),
    (
        "missing-child",
        "resourceAssignment empty",
        whole(
            between(
                '<userTask id="x"><performer id="pp"><resourceAssignmentExpression/></performer></userTask>'
            )
        ),
    ),
    (
        "dangling-reference",
        "unknown resource",
        whole(
            between(
                '<userTask id="x"><performer id="pp"><resourceRef>nobody</resourceRef></performer></userTask>'
            )
        ),
    ),
    (
        "cause-not-allowed",
        "terminate in the middle",
        whole(between(f'<intermediateThrowEvent id="x">{TERMINATE}</intermediateThrowEvent>')),
    ),
    (
        "dangling-reference",
        "cat value dangling",
        whole(between('<task id="x"><categoryValueRef>nix</categoryValueRef></task>')),
    ),
    (
        "dangling-reference",
        "group dangling",
        whole("", artifacts='<group id="g" categoryValueRef="nix"/>'),
    ),
    (
        "dangling-reference",
        "association dangling",
        whole("", artifacts='<association id="g" sourceRef="nix" targetRef="t1"/>'),
    ),
    (
        "missing-attribute",
        "association no target",
        whole("", artifacts='<association id="g" sourceRef="t1"/>'),
    ),
    (
        "wrong-value",
        "association direction",
        whole(
            "",
            artifacts='<association id="g" sourceRef="t1" targetRef="t2" associationDirection="one"/>',
        ),
    ),
    (
        "reference-to-wrong-kind",
        "flow to annotation",
        whole(line("t1", "ta"), artifacts='<textAnnotation id="ta"/>'),
    ),
    (
        "reference-to-wrong-kind",
        "flow to group",
        whole(line("t1", "ta"), artifacts='<group id="ta"/>'),
    ),
    (
        "duplicate-id",
        "dup flow id as task",
        whole('<sequenceFlow id="t1" sourceRef="t1" targetRef="t2"/>'),
    ),
    ("duplicate-id", "process prop dup", whole("", first='<property id="t1"/>')),
    ("too-many-children", "process two ioSpec", whole("", first=_io() + _io())),
    (
        "dangling-reference",
        "data store ref dangling",
        whole('<dataStoreReference id="d" dataStoreRef="nix"/>'),
    ),
    (
        "reference-to-wrong-kind",
        "data store ref kind",
        whole('<dataStoreReference id="d" dataStoreRef="order"/>'),
    ),
    (
        "misplaced-element",
        "global task loop",
        file('<globalTask id="g"><standardLoopCharacteristics/></globalTask><process id="p"/>'),
    ),
    (
        "misplaced-element",
        "global user no",
        file('<globalUserTask id="g"><script/></globalUserTask><process id="p"/>'),
    ),
    ("unknown-element", "global serviceTask", file('<globalServiceTask id="g"/><process id="p"/>')),
    (
        "data-in-no-set",
        "globalTask io no set",
        file(
            '<globalTask id="g"><ioSpecification><dataInput id="i"/><inputSet/><outputSet/></ioSpecification></globalTask><process id="p"/>'
        ),
    ),
    (
        "resource-named-twice",
        "global resource twice",
        file(
            '<globalTask id="g"><performer><resourceRef>boss</resourceRef><resourceAssignmentExpression><formalExpression>x</formalExpression></resourceAssignmentExpression></performer></globalTask><process id="p"/>'
        ),
    ),
    ("missing-child", "interface no op", file('<interface id="i" name="i"/><process id="p"/>')),
    (
        "missing-attribute",
        "operation no name",
        file(
            '<interface id="i" name="i"><operation id="o"><inMessageRef>order</inMessageRef></operation></interface><process id="p"/>'
        ),
    ),
    ("wrong-value", "item kind", file('<itemDefinition id="i" itemKind="info"/><process id="p"/>')),
    (
        "dangling-reference",
        "correlation key dangling",
        file(
            '<collaboration id="c"><correlationKey id="k"><correlationPropertyRef>x</correlationPropertyRef></correlationKey></collaboration><process id="p"/>'
        ),
    ),
    ("missing-attribute", "resource no name", file('<resource id="r"/><process id="p"/>')),
    (
        "reference-to-wrong-kind",
        "message item kind",
        file('<message id="m" itemRef="order"/><process id="p"/>'),
    ),
    (
        "dangling-reference",
        "participant dangling",
        file('<collaboration id="c"><participant id="x" processRef="nix"/></collaboration>'),
    ),
    (
        "reference-to-wrong-kind",
        "participant kind",
        file('<collaboration id="c"><participant id="x" processRef="order"/></collaboration>'),
    ),
    (
        "multiplicity",
        "negative minimum",
        file(
            '<collaboration id="c"><participant id="x"><participantMultiplicity minimum="-1"/></participant></collaboration><process id="p"/>'
        ),
    ),
    (
        "multiplicity",
        "minimum above maximum",
        file(
            '<collaboration id="c"><participant id="x"><participantMultiplicity minimum="2"/></participant></collaboration><process id="p"/>'
        ),
    ),
    (
        "message-flow-inside-pool",
        "message flow to itself",
        file(
            '<collaboration id="c"><participant id="x"/><messageFlow id="m" sourceRef="x" targetRef="x"/></collaboration><process id="p"/>'
        ),
    ),
    (
        "reference-to-wrong-kind",
        "mf to gateway",
        file(
            '<collaboration id="c"><participant id="x"/><messageFlow id="m" sourceRef="x" targetRef="g"/></collaboration><process id="p"><exclusiveGateway id="g"/><task id="a"/><task id="b"/>'
            + line("g", "a")
            + line("g", "b")
            + "</process>"
        ),
    ),
    (
        "message-flow-at-other-event",
        "mf to none start",
        file(
            '<collaboration id="c"><participant id="x"/><participant id="y" processRef="p"/><messageFlow id="m" sourceRef="x" targetRef="s"/></collaboration><process id="p"><startEvent id="s"/><endEvent id="e"/>'
            + line("s", "e")
            + "</process>"
        ),
    ),
    (
        "message-flow-end",
        "mf to end",
        file(
            '<collaboration id="c"><participant id="x"/><participant id="y" processRef="p"/><messageFlow id="m" sourceRef="x" targetRef="e"/></collaboration><process id="p"><startEvent id="s"/><endEvent id="e"><messageEventDefinition id="q" messageRef="order"/></endEvent>'
            + line("s", "e")
            + "</process>"
        ),
    ),
    (
        "message-flow-end",
        "mf from start",
        file(
            '<collaboration id="c"><participant id="x"/><participant id="y" processRef="p"/><messageFlow id="m" sourceRef="s" targetRef="x"/></collaboration><process id="p"><startEvent id="s"><messageEventDefinition id="q" messageRef="order"/></startEvent><endEvent id="e"/>'
            + line("s", "e")
            + "</process>"
        ),
    ),
    (
        "receive-task-sends",
        "mf from receive",
        file(
            '<collaboration id="c"><participant id="x"/><participant id="y" processRef="p"/><messageFlow id="m" sourceRef="s" targetRef="x"/></collaboration><process id="p"><receiveTask id="s"/></process>'
        ),
    ),
    (
        "send-task-receives",
        "mf to send",
        file(
            '<collaboration id="c"><participant id="x"/><participant id="y" processRef="p"/><messageFlow id="m" sourceRef="x" targetRef="s"/></collaboration><process id="p"><sendTask id="s"/></process>'
        ),
    ),
    (
        "dangling-reference",
        "mf msgref dangling",
        file(
            '<collaboration id="c"><participant id="x"/><participant id="y"/><messageFlow id="m" sourceRef="x" targetRef="y" messageRef="nix"/></collaboration><process id="p"/>'
        ),
    ),
    (
        "dangling-reference",
        "partner dangling",
        file(
            '<partnerEntity id="c"><participantRef>nix</participantRef></partnerEntity><process id="p"/>'
        ),
    ),
    (
        "conversation-link-ends",
        "subconv link",
        file(
            '<collaboration id="c"><participant id="x"/><conversation id="y"/><conversation id="z"/><conversationLink id="m" sourceRef="z" targetRef="y"/></collaboration><process id="p"/>'
        ),
    ),
    (
        "unknown-prefix",
        "extension def prefix",
        HEAD + '<extension definition="nix:foo"/><process id="p"/></definitions>',
    ),
    (
        "wrong-value",
        "extension bool",
        HEAD + '<extension mustUnderstand="yes"/><process id="p"/></definitions>',
    ),
    (
        "missing-child",
        "relationship no source",
        HEAD
        + '<process id="p"/><relationship type="x"><target>p</target></relationship></definitions>',
    ),
    (
        "wrong-value",
        "relationship dir",
        HEAD
        + '<process id="p"/><relationship type="x" direction="up"><source>p</source><target>p</target></relationship></definitions>',
    ),
    ("wrong-value", "process type", file('<process id="p" processType="executable"/>')),
    (
        "reference-to-wrong-kind",
        "supports",
        file('<process id="p"><supports>order</supports></process>'),
    ),
    (
        "reference-to-wrong-kind",
        "defcollab",
        file('<process id="p" definitionalCollaborationRef="order"/>'),
    ),
    (
        "start-without-end",
        "non-exec no attr: msg start without flow out",
        file('<process id="p"><startEvent id="s"/></process>'),
    ),
    (
        "reference-to-wrong-kind",
        "compensate activityRef to gateway",
        whole(
            between(
                '<intermediateThrowEvent id="x"><compensateEventDefinition id="y" activityRef="s"/></intermediateThrowEvent>'
            )
        ),
    ),
    (
        "reference-to-wrong-kind",
        "default flow to non flow",
        whole(between('<task id="x" default="t1"/>')),
    ),
    (
        "expression-empty",
        "activationCondition empty",
        whole(
            '<complexGateway id="g"><activationCondition/></complexGateway>'
            + line("t2", "g", "t1")
            + line("g", "t2")
        ),
    ),
    (
        "wrong-value",
        "eventGatewayType",
        whole('<eventBasedGateway id="g" eventGatewayType="parallel"/>'),
    ),
    (
        "wrong-value",
        "adhoc ordering",
        whole(between('<adHocSubProcess id="x" ordering="any"><task id="m"/></adHocSubProcess>')),
    ),
    (
        "wrong-value",
        "loop behavior",
        whole(between('<task id="x">' + MANY.format(' behavior="all"', THREE) + "</task>")),
    ),
    (
        "unknown-attribute",
        "send default instantiates",
        whole(between('<sendTask id="x" instantiate="true"/>')),
    ),
    (
        "missing-attribute",
        "boundary no attach",
        whole(f'<boundaryEvent id="x">{TIMER}</boundaryEvent>' + line("x", "t2")),
    ),
    (
        "misplaced-element",
        "script in task",
        whole(between('<task id="x"><script>x</script></task>')),
    ),
    ("missing-attribute", "flow no target", whole('<sequenceFlow id="x" sourceRef="t1"/>')),
    (
        "too-many-children",
        "two conds",
        whole(
            '<sequenceFlow id="x" sourceRef="t1" targetRef="t2"><conditionExpression>a</conditionExpression><conditionExpression>a</conditionExpression></sequenceFlow>'
        ),
    ),
    ("misplaced-element", "lane in task", whole(between('<task id="x"><laneSet/></task>'))),
    (
        "attached-to-event-sub-process",
        "esp boundary attached",
        whole(
            '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns">'
            + TIMER
            + '</startEvent><endEvent id="ne"/>'
            + line("ns", "ne")
            + "</subProcess>"
            + f'<boundaryEvent id="x" attachedToRef="n">{ERROR}</boundaryEvent>'
            + line("x", "t2")
        ),
    ),
    (
        "must-interrupt",
        "comp start in esp non interrupting",
        whole(
            '<subProcess id="q">'
            + '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns" isInterrupting="false">'
            + COMPENSATE
            + '</startEvent><endEvent id="ne"/>'
            + line("ns", "ne")
            + "</subProcess></subProcess>"
            + line("t1", "q", "t2")
        ),
    ),
    (
        "event-sub-process-start",
        "two none+message esp starts",
        whole(
            '<subProcess id="n" triggeredByEvent="true"><startEvent id="ns">'
            + TIMER
            + '</startEvent><startEvent id="nt">'
            + CONDITION
            + '</startEvent><endEvent id="ne"/>'
            + line("ns", "ne")
            + line("nt", "ne")
            + "</subProcess>"
        ),
    ),
    (
        "unknown-attribute",
        "parallel multiple on throw",
        whole(
            between(
                f'<intermediateThrowEvent id="x" parallelMultiple="true">{MESSAGE}{EVENTED}</intermediateThrowEvent>'
            )
        ),
    ),
    (
        "wrong-value",
        "cancel activity attr on boundary",
        whole(
            f'<boundaryEvent id="x" attachedToRef="t1" cancelActivity="maybe">{TIMER}</boundaryEvent>'
            + line("x", "t2")
        ),
    ),
    (
        "reference-to-wrong-kind",
        "dataObjectRef to dataInput",
        whole('<dataObjectReference id="d" dataObjectRef="t1"/>'),
    ),
    (
        "reference-to-wrong-kind",
        "op out message kind",
        file(
            '<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>order</inMessageRef><outMessageRef>alarm</outMessageRef></operation></interface><process id="p"/>'
        ),
    ),
    (
        "reference-to-wrong-kind",
        "op error kind",
        file(
            '<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>order</inMessageRef><errorRef>alarm</errorRef></operation></interface><process id="p"/>'
        ),
    ),
    (
        "unknown-attribute",
        "signal event with errorref",
        whole(
            between(
                '<intermediateThrowEvent id="x"><signalEventDefinition id="y" errorRef="broken"/></intermediateThrowEvent>'
            )
        ),
    ),
    (
        "missing-attribute",
        "ioBinding missing",
        file('<globalTask id="g"><ioBinding operationRef="x"/></globalTask><process id="p"/>'),
    ),
]

"""What was read from a BPMN file: the read model, as plain immutable data.

`bpmn` makes it, `lint` and `show` look at it, `steps` compiles it into the run model. Names are
those of the BPMN 2.0.2 specification (OMG formal/13-12-09); a `Ref` is the id of another element
of the same file, already checked to exist where the file is free of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Ref = str
EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Expression:
    """A formal expression as written: its text and the URI or name of its language."""

    text: str
    language: str = "feel"


@dataclass(frozen=True, slots=True)
class EventDefinition:
    """Why an event happens (10.5.5). Only the fields of its kind are set.

    Attributes:
        kind: which of the ten definitions it is.
        ref: the message, signal, error or escalation it names, None for "any".
        name: name of the thing referred to, which is what throw and catch are matched by
            for messages and signals.
        code: errorCode or escalationCode; None catches every error or escalation.
        expression: timer text or condition.
        timer: which of the three timer forms `expression` is.
        activity: compensation: the activity to compensate, None for all of the scope.
        wait_for_completion: compensation throw waits for its handlers.
        link: name of a link event.
        correlation: expression that picks the one case a message is for (extension).
        variable: where a caught error code, escalation code or message payload goes (extension).
    """

    kind: Literal[
        "message", "timer", "error", "escalation", "cancel",
        "compensate", "signal", "conditional", "link", "terminate",
    ]  # fmt: skip
    id: str | None = None
    ref: Ref | None = None
    name: str | None = None
    code: str | None = None
    expression: Expression | None = None
    timer: Literal["date", "duration", "cycle"] | None = None
    activity: Ref | None = None
    wait_for_completion: bool = True
    link: str | None = None
    correlation: Expression | None = None
    variable: str | None = None
    operation: Ref | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """`to = from` inside a data association, or an input/output mapping of an extension."""

    source: Expression
    target: str


@dataclass(frozen=True, slots=True)
class DataAssociation:
    """Moves data between the scope and an activity or event (10.4.2).

    `sources` and `target` are ids of item aware elements; `names` of `Definitions.items` tells
    which variable each of them is.
    """

    id: str | None
    sources: tuple[Ref, ...]
    target: Ref | None
    transformation: Expression | None = None
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class DataItem:
    """Anything that holds data: data object, reference to one, property, data input or output."""

    id: str
    kind: Literal[
        "dataObject", "dataObjectReference", "dataStore", "dataStoreReference",
        "property", "dataInput", "dataOutput",
    ]  # fmt: skip
    name: str = ""
    is_collection: bool = False
    target: Ref | None = None
    state: str | None = None
    item: Ref | None = None


@dataclass(frozen=True, slots=True)
class IoSet:
    """One inputSet or outputSet: which data must, may, or may arrive while executing.

    `pairs` are the sets of the other way that belong to it.
    """

    id: str | None
    required: tuple[Ref, ...] = ()
    optional: tuple[Ref, ...] = ()
    while_executing: tuple[Ref, ...] = ()
    pairs: tuple[Ref, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class InputOutput:
    """ioSpecification of an activity or process (10.4.2)."""

    inputs: tuple[DataItem, ...] = ()
    outputs: tuple[DataItem, ...] = ()
    input_sets: tuple[IoSet, ...] = ()
    output_sets: tuple[IoSet, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardLoop:
    """standardLoopCharacteristics: repeat while the condition holds, at most `maximum` times."""

    condition: Expression | None = None
    maximum: int | None = None
    test_before: bool = False


@dataclass(frozen=True, slots=True)
class ComplexBehavior:
    """complexBehaviorDefinition: throw `event` and stop when `condition` holds (Table 10.31)."""

    condition: Expression
    event: tuple[EventDefinition, ...] = ()


@dataclass(frozen=True, slots=True)
class MultiInstance:
    """multiInstanceLoopCharacteristics (13.3.7).

    `collection` is an expression over the scope's variables (loopDataInputRef resolved to its
    variable's name, or an extension's inputCollection); `element` is the name each instance sees
    its item under (inputDataItem); results are gathered from `result` into `results`. The refs
    and items are what the file says of them where it says it in BPMN's own words.
    """

    sequential: bool = False
    cardinality: Expression | None = None
    collection: Expression | None = None
    element: str | None = None
    results: str | None = None
    result: Expression | None = None
    completion: Expression | None = None
    behavior: Literal["None", "One", "All", "Complex"] = "All"
    one_event: EventDefinition | None = None
    none_event: EventDefinition | None = None
    complex: tuple[ComplexBehavior, ...] = ()
    input_ref: Ref | None = None
    output_ref: Ref | None = None
    element_item: DataItem | None = None
    result_item: DataItem | None = None


@dataclass(frozen=True, slots=True)
class Extras:
    """What extension attributes say that has a meaning here (guiju:, camunda:, zeebe:).

    Attributes:
        clause: id of the clause of the written standard that this element carries out.
        job: type of the job a service or send task asks for (topic, taskDefinition type ...).
        form: key or id of the form staff fill in.
        assignee, groups, users: who is to do it; `groups` and `users` are candidates.
        due: expression of the due date or duration of a user task.
        priority: expression or number.
        decision: id or name of the DMN decision that a business rule task calls.
        result: variable that takes the result of a script, decision or job.
        inputs, outputs: mappings evaluated on entering and on leaving.
        headers: other named values a job is handed.
        retries: how often a job is tried, None for the default.
        different_from: ids of steps that must be done by another person (four eyes).
        certificate: certificate the person needs.
        indicator: id of the indicator that this element is measured by.
        deadline: name of the deadline whose clock runs while the element is open.
        other: further understood attributes, by name.
    """

    clause: str | None = None
    job: str | None = None
    form: str | None = None
    assignee: str | None = None
    groups: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    due: Expression | None = None
    priority: str | None = None
    decision: str | None = None
    result: str | None = None
    inputs: tuple[Assignment, ...] = ()
    outputs: tuple[Assignment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    retries: int | None = None
    different_from: tuple[Ref, ...] = ()
    certificate: str | None = None
    indicator: str | None = None
    deadline: str | None = None
    other: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class SequenceFlow:
    """An arrow of control inside one scope."""

    id: str
    source: Ref
    target: Ref
    name: str = ""
    condition: Expression | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """What all nodes have. `incoming` and `outgoing` are flow ids in the order of the flows."""

    id: str
    kind: str
    name: str = ""
    documentation: str = ""
    incoming: tuple[Ref, ...] = ()
    outgoing: tuple[Ref, ...] = ()
    extras: Extras = Extras()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Task, sub-process or call activity (10.3); `kind` is the element's local name.

    Kinds of tasks: task userTask manualTask serviceTask scriptTask businessRuleTask sendTask
    receiveTask. `resources` are the names of performers and potential owners.
    """

    default: Ref | None = None
    is_for_compensation: bool = False
    start_quantity: int = 1
    completion_quantity: int = 1
    loop: StandardLoop | MultiInstance | None = None
    io: InputOutput | None = None
    data_inputs: tuple[DataAssociation, ...] = ()
    data_outputs: tuple[DataAssociation, ...] = ()
    properties: tuple[DataItem, ...] = ()
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Activity):
    """An atomic activity. Only the fields of its kind are set."""

    script: str | None = None
    script_format: str | None = None
    implementation: str | None = None
    message: Ref | None = None
    message_name: str | None = None
    operation: Ref | None = None
    instantiate: bool = False
    correlation: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """Calls a process or global task of this file, or one by name (10.3.6)."""

    called_element: str | None = None
    propagate_all_inputs: bool = True
    propagate_all_outputs: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """subProcess, transaction or adHocSubProcess: an activity that is a scope."""

    body: Scope
    triggered_by_event: bool = False
    ad_hoc_ordering: Literal["Parallel", "Sequential"] = "Parallel"
    ad_hoc_completion: Expression | None = None
    cancel_remaining: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(FlowNode):
    """exclusiveGateway inclusiveGateway parallelGateway eventBasedGateway complexGateway."""

    default: Ref | None = None
    direction: str = "Unspecified"
    instantiate: bool = False
    event_gateway_type: Literal["Exclusive", "Parallel"] = "Exclusive"
    activation_condition: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(FlowNode):
    """startEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent endEvent.

    `interrupting` is isInterrupting of a start event of an event sub-process and
    cancelActivity of a boundary event. Several definitions make a multiple event;
    `parallel_multiple` wants all of them. `io` holds the data inputs or outputs of the event.
    """

    definitions: tuple[EventDefinition, ...] = ()
    parallel_multiple: bool = False
    interrupting: bool = True
    attached_to: Ref | None = None
    properties: tuple[DataItem, ...] = ()
    io: InputOutput | None = None
    data_inputs: tuple[DataAssociation, ...] = ()
    data_outputs: tuple[DataAssociation, ...] = ()


Node = Task | CallActivity | SubProcess | Gateway | Event


@dataclass(frozen=True, slots=True)
class Association:
    """An association; from a compensation boundary event to its handler it has a meaning."""

    id: str
    source: Ref
    target: Ref


@dataclass(frozen=True, slots=True)
class Annotation:
    """A text annotation or a group: for readers only."""

    id: str
    text: str = ""
    kind: Literal["textAnnotation", "group"] = "textAnnotation"
    category: Ref | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a process and a sub-process have in common: nodes joined by flows, and data."""

    nodes: tuple[Node, ...] = ()
    flows: tuple[SequenceFlow, ...] = ()
    data: tuple[DataItem, ...] = ()
    associations: tuple[Association, ...] = ()
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: who is responsible for its nodes. `nodes` includes those of child lanes."""

    id: str
    name: str
    nodes: tuple[Ref, ...] = ()
    children: tuple[Lane, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """A process of the file."""

    id: str
    name: str
    body: Scope
    executable: bool = True
    lanes: tuple[Lane, ...] = ()
    properties: tuple[DataItem, ...] = ()
    io: InputOutput | None = None
    documentation: str = ""
    extras: Extras = Extras()
    closed: bool = False
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Participant:
    """A pool; `process` is None for a black box."""

    id: str
    name: str
    process: Ref | None = None
    minimum: int = 0
    maximum: int = 1


@dataclass(frozen=True, slots=True)
class MessageFlow:
    """An arrow between pools; ends are nodes or participants."""

    id: str
    source: Ref
    target: Ref
    name: str = ""
    message: Ref | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A root element that is only named: message, signal, error, escalation, resource ..."""

    id: str
    kind: str
    name: str = ""
    code: str | None = None
    item: Ref | None = None
    correlation: Expression | None = None
    is_collection: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered sentence of the written standard; its id is the spine of everything."""

    id: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Constant:
    """A parameter of the standard: every expression sees it by its name, nothing sets it.

    Attributes:
        name: what expressions call it.
        value: a FEEL literal, as written.
        id: what people call it (P-01).
        title, unit: for people.
    """

    name: str
    value: str
    id: str = ""
    title: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Definitions:
    """One BPMN file, read.

    Attributes:
        id, name, target_namespace, exporter: of the `definitions` element.
        processes: in the order of the file.
        global_tasks: callable tasks, as `Task` nodes whose kind has lost its `global` prefix.
        participants, message_flows: of all collaborations.
        roots: messages, signals, errors, escalations, resources, item definitions, by id.
        items: variable name of every item aware element, by id.
        operations: id of the message an operation takes in, by operation id.
        replies: id of the message an operation gives out, by operation id, where it gives one.
        clauses: the written standard, where the file or the folder beside it holds one.
        parameters: the constants of the standard.
        collaboration: id of the (first) collaboration, which diagrams refer to.
        diagram: the DI part as text, kept for export and pictures; "" where there is none.
    """

    id: str = ""
    name: str = ""
    target_namespace: str = ""
    exporter: str = ""
    processes: tuple[Process, ...] = ()
    global_tasks: tuple[Task, ...] = ()
    participants: tuple[Participant, ...] = ()
    message_flows: tuple[MessageFlow, ...] = ()
    roots: Mapping[str, Named] = field(default_factory=lambda: MappingProxyType({}))
    items: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    operations: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    clauses: tuple[Clause, ...] = ()
    parameters: tuple[Constant, ...] = ()
    diagram: str = ""
    collaboration: Ref | None = None
    replies: Mapping[str, str] = field(default_factory=lambda: EMPTY)

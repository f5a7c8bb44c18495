"""Flow nodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from guiju.standard.bpmn.writing import data
from guiju.standard.bpmn.writing.causes import causes
from guiju.standard.bpmn.writing.extras import head
from guiju.standard.bpmn.writing.tree import add, expression, only, put, text_of
from guiju.standard.model.definitions import (
    Activity,
    CallActivity,
    Definitions,
    Event,
    EventDefinition,
    FlowNode,
    Gateway,
    MultiInstance,
    Node,
    Scope,
    StandardLoop,
    SubProcess,
    Task,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What writing a node needs to know of the file: its definitions and shared causes."""

    definitions: Definitions
    shared: dict[str, EventDefinition]
    scope: Callable[[etree._Element, Scope, Around], None]


def node(parent: etree._Element, told: Node, around: Around) -> None:
    """One flow node with all below it."""
    element = add(parent, told.kind, id=told.id, name=told.name)
    head(element, told.documentation, told.extras)
    _flows(element, told)
    if isinstance(told, Gateway):
        _gateway(element, told)
    elif isinstance(told, Event):
        _event(element, told, around)
    else:
        activity(element, told, around)
        if isinstance(told, SubProcess):
            _sub_process(element, told, around)
        elif isinstance(told, CallActivity):
            _call(element, told)
        else:
            task(element, told, "scriptFormat")


def _flows(element: etree._Element, told: FlowNode) -> None:
    for ref in told.incoming:
        add(element, "incoming", ref)
    for ref in told.outgoing:
        add(element, "outgoing", ref)


def activity(element: etree._Element, told: Activity, around: Around) -> None:
    """What all activities have."""
    put(
        element,
        isForCompensation=only(told.is_for_compensation),
        startQuantity=told.start_quantity if told.start_quantity != 1 else None,
        completionQuantity=told.completion_quantity if told.completion_quantity != 1 else None,
        default=told.default,
    )
    data.input_output(element, told.io)
    for item in told.properties:
        data.item(element, item)
    data.associations(element, "dataInputAssociation", told.data_inputs)
    data.associations(element, "dataOutputAssociation", told.data_outputs)
    resources(element, told.resources, around.definitions)
    if isinstance(told.loop, StandardLoop):
        _standard_loop(element, told.loop)
    elif told.loop is not None:
        _multi_instance(element, told.loop, around)


def resources(element: etree._Element, names: tuple[str, ...], definitions: Definitions) -> None:
    """Who may own an activity: a resource of the file by its id, else by name."""
    known = {
        named.name: named.id for named in definitions.roots.values() if named.kind == "resource"
    }
    for name in names:
        role = add(element, "potentialOwner")
        if name in known:
            add(role, "resourceRef", known[name])
        else:
            add(add(role, "resourceAssignmentExpression"), "formalExpression", name)


def _standard_loop(element: etree._Element, told: StandardLoop) -> None:
    loop = add(
        element,
        "standardLoopCharacteristics",
        testBefore=only(told.test_before),
        loopMaximum=told.maximum,
    )
    expression(loop, "loopCondition", told.condition)


def _multi_instance(element: etree._Element, told: MultiInstance, around: Around) -> None:
    loop = add(
        element,
        "multiInstanceLoopCharacteristics",
        isSequential=only(told.sequential),
        behavior=told.behavior if told.behavior != "All" else None,
        oneBehaviorEventRef=told.one_event.id if told.one_event else None,
        noneBehaviorEventRef=told.none_event.id if told.none_event else None,
    )
    _collections(loop, told, around.definitions)
    expression(loop, "loopCardinality", told.cardinality)
    if told.input_ref:
        add(loop, "loopDataInputRef", told.input_ref)
    if told.output_ref:
        add(loop, "loopDataOutputRef", told.output_ref)
    if told.element_item is not None:
        data.item(loop, told.element_item, "inputDataItem")
    if told.result_item is not None:
        data.item(loop, told.result_item, "outputDataItem")
    for behavior in told.complex:
        complex_behavior = add(loop, "complexBehaviorDefinition")
        expression(complex_behavior, "condition", behavior.condition)
        if behavior.event:
            causes(add(complex_behavior, "event"), behavior.event, around.shared)
    expression(loop, "completionCondition", told.completion)


def _collections(loop: etree._Element, told: MultiInstance, definitions: Definitions) -> None:
    """Only what BPMN's own words do not say already."""
    variables = set(definitions.items.values())
    items = [
        (item.name or item.id) if item is not None else None
        for item in (told.element_item, told.result_item)
    ]
    collection, result = told.collection, told.result
    if told.input_ref and collection is not None and collection.text in variables:
        collection = None
    if result is not None and result.text == items[1]:
        result = None
    put(
        loop,
        gj_collection=text_of(collection),
        gj_element=told.element if told.element != items[0] else None,
        gj_results=told.results if not told.output_ref else None,
        gj_result=text_of(result),
    )


def _call(element: etree._Element, told: CallActivity) -> None:
    called = told.called_element
    if called is not None and called.startswith("="):
        put(element, gj_calledElement=called)
    else:
        put(element, calledElement=called)
    put(
        element,
        gj_allInputs=only(told.propagate_all_inputs, True),
        gj_allOutputs=only(told.propagate_all_outputs, True),
    )


def task(element: etree._Element, told: Task, format_name: str) -> None:
    """The fields that only tasks have."""
    put(
        element,
        implementation=told.implementation,
        messageRef=told.message,
        operationRef=told.operation,
        instantiate=only(told.instantiate),
        gj_correlation=text_of(told.correlation),
    )
    if told.script_format:
        element.set(format_name, told.script_format)
    if told.script is not None:
        add(element, "script", told.script)


def _sub_process(element: etree._Element, told: SubProcess, around: Around) -> None:
    put(element, triggeredByEvent=only(told.triggered_by_event))
    around.scope(element, told.body, around)
    if told.kind == "adHocSubProcess":
        put(
            element,
            ordering=told.ad_hoc_ordering,
            cancelRemainingInstances=only(told.cancel_remaining, True),
        )
        expression(element, "completionCondition", told.ad_hoc_completion)


def _gateway(element: etree._Element, told: Gateway) -> None:
    put(
        element,
        default=told.default,
        gatewayDirection=told.direction if told.direction != "Unspecified" else None,
        instantiate=only(told.instantiate),
        eventGatewayType="Parallel" if told.event_gateway_type == "Parallel" else None,
    )
    expression(element, "activationCondition", told.activation_condition)


def _event(element: etree._Element, told: Event, around: Around) -> None:
    flag = "cancelActivity" if told.kind == "boundaryEvent" else "isInterrupting"
    put(
        element,
        attachedToRef=told.attached_to,
        parallelMultiple=only(told.parallel_multiple),
        **{flag: only(told.interrupting, True)},
    )
    for item in told.properties:
        data.item(element, item)
    if told.io is not None:
        for item in (*told.io.inputs, *told.io.outputs):
            data.item(element, item)
    data.associations(element, "dataInputAssociation", told.data_inputs)
    data.associations(element, "dataOutputAssociation", told.data_outputs)
    if told.io is not None:
        for group in told.io.input_sets:
            data.io_set(element, group, "Input")
        for group in told.io.output_sets:
            data.io_set(element, group, "Output")
    causes(element, told.definitions, around.shared)

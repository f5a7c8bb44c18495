"""Activities: tasks, sub-processes, loops, resources (10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element, whole_number
from guiju.standard.bpmn.file import File, executable, local
from guiju.standard.bpmn.namespaces import CAMUNDA, OURS, ZEEBE
from guiju.standard.bpmn.tags import ACTIVITIES, GLOBAL_TASKS, TASKS
from guiju.standard.model.problem import Problem

# A number, text, truth or time that stands for itself in FEEL.
_CONSTANT = re.compile(r"-?\d+(\.\d+)?|\"[^\"]*\"|true|false|null")
_ROLES = ("resourceRole", "performer", "humanPerformer", "potentialOwner")
_NOT_AD_HOC = ("startEvent", "endEvent", "conversation", "conversationLink", "choreographyTask")


def quantities(file: File) -> Iterator[Problem]:
    """startQuantity and completionQuantity are one or more (Table 10.3)."""
    for activity in file.all(*ACTIVITIES):
        for name in ("startQuantity", "completionQuantity"):
            text = activity.get(name)
            if text is not None and whole_number(text, 1) < 1:
                yield wrong(
                    "quantity-below-one",
                    activity,
                    "{attribute} must be 1 or more; it was {found}.",
                    attribute=name,
                    found=text,
                )


def loop_maximum(file: File) -> Iterator[Problem]:
    """A loop's maximum is not negative (Table 10.28)."""
    for loop in file.all("standardLoopCharacteristics"):
        if whole_number(loop.get("loopMaximum"), 1) < 1:
            yield wrong(
                "loop-maximum-below-one",
                loop,
                "loopMaximum must be 1 or more; it was {found}.",
                found=loop.get("loopMaximum"),
            )


def multi_instance_count(file: File) -> Iterator[Problem]:
    """Either loopCardinality or loopDataInputRef tells how many instances there are (10.3.8)."""
    for loop in file.all("multiInstanceLoopCharacteristics"):
        cardinality, data = loop.first("loopCardinality"), loop.first("loopDataInputRef")
        if cardinality is None and data is None and not _told_by_extension(loop):
            yield wrong(
                "multi-instance-without-count",
                loop,
                "A multi-instance activity must have loopCardinality or loopDataInputRef.",
            )
        if cardinality is not None and data is not None:
            yield wrong(
                "multi-instance-counted-twice",
                loop,
                "A multi-instance activity must have either loopCardinality or loopDataInputRef; "
                "it has both.",
            )


def _told_by_extension(loop: Element) -> bool:
    holder = loop.first("extensionElements")
    if holder is not None and holder.first("{" + ZEEBE + "}loopCharacteristics") is not None:
        return True
    return any(name.startswith("{") and name.endswith("}collection") for name in loop.attributes)


def cardinality(file: File) -> Iterator[Problem]:
    """loopCardinality gives a whole number, none below zero (Table 10.29)."""
    for element in file.all("loopCardinality"):
        text = element.text.strip().removeprefix("=").strip()
        if _CONSTANT.fullmatch(text) and not text.isdigit():
            yield doubtful(
                "cardinality-not-whole",
                element,
                "loopCardinality should be a whole number of 0 or more; it was {found}.",
                found=text,
            )


def loop_collection(file: File) -> Iterator[Problem]:
    """What a multi-instance activity goes through is a collection (10.3.8)."""
    for loop in file.all("multiInstanceLoopCharacteristics"):
        data = file.find(loop.text_of("loopDataInputRef"))
        if data is None or file.vendor:
            continue
        held = file.follow(data, "dataObjectRef") or data
        definition = file.follow(held, "itemSubjectRef")
        if not (held.flag("isCollection") or (definition and definition.flag("isCollection"))):
            yield doubtful(
                "loop-data-not-collection",
                loop,
                "What is looped over should have isCollection true; {data} has not.",
                data=data.id,
            )


def multi_instance_behavior(file: File) -> Iterator[Problem]:
    """One and None name the event they throw, Complex describes it (Table 10.30)."""
    for loop in file.all("multiInstanceLoopCharacteristics"):
        behavior = loop.get("behavior") or "All"
        for word, name in (("One", "oneBehaviorEventRef"), ("None", "noneBehaviorEventRef")):
            if behavior == word and not loop.get(name):
                yield wrong(
                    "behavior-without-event",
                    loop,
                    "With behavior {behavior} a multi-instance activity must have {attribute}.",
                    behavior=behavior,
                    attribute=name,
                )
        if behavior == "Complex" and not loop.all("complexBehaviorDefinition"):
            yield wrong(
                "behavior-without-definition",
                loop,
                "With behavior Complex a multi-instance activity must have a "
                "complexBehaviorDefinition.",
            )
        if behavior != "Complex" and loop.all("complexBehaviorDefinition"):
            yield doubtful(
                "behavior-definition-unused",
                loop,
                "A complexBehaviorDefinition has a meaning only with behavior Complex.",
            )


def multi_instance_data(file: File) -> Iterator[Problem]:
    """What is looped over is the task's own data input, or data its sub-process sees (10.3.8)."""
    pairs = (("loopDataInputRef", "dataInput"), ("loopDataOutputRef", "dataOutput"))
    for loop in file.all("multiInstanceLoopCharacteristics"):
        activity = loop.parent
        for tag, kind in pairs:
            target = file.find(loop.text_of(tag))
            if activity is None or target is None or target.tag not in ("dataInput", "dataOutput"):
                continue
            if target.tag != kind or activity not in list(target.up()):
                yield wrong(
                    "loop-data-of-other-element",
                    loop,
                    "{tag} must name a {expected} of its own activity; {found} is none.",
                    tag=tag,
                    expected=kind,
                    found=target.id,
                )


def ad_hoc(file: File) -> Iterator[Problem]:
    """An ad-hoc sub-process has activities, and no start or end (10.3.5)."""
    for scope in file.all("adHocSubProcess"):
        if not scope.all(*ACTIVITIES):
            yield wrong(
                "ad-hoc-without-activity", scope, "An ad-hoc sub-process must hold an activity."
            )
        if scope.flag("triggeredByEvent"):
            continue
        for node in scope.all(*_NOT_AD_HOC):
            yield wrong("not-in-ad-hoc", node, "An ad-hoc sub-process must not hold a {tag}.")


def script_missing(file: File) -> Iterator[Problem]:
    """A script task of an executable process has a script (10.3.3)."""
    for task in file.all("scriptTask", "globalScriptTask"):
        if not executable(task) or task.text_of("script") or _script_elsewhere(task):
            continue
        yield wrong("script-missing", task, "A {tag} must hold a script.")


def _script_elsewhere(task: Element) -> bool:
    if any("{" + uri + "}resource" in task.attributes for uri in CAMUNDA):
        return True
    holder = task.first("extensionElements")
    names = ("script", "taskDefinition")
    return holder is not None and any(holder.first("{" + ZEEBE + "}" + n) for n in names)


def called(file: File) -> Iterator[Problem]:
    """A call activity of an executable process calls something (10.3.6)."""
    for call in file.all("callActivity"):
        holder = call.first("extensionElements")
        elsewhere = "{" + OURS + "}calledElement" in call.attributes
        if holder is not None and holder.first("{" + ZEEBE + "}calledElement") is not None:
            elsewhere = True
        if executable(call) and not call.get("calledElement") and not elsewhere:
            # Several engines call cases and other things by attributes of their own.
            say = doubtful if file.vendor else wrong
            yield say("call-without-element", call, "A call activity must name what it calls.")


def called_start(file: File) -> Iterator[Problem]:
    """A process that is called begins at a start event without a cause (10.5.2)."""
    for call in file.all("callActivity"):
        target = file.follow(call, "calledElement")
        starts = target.all("startEvent") if target is not None else []
        if starts and all(file.causes(start) for start in starts):
            yield wrong(
                "called-process-without-plain-start",
                call,
                "A process that is called must have a start event without an event definition; "
                "{called} has none.",
                called=target.id if target is not None else None,
            )


def resource_named(file: File) -> Iterator[Problem]:
    """A role names a resource or has an expression, not both (Table 10.5)."""
    for role in file.all(*_ROLES):
        resource = role.first("resourceRef")
        if resource is not None and role.first("resourceAssignmentExpression") is not None:
            yield wrong(
                "resource-named-twice",
                role,
                "A {tag} must have either resourceRef or resourceAssignmentExpression.",
            )
        bindings = role.all("resourceParameterBinding")
        if bindings and resource is None:
            yield wrong(
                "binding-without-resource",
                role,
                "A {tag} with parameter bindings must have a resourceRef.",
            )
        known = file.find(resource.text) if resource is not None else None
        for binding in bindings:
            parameter = file.follow(binding, "parameterRef")
            if known is not None and parameter is not None and parameter.parent is not known:
                yield wrong(
                    "parameter-of-other-resource",
                    role,
                    "The parameter must be one of the resource {resource}; {parameter} is not.",
                    resource=known.id,
                    parameter=parameter.id,
                )


def required_parameters(file: File) -> Iterator[Problem]:
    """A parameter that is required is bound (Table 8.59)."""
    for role in file.all(*_ROLES):
        resource = file.find(role.text_of("resourceRef"))
        if resource is None:
            continue
        refs = (binding.get("parameterRef") for binding in role.all("resourceParameterBinding"))
        bound = {local(ref) for ref in refs if ref}
        for parameter in resource.all("resourceParameter"):
            if parameter.flag("isRequired") and parameter.id not in bound:
                yield wrong(
                    "required-parameter-unbound",
                    role,
                    "The parameter {parameter} of {resource} must be bound.",
                    parameter=parameter.name or parameter.id,
                    resource=resource.id,
                )


def compensation_that_instantiates(file: File) -> Iterator[Problem]:
    """What undoes another activity does not begin a process (10.7)."""
    for task in file.all(*TASKS, *GLOBAL_TASKS):
        if task.flag("isForCompensation") and task.flag("instantiate"):
            yield wrong(
                "compensation-that-instantiates",
                task,
                "A compensation activity must not instantiate the process.",
            )


RULES = (
    quantities,
    loop_maximum,
    multi_instance_count,
    cardinality,
    loop_collection,
    multi_instance_behavior,
    multi_instance_data,
    ad_hoc,
    script_missing,
    called,
    called_start,
    resource_named,
    required_parameters,
    compensation_that_instantiates,
)

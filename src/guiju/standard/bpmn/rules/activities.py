"""Activities: tasks, sub-processes, resources (10.3)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element, whole_number
from guiju.standard.bpmn.file import File, executable, local
from guiju.standard.bpmn.namespaces import CAMUNDA, OURS, ZEEBE
from guiju.standard.bpmn.tags import ACTIVITIES, GLOBAL_TASKS, TASKS
from guiju.standard.model.problem import Problem

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
        # Without a script it acts like a task of no kind (Table 10.15).
        yield doubtful("script-missing", task, "A {tag} should hold a script.")


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
    ad_hoc,
    script_missing,
    called,
    called_start,
    resource_named,
    required_parameters,
    compensation_that_instantiates,
)

"""Definitions to Program: one small function per thing that BPMN writes and a step needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from guiju.standard import feel
from guiju.standard.model.definitions import (
    Activity,
    Assignment,
    CallActivity,
    DataAssociation,
    DataItem,
    Definitions,
    Event,
    EventDefinition,
    Expression,
    Gateway,
    MultiInstance,
    Node,
    Process,
    Scope,
    StandardLoop,
    SubProcess,
    Task,
)
from guiju.standard.model.problem import Problem
from guiju.standard.steps.program import (
    KIND,
    LAST_ACTIVITY,
    Body,
    Catch,
    Loop,
    Mapped,
    Place,
    Program,
)
from guiju.standard.steps.reach import reaches

_ISO = re.compile(r"^(R\d*/)?[-+]?(P[\dYMWDTHS.,]+|\d{4,}-\d{2}-\d{2}[^ ]*)(/.*)?$")
_FEEL_SCRIPTS = frozenset({"feel", "text/feel", "application/feel", "text/x-feel"})


def build(definitions: Definitions) -> tuple[Program, tuple[Problem, ...]]:
    """Compile what was read.

    Returns:
        The program, and one problem per expression that cannot be read (the program must then
        not be run).
    """
    building = _Building(definitions)
    building.add_constants()
    for process in definitions.processes:
        building.add_process(process)
    for task in definitions.global_tasks:
        building.add_global_task(task)
    building.add_message_flows()
    building.find_reaches()
    return building.program, tuple(building.problems)


class _Building:
    """One compilation: the program as far as it has got, and what was wrong."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.program = Program()
        self.problems: list[Problem] = []
        self.program.aliases = {id_: name for id_, name in definitions.items.items() if id_ != name}

    def add_constants(self) -> None:
        """The parameters of the standard; each value must be a literal."""
        for one in self.definitions.parameters:
            compiled = feel.compile_expression(one.value)
            value = None if isinstance(compiled, Problem) else compiled.evaluate({}).value
            if not one.name or value is None or one.name in self.program.constants:
                template = (
                    "Expected a parameter with a name of its own and a FEEL literal, found"
                    " {name} = {value}."
                )
                values = {"name": one.name, "value": one.value}
                self.problems.append(Problem("parameter-unreadable", template, one.id, values))
            else:
                self.program.constants[one.name] = value

    def add_process(self, process: Process) -> None:
        takes, gives = self.inputs_of(process), self.outputs_of(process)
        names = (*self.variables(process.properties), *takes, *gives)
        body = self.add_scope(process.id, process.body, process.id, -1, names)
        body.takes, body.gives = takes, gives
        self.program.bodies[process.id] = body

    def add_global_task(self, task: Task) -> None:
        place = self.add_place(task, task.id, -1)
        self.finish_place(place, None)
        # Its data is that of the call: declared there, handed back from there.
        names, place.local_names, place.needs = place.local_names, (), ()
        self.program.bodies[task.id] = Body(
            id=task.id, starts=(place.index,), names=names,
            takes=self.inputs_of(task), gives=self.outputs_of(task),
        )  # fmt: skip

    def add_scope(
        self, id_: str, scope: Scope, process: str, parent: int, names: Iterable[str]
    ) -> Body:
        places = [self.add_place(node, process, parent) for node in scope.nodes]
        for flow in scope.flows:
            self.add_flow(flow.id, flow.source, flow.target)
        for place in places:
            self.finish_place(place, scope)
        self.attach(places, scope)
        body = _body_of(id_, places, self.program)
        data = (
            self.definitions.items.get(item.id, item.id)
            for item in scope.data
            if item.kind in ("dataObject", "property")
        )
        body.names = tuple(dict.fromkeys([*names, *data]))
        return body

    def add_place(self, node: Node, process: str, scope: int) -> Place:
        place = Place(len(self.program.places), node.id, KIND[node.kind], node, process, scope)
        self.program.places.append(place)
        self.program.index[node.id] = place.index
        return place

    def add_flow(self, id_: str, source: str, target: str) -> None:
        program = self.program
        program.flow_index[id_] = len(program.flow_ids)
        program.flow_ids.append(id_)
        program.flow_source.append(program.index[source])
        program.flow_target.append(program.index[target])

    def finish_place(self, place: Place, scope: Scope | None) -> None:
        node = place.node
        flows = self.program.flow_index
        place.ins = tuple(flows[id_] for id_ in node.incoming if id_ in flows)
        place.outs = tuple(flows[id_] for id_ in node.outgoing if id_ in flows)
        default = getattr(node, "default", None)
        place.default = flows.get(default, -1) if default else -1
        if scope is not None:
            conditions = {flow.id: flow.condition for flow in scope.flows}
            place.conditions = tuple(
                self.compile(conditions.get(self.program.flow_ids[flow]), place.id)
                if flow != place.default
                else None
                for flow in place.outs
            )
        place.conditional = any(c is not None for c in place.conditions) or place.default >= 0
        if isinstance(node, Activity):
            self.finish_activity(place, node)
        elif isinstance(node, Event):
            self.finish_event(place, node)
        elif isinstance(node, Gateway):
            place.instantiate = node.instantiate
            place.parallel_multiple = node.event_gateway_type == "Parallel"
            place.activation = self.compile(node.activation_condition, place.id)

    def finish_activity(self, place: Place, node: Activity) -> None:
        place.start_quantity = max(1, node.start_quantity)
        place.completion_quantity = max(1, node.completion_quantity)
        place.for_compensation = node.is_for_compensation
        place.loop = self.loop(node, place.id)
        place.inputs = (
            *self.associations(node.data_inputs, place.id),
            *self.mappings(node.extras.inputs, place.id),
        )
        place.outputs = (
            *self.associations(node.data_outputs, place.id),
            *self.mappings(node.extras.outputs, place.id),
        )
        place.local_names = self.local_names(node)
        if node.io is not None:
            names = self.definitions.items
            place.needs = tuple(
                tuple(names.get(ref, ref) for ref in each.required if ref not in each.optional)
                for each in node.io.input_sets
            )
        if isinstance(node, SubProcess):
            self.finish_sub_process(place, node)
        elif isinstance(node, CallActivity):
            place.called = node.called_element
            place.takes, place.gives = self.inputs_of(node), self.outputs_of(node)
        elif isinstance(node, Task):
            self.finish_task(place, node)
        place.plain = not (
            place.loop or place.inputs or place.outputs or place.local_names or place.needs
        )

    def local_names(self, node: Activity) -> tuple[str, ...]:
        names = self.definitions.items
        io = node.io
        declared = [*(io.inputs if io else ()), *(io.outputs if io else ()), *node.properties]
        return tuple(dict.fromkeys(names.get(item.id, item.id) for item in declared))

    def finish_sub_process(self, place: Place, node: SubProcess) -> None:
        place.event_sub = node.triggered_by_event
        place.completion = self.compile(node.ad_hoc_completion, place.id)
        place.cancel_remaining = node.cancel_remaining
        place.sequential = node.ad_hoc_ordering == "Sequential"
        names = [self.definitions.items.get(item.id, item.id) for item in node.properties]
        place.body = self.add_scope(node.id, node.body, place.process, place.index, names)
        starts = (self.program.places[index] for index in place.body.event_subs)
        place.compensable = any(
            catch.definition.kind == "compensate" for start in starts for catch in start.catches
        )

    def finish_task(self, place: Place, node: Task) -> None:
        place.instantiate = node.instantiate
        if place.kind == KIND["receiveTask"]:
            message = EventDefinition(
                kind="message", ref=node.message, name=node.message_name,
                correlation=node.correlation,
            )  # fmt: skip
            place.catches = (self.catch(message, place.id),)
            place.gives = self.outputs_of(node)
        elif place.kind == KIND["sendTask"]:
            place.late = True
        elif place.kind == KIND["scriptTask"] and node.script and _is_feel(node):
            place.script = self.compile(Expression(node.script), place.id)

    def finish_event(self, place: Place, node: Event) -> None:
        always = any(each.kind in ("error", "cancel") for each in node.definitions)
        place.interrupting = node.interrupting or always
        place.parallel_multiple = node.parallel_multiple
        place.catches = tuple(self.catch(each, place.id) for each in node.definitions)
        place.inputs = (
            *self.associations(node.data_inputs, place.id),
            *self.mappings(node.extras.inputs, place.id),
        )
        place.outputs = (
            *self.associations(node.data_outputs, place.id),
            *self.mappings(node.extras.outputs, place.id),
        )
        place.gives = self.outputs_of(node)
        throwing = node.kind in ("intermediateThrowEvent", "endEvent")
        place.late = throwing and any(
            each.kind in ("message", "signal", "escalation", "compensate", "error", "cancel")
            for each in node.definitions
        )

    def inputs_of(self, node: Process | Event | Activity) -> tuple[str, ...]:
        """The variables of its data inputs, in order."""
        return self.variables(node.io.inputs if node.io else ())

    def outputs_of(self, node: Process | Event | Activity) -> tuple[str, ...]:
        """The variables of its data outputs, in order."""
        return self.variables(node.io.outputs if node.io else ())

    def variables(self, items: Iterable[DataItem]) -> tuple[str, ...]:
        """What the variables of data items are called."""
        return tuple(self.definitions.items.get(item.id, item.id) for item in items)

    def catch(self, definition: EventDefinition, element: str) -> Catch:
        definition = _named(definition)
        catch = Catch(definition, correlation=self.compile(definition.correlation, element))
        if definition.expression is None:
            return catch
        text = definition.expression.text.strip()
        if definition.kind == "timer" and _ISO.match(text):
            catch.literal = text
        else:
            catch.expression = self.compile(definition.expression, element)
        return catch

    def loop(self, node: Activity, element: str) -> Loop | None:
        loop = node.loop
        if isinstance(loop, StandardLoop):
            return Loop(
                multi=False,
                condition=self.compile(loop.condition, element),
                maximum=loop.maximum,
                test_before=loop.test_before,
            )
        if isinstance(loop, MultiInstance):
            return self.multi_instance(loop, element)
        return None

    def multi_instance(self, loop: MultiInstance, element: str) -> Loop:
        return Loop(
            multi=True,
            sequential=loop.sequential,
            cardinality=self.compile(loop.cardinality, element),
            collection=self.compile(loop.collection, element),
            element=loop.element,
            results=loop.results,
            result=self.compile(loop.result, element),
            completion=self.compile(loop.completion, element),
            behavior=loop.behavior,
            thrown=_named(loop.one_event if loop.behavior == "One" else loop.none_event),
            complex=tuple(
                (compiled, tuple(map(_named, each.event)))
                for each in loop.complex
                if (compiled := self.compile(each.condition, element)) is not None
            ),
        )

    def associations(self, found: Iterable[DataAssociation], element: str) -> tuple[Mapped, ...]:
        mapped: list[Mapped] = []
        for each in found:
            mapped.extend(self.mappings(each.assignments, element))
            if each.assignments or each.target is None:
                continue
            target = self.definitions.items.get(each.target, each.target)
            source = each.transformation
            if source is None and each.sources:
                name = self.definitions.items.get(each.sources[0], each.sources[0])
                compiled = feel.compile_expression(name, names=(name,))
                if isinstance(compiled, feel.Compiled):
                    mapped.append(Mapped(compiled, target))
            elif source is not None:
                compiled_source = self.compile(source, element)
                if compiled_source is not None:
                    mapped.append(Mapped(compiled_source, target))
        return tuple(mapped)

    def mappings(self, found: Iterable[Assignment], element: str) -> tuple[Mapped, ...]:
        mapped: list[Mapped] = []
        for each in found:
            source = self.compile(each.source, element)
            if source is not None:
                target = each.target.strip()
                mapped.append(Mapped(source, self.program.aliases.get(target, target)))
        return tuple(mapped)

    def compile(self, expression: Expression | None, element: str) -> feel.Compiled | None:
        if expression is None:
            return None
        compiled = feel.compile_expression(expression.text, names=self.names)
        if isinstance(compiled, Problem):
            self.problems.append(
                Problem(compiled.code, compiled.template, element, compiled.values, "error")
            )
            return None
        return compiled

    @property
    def names(self) -> tuple[str, ...]:
        """Variable names with spaces have to be known to be read as one name."""
        return tuple(name for name in self.definitions.items.values() if " " in name)

    def attach(self, places: list[Place], scope: Scope) -> None:
        """Boundary events to their hosts, links to their targets, compensation to handlers."""
        index = self.program.index
        links = _links_of(places)
        handlers = {each.source: each.target for each in scope.associations}
        handlers |= {each.target: each.source for each in scope.associations}
        for place in places:
            node = place.node
            if not isinstance(node, Event):
                continue
            if node.kind == "boundaryEvent" and node.attached_to in index:
                self.attach_boundary(place, node, handlers)
            for definition in node.definitions:
                if definition.kind == "link" and node.kind == "intermediateThrowEvent":
                    place.link = links.get(definition.link or definition.name or "", -1)

    def attach_boundary(self, place: Place, node: Event, handlers: Mapping[str, str]) -> None:
        index, places = self.program.index, self.program.places
        host = places[index[str(node.attached_to)]]
        place.attached = host.index
        host.boundary = (*host.boundary, place.index)
        if any(each.kind == "compensate" for each in node.definitions):
            handler = handlers.get(node.id)
            targets = [self.program.flow_target[flow] for flow in place.outs]
            place.handler = index[handler] if handler in index else next(iter(targets), -1)
            host.compensable = True

    def add_message_flows(self) -> None:
        flows: dict[str, list[str]] = {}
        for flow in self.definitions.message_flows:
            flows.setdefault(flow.source, []).append(flow.target)
        self.program.message_flows = {source: tuple(found) for source, found in flows.items()}

    def find_reaches(self) -> None:
        """Joins that look upstream need to know which flows lead to which of their inputs."""
        joins = (KIND["inclusiveGateway"], KIND["complexGateway"])
        for place in self.program.places:
            if place.kind in joins and len(place.ins) > 1:
                place.reach = reaches(self.program, place)
            self.program.has_ad_hoc |= place.kind == KIND["adHocSubProcess"]
            self.program.has_needs |= any(place.needs)
            self.program.has_conditions |= any(
                catch.definition.kind == "conditional" for catch in place.catches
            )


_Caused = TypeVar("_Caused", EventDefinition, EventDefinition | None)


def _named(definition: _Caused) -> _Caused:
    """A message or signal without a name is known by its id."""
    if definition is None or definition.name or definition.kind not in ("message", "signal"):
        return definition
    return replace(definition, name=definition.ref)


def _is_feel(node: Task) -> bool:
    return (node.script_format or "").strip().lower() in _FEEL_SCRIPTS


def _links_of(places: Iterable[Place]) -> dict[str, int]:
    return {
        definition.link or definition.name or "": place.index
        for place in places
        if isinstance(place.node, Event) and place.node.kind == "intermediateCatchEvent"
        for definition in place.node.definitions
        if definition.kind == "link"
    }


def _body_of(id_: str, places: list[Place], program: Program) -> Body:
    """Who gets a token on entering (10.3.5: without start events, all without incoming flows)."""
    starts = [place for place in places if place.kind == KIND["startEvent"]]
    plain = [place for place in starts if not place.catches]
    triggered = [place for place in starts if place.catches]
    heads = [place for place in places if _is_head(place)]
    instantiating = [place for place in heads if place.instantiate]
    implicit = [] if starts else [place for place in heads if not place.instantiate]
    subs = [place for place in places if place.event_sub and place.body]
    return Body(
        id=id_,
        starts=tuple(place.index for place in (plain[:1] or implicit)),
        event_starts=tuple(place.index for place in (*triggered, *instantiating)),
        event_subs=tuple(start for place in subs for start in _starts_of(place)),
        ad_hoc=tuple(place.index for place in heads if place.kind <= LAST_ACTIVITY),
    )


def _is_head(place: Place) -> bool:
    """A node nothing leads to, that is not set off in some other way."""
    outside = place.attached >= 0 or place.for_compensation or place.event_sub
    node = place.node
    link = isinstance(node, Event) and any(each.kind == "link" for each in node.definitions)
    event = place.kind in (KIND["startEvent"], KIND["boundaryEvent"])
    return not (place.ins or outside or link or event)


def _starts_of(place: Place) -> tuple[int, ...]:
    return place.body.event_starts if place.body else ()

"""The laws of a drawing, over models that make sense and models that do not."""

import random
import time

import pytest
from hypothesis import given, settings

from guiju.standard import bpmn
from guiju.standard.layout import layout
from guiju.standard.model.definitions import (
    Definitions,
    Gateway,
    Process,
    Scope,
    SequenceFlow,
    Task,
)
from tests.layout.laws import broken, runs_back
from tests.layout.random_scopes import definitions as any_definitions
from tests.strategies import definitions as sensible_definitions


@settings(max_examples=80)
@given(any_definitions())
def test_every_drawing_keeps_the_laws(definitions):
    assert broken(definitions, layout(definitions)) == []


@settings(max_examples=80)
@given(sensible_definitions())
def test_models_with_all_kinds_of_elements_keep_the_laws(definitions):
    assert broken(definitions, layout(definitions)) == []


@settings(max_examples=50)
@given(any_definitions())
def test_flows_that_close_no_cycle_run_from_left_to_right(definitions):
    assert list(runs_back(definitions, layout(definitions))) == []


@settings(max_examples=25)
@given(any_definitions())
def test_the_same_definitions_are_drawn_the_same(definitions):
    assert layout(definitions) == layout(definitions)


@settings(max_examples=50)
@given(any_definitions())
def test_message_flows_touch_what_they_join(definitions):
    drawing = layout(definitions)
    at = {shape.element: shape.bounds for shape in drawing.shapes}
    talk = [edge for edge in drawing.edges if edge.kind == "messageFlow"]
    assert len(talk) == len(definitions.message_flows)
    for edge in talk:
        assert at[edge.source].on_border(edge.waypoints[0])
        assert at[edge.target].on_border(edge.waypoints[-1])


def test_the_shared_models_keep_the_laws(shared):
    for path in sorted((shared / "data" / "models").glob("*.bpmn")):
        definitions = bpmn.read(path.read_bytes()).definitions
        drawing = layout(definitions)
        assert broken(definitions, drawing) == [], path.name
        assert list(runs_back(definitions, drawing)) == [], path.name


def blocks(dice, count):
    """A process of so many nodes: sequences, choices, parallel parts, loops."""
    nodes, flows = [], []

    def node(kind):
        id_ = f"n{len(nodes)}"
        made = Gateway if kind.endswith("Gateway") else Task
        nodes.append(made(id=id_, kind=kind, name=f"Step {len(nodes)}"))
        return id_

    def flow(source, target):
        flows.append(SequenceFlow(f"f{len(flows)}", source, target))

    def block(size):
        if size < 4 or dice.random() < 0.1:
            first = last = node("userTask")
            for _ in range(size - 1):
                last, before = node("userTask"), last
                flow(before, last)
            return first, last
        if dice.random() < 0.4:
            half = size // 2
            one, two = block(half), block(size - half)
            flow(one[1], two[0])
            return one[0], two[1]
        kind = dice.choice(["exclusiveGateway", "parallelGateway"])
        split, join = node(kind), node(kind)
        parts = dice.randint(2, 4)
        for _ in range(parts):
            first, last = block(max(1, (size - 2) // parts))
            flow(split, first)
            flow(last, join)
        if dice.random() < 0.2:
            flow(join, split)
        return split, join

    while len(nodes) < count:
        last = nodes[-1].id if nodes else None
        first, _ = block(min(200, count - len(nodes)))
        if last:
            flow(last, first)
    return Definitions(processes=(Process("p", "", Scope(tuple(nodes), tuple(flows))),))


def tangle(dice, count):
    """So many nodes and half as many flows again, at random."""
    nodes = tuple(Task(id=f"n{i}", kind="userTask", name=f"Step {i}") for i in range(count))
    flows = tuple(
        SequenceFlow(f"f{i}", dice.choice(nodes).id, dice.choice(nodes).id)
        for i in range(count * 3 // 2)
    )
    return Definitions(processes=(Process("p", "", Scope(nodes, flows)),))


@pytest.mark.parametrize("make", [blocks, tangle])
def test_a_thousand_nodes_are_drawn_within_two_seconds(make):
    definitions = make(random.Random(7), 1000)
    begin = time.process_time()
    drawing = layout(definitions)
    assert time.process_time() - begin < 2
    assert len(drawing.shapes) >= 1000

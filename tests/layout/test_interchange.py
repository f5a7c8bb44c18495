"""A drawing goes into a BPMN file and comes back."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from guiju.standard import bpmn
from guiju.standard.layout import layout, own_drawing, picture, to_bpmndi
from tests.strategies import definitions as sensible_definitions

ORDER = Path(__file__).with_name("order.bpmn").read_bytes()


def drawn(definitions):
    return replace(definitions, diagram=to_bpmndi(layout(definitions)))


def test_a_model_without_a_drawing_is_written_with_one_and_reads_without_a_problem():
    definitions = bpmn.read(ORDER).definitions
    found = bpmn.read(bpmn.write(drawn(definitions)))
    assert found.problems == ()
    assert found.definitions.diagram.count("BPMNShape") == 2 * len(layout(definitions).shapes)


@settings(max_examples=25)
@given(sensible_definitions())
def test_a_drawing_survives_writing_and_reading(definitions):
    definitions = replace(definitions, participants=(), message_flows=(), collaboration=None)
    if len(definitions.processes) != 1:
        return
    made = layout(definitions)
    found = bpmn.read(bpmn.write(drawn(definitions)))
    assert [p for p in found.problems if p.severity == "error"] == []
    back = own_drawing(found.definitions)
    assert back is not None
    before = {s.element: (s.bounds, s.parent, s.host) for s in made.shapes}
    after = {s.element: (s.bounds, s.parent, s.host) for s in back.shapes}
    assert after.keys() == before.keys()
    for element, (bounds, parent, host) in before.items():
        assert after[element][1:] == (parent, host)
        assert abs(after[element][0].x - bounds.x) < 0.01
        assert abs(after[element][0].width - bounds.width) < 0.01


def test_the_drawing_of_the_file_is_used_where_it_shows_every_node(shared):
    data = (shared / "data" / "models" / "domestic.bpmn").read_bytes()
    definitions = bpmn.read(data).definitions
    own = own_drawing(definitions)
    assert own is not None
    assert picture(definitions) == own
    assert own != layout(definitions)


def test_a_drawing_that_leaves_a_node_out_is_not_used():
    definitions = drawn(bpmn.read(ORDER).definitions)
    cut = definitions.diagram.replace('bpmnElement="check"', 'bpmnElement="nobody"')
    assert own_drawing(definitions) is not None
    assert own_drawing(replace(definitions, diagram=cut)) is None


def test_bounds_that_are_no_numbers_are_no_bounds():
    definitions = drawn(bpmn.read(ORDER).definitions)
    for wrong in ("nan", "inf", "1e99", "x", ""):
        cut = definitions.diagram.replace('width="100"', f'width="{wrong}"', 1)
        assert own_drawing(replace(definitions, diagram=cut)) is None
    assert own_drawing(replace(definitions, diagram="<no xml")) is None

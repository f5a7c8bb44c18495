"""The picture: well-formed, complete, harmless."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from lxml import etree

from guiju.standard import bpmn
from guiju.standard.layout import Mark, layout, pools_of, to_svg
from guiju.standard.layout.text import width_of, wrapped
from tests.layout.random_scopes import definitions as any_definitions

ORDER = bpmn.read(Path(__file__).with_name("order.bpmn").read_bytes()).definitions
EVIL = "\"><script>alert(1)</script><img src=x onerror='y'>\x00]]>"


def parsed(svg):
    return etree.fromstring(svg.encode())


@settings(max_examples=40)
@given(any_definitions())
def test_every_element_is_a_group_with_its_id_and_a_title(definitions):
    drawing = layout(definitions)
    root = parsed(to_svg(definitions, drawing))
    groups = {g.get("id"): g for g in root.iter("{*}g") if g.get("id")}
    for part in (*drawing.shapes, *drawing.edges):
        assert groups[part.element].find("{*}title").text


def test_texts_of_a_model_and_of_marks_are_never_markup():
    def named(scope):
        return replace(scope, nodes=tuple(replace(n, name=EVIL) for n in scope.nodes))

    processes = tuple(replace(p, name=EVIL, body=named(p.body)) for p in ORDER.processes)
    hostile = replace(ORDER, name=EVIL, processes=processes)
    marks = {"check": Mark(1.0, EVIL, EVIL)}
    svg = to_svg(hostile, layout(hostile), marks, prefix=EVIL)
    root = parsed(svg)
    assert {etree.QName(e).localname for e in root.iter()} <= {
        "svg", "style", "title", "g", "rect", "circle", "path", "text", "polygon", "polyline"
    }  # fmt: skip
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)
    assert "<script" not in svg


def test_marks_colour_and_count():
    svg = to_svg(ORDER, layout(ORDER), {"check": Mark(0.5, "12", "12 cases skip it")})
    root = parsed(svg)
    group = next(g for g in root.iter("{*}g") if g.get("id") == "check")
    assert group.find("{*}title").text == "檢查客戶信用額度與訂單的完整性: 12 cases skip it"
    assert any("--gj-heat" in (e.get("style") or "") for e in group.iter())
    assert "12" in [e.text for e in root.iter("{*}text")]


def test_chinese_breaks_anywhere_but_not_before_closing_signs():
    lines = wrapped("檢查客戶，信用額度。", 36, 12)
    assert "".join(lines) == "檢查客戶，信用額度。"
    assert all(line[0] not in "，。" for line in lines)


def test_a_long_text_ends_in_dots_and_fits():
    lines = wrapped("word " * 100, 80, 12, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(width_of(line) <= 80 for line in lines)
    assert all(width_of(line) <= 90 for line in wrapped("x" * 400, 80, 12, 3))


def test_a_part_is_the_pools_that_hold_what_is_asked_for():
    text = Path(__file__).with_name("order.bpmn").read_bytes()
    definitions = bpmn.read(text).definitions
    drawing = layout(definitions)
    pools = [shape for shape in drawing.shapes if shape.kind == "participant"]
    assert len(pools) > 1
    for pool in pools:
        held = [s for s in drawing.shapes if s is not pool and pool.bounds.holds(s.bounds)]
        if not held:
            continue
        part = pools_of(drawing, {held[-1].element})
        assert pool in part.shapes
        assert not any(other in part.shapes for other in pools if other is not pool)
        assert all(pool.bounds.holds(shape.bounds) or shape.host for shape in part.shapes)
        ends = {shape.element for shape in part.shapes}
        assert all({edge.source, edge.target} <= ends for edge in part.edges)
        assert part.extent.height < drawing.extent.height
    assert pools_of(drawing, {"nothing of that name"}) == drawing

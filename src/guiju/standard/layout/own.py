"""The drawing of a model: the file's own where it shows everything, else a layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guiju.standard.layout.artifacts import straight
from guiju.standard.layout.bands import rows_of
from guiju.standard.layout.drawing import Bounds, Drawing, Edge, Shape
from guiju.standard.layout.interchange import from_bpmndi
from guiju.standard.layout.pools import layout
from guiju.standard.model.definitions import (
    Activity,
    Definitions,
    Event,
    Lane,
    Scope,
    SubProcess,
)

_NOWHERE = Bounds(0, 0, 0, 0)


def picture(definitions: Definitions) -> Drawing:
    """The file's own drawing, where all its top-level nodes are in it; else `layout`."""
    return own_drawing(definitions) or layout(definitions)


def own_drawing(definitions: Definitions) -> Drawing | None:
    """The drawing that the file holds; None where it holds none or leaves a node out."""
    if not definitions.diagram:
        return None
    drawn, lines = from_bpmndi(definitions.diagram)
    wanted = [node.id for process in definitions.processes for node in process.body.nodes]
    if not wanted or any(id_ not in drawn for id_ in wanted):
        return None
    shapes = tuple(
        _placed(told, drawn[told.element]) for told in _told(definitions) if told.element in drawn
    )
    at = {shape.element: shape.bounds for shape in shapes}
    edges: list[Edge] = []
    for edge in _joined(definitions):
        line = lines.get(edge.element)
        if line is not None:
            edges.append(replace(edge, waypoints=line.waypoints, label=line.label))
        elif edge.source in at and edge.target in at:
            edges.append(replace(edge, waypoints=straight(at[edge.source], at[edge.target])))
    return Drawing(shapes, tuple(edges))


def _placed(told: Shape, drawn: Shape) -> Shape:
    expanded = told.expanded if drawn.expanded is None else drawn.expanded
    return replace(told, bounds=drawn.bounds, label=drawn.label, expanded=expanded)


def _told(definitions: Definitions) -> Iterator[Shape]:
    """Everything that may have a shape, outer things first; its place is to come."""
    pools = {pool.process: pool.id for pool in definitions.participants if pool.process}
    for pool in definitions.participants:
        known = pool.process is not None
        yield Shape(pool.id, "participant", _NOWHERE, expanded=known)
    for process in definitions.processes:
        home = pools.get(process.id)
        yield from _lanes(process.lanes, home)
        lanes = {
            node: row.lane
            for row in rows_of(process.lanes, [n.id for n in process.body.nodes])
            for node in row.nodes
            if row.lane
        }
        for shape in _scope(process.body, home):
            lane = lanes.get(shape.host or shape.element)
            yield replace(shape, parent=lane) if lane and shape.parent == home else shape


def _lanes(lanes: tuple[Lane, ...], parent: str | None) -> Iterator[Shape]:
    for lane in lanes:
        yield Shape(lane.id, "lane", _NOWHERE, parent)
        yield from _lanes(lane.children, lane.id)


def _scope(scope: Scope, parent: str | None) -> Iterator[Shape]:
    for node in scope.nodes:
        host = node.attached_to if isinstance(node, Event) else None
        expanded = bool(node.body.nodes) if isinstance(node, SubProcess) else None
        yield Shape(node.id, node.kind, _NOWHERE, parent, host, expanded=expanded)
        if isinstance(node, SubProcess):
            yield from _scope(node.body, node.id)
    for note in scope.annotations:
        yield Shape(note.id, note.kind, _NOWHERE, parent)
    for item in scope.data:
        yield Shape(item.id, item.kind, _NOWHERE, parent)


def _joined(definitions: Definitions) -> Iterator[Edge]:
    """Everything that may have an edge; its way is to come."""
    for flow in definitions.message_flows:
        yield Edge(flow.id, "messageFlow", flow.source, flow.target, ())
    scopes = [process.body for process in definitions.processes]
    for scope in scopes:
        for arrow in scope.flows:
            yield Edge(arrow.id, "sequenceFlow", arrow.source, arrow.target, ())
        for one in scope.associations:
            yield Edge(one.id, "association", one.source, one.target, ())
        for node in scope.nodes:
            if isinstance(node, (Activity, Event)):
                yield from _data(node)
            if isinstance(node, SubProcess):
                scopes.append(node.body)


def _data(node: Activity | Event) -> Iterator[Edge]:
    for moved in node.data_inputs:
        if moved.id and moved.sources:
            yield Edge(moved.id, "dataInputAssociation", moved.sources[0], node.id, ())
    for moved in node.data_outputs:
        if moved.id and moved.target:
            yield Edge(moved.id, "dataOutputAssociation", node.id, moved.target, ())

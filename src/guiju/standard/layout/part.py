"""A part of a drawing: the pools where something is."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import Final

from guiju.standard.layout.drawing import Drawing, Shape

_BEHIND: Final = 30.0
"""Pixels between the last element and the end of its pool."""


def pools_of(drawing: Drawing, elements: Container[str]) -> Drawing:
    """The pools that hold some of these elements, with everything in them.

    Args:
        drawing: of a whole file.
        elements: ids of elements somebody asks about.

    Returns:
        The smaller drawing; the whole one where it has no pools, or none of them holds any.
    """
    wanted = [shape for shape in drawing.shapes if shape.element in elements]
    pools = [
        pool
        for pool in drawing.shapes
        if pool.kind == "participant" and any(_lies_in(shape, pool) for shape in wanted)
    ]
    if not pools:
        return drawing
    inside = [shape for shape in drawing.shapes if any(_lies_in(shape, pool) for pool in pools)]
    kept = {shape.element for shape in inside}
    # A boundary event may stick out of its pool where its host lies at the border.
    guests = [shape for shape in drawing.shapes if shape.host in kept and shape not in inside]
    kept.update(shape.element for shape in guests)
    edges = [edge for edge in drawing.edges if edge.source in kept and edge.target in kept]
    return Drawing((*inside, *guests), tuple(edges))


def trimmed(drawing: Drawing) -> Drawing:
    """The same drawing with its pools and lanes ending behind what is in them."""
    frames = ("participant", "lane")
    inner = [shape.bounds.right for shape in drawing.shapes if shape.kind not in frames]
    inner += [shape.label.right for shape in drawing.shapes if shape.label is not None]
    inner += [x for edge in drawing.edges for x, _ in edge.waypoints]
    if not inner:
        return drawing
    end = max(inner) + _BEHIND
    shapes = [
        replace(shape, bounds=replace(shape.bounds, width=end - shape.bounds.x))
        if shape.kind in frames and shape.bounds.right > end
        else shape
        for shape in drawing.shapes
    ]
    return Drawing(tuple(shapes), drawing.edges)


def _lies_in(shape: Shape, pool: Shape) -> bool:
    return shape.plane == pool.plane and pool.bounds.holds(shape.bounds)

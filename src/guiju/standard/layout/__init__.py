"""Pictures of models: layout where there is no drawing, the drawing where there is one, SVG.

`layout(definitions)` makes a drawing, `picture(definitions)` takes the file's own where it is
whole, `to_bpmndi(drawing)` is the text a BPMN file holds it in,
`to_svg(definitions, drawing)` a picture.
"""

from guiju.standard.layout.drawing import Bounds, Drawing, Edge, Point, Shape
from guiju.standard.layout.interchange import to_bpmndi
from guiju.standard.layout.own import own_drawing, picture
from guiju.standard.layout.part import pools_of, trimmed
from guiju.standard.layout.pools import layout
from guiju.standard.layout.svg.marks import Mark
from guiju.standard.layout.svg.picture import to_svg

__all__ = [
    "Bounds",
    "Drawing",
    "Edge",
    "Mark",
    "Point",
    "Shape",
    "layout",
    "own_drawing",
    "picture",
    "pools_of",
    "to_bpmndi",
    "to_svg",
    "trimmed",
]

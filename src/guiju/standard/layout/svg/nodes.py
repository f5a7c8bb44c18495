"""Activities, events, gateways and data as SVG."""

from __future__ import annotations

from guiju.standard.layout.drawing import Bounds, Shape
from guiju.standard.layout.measure import LABEL_SIZE
from guiju.standard.layout.svg.icons import event_icon, gateway_icon, marker, task_icon
from guiju.standard.layout.svg.marks import Mark, warm
from guiju.standard.layout.svg.paper import number, tag, text_lines
from guiju.standard.layout.text import wrapped
from guiju.standard.model.definitions import (
    Activity,
    CallActivity,
    Event,
    Gateway,
    MultiInstance,
    Node,
    StandardLoop,
    SubProcess,
)


def body_of(node: Node, shape: Shape, mark: Mark) -> str:
    """The shape of a flow node with its name, without what lies inside it."""
    if isinstance(node, Event):
        return _event(node, shape.bounds, mark) + beside(node.name, shape)
    if isinstance(node, Gateway):
        return _gateway(node, shape.bounds, mark) + beside(node.name, shape)
    return _activity(node, shape, mark)


def beside(name: str, shape: Shape) -> str:
    """The name beside a shape; below it where the drawing has no place for it."""
    label = shape.label
    if not name.strip():
        return ""
    if label is None:
        label = Bounds(shape.bounds.middle[0] - 46, shape.bounds.bottom + 3, 92, 14)
    lines = wrapped(name, max(label.width + 4, 60), LABEL_SIZE, 4)
    middle = label.y + max(label.height, 14 * len(lines)) / 2
    return text_lines(lines, label.middle[0], middle, LABEL_SIZE, "gj-label")


def _event(node: Event, at: Bounds, mark: Mark) -> str:
    x, y = at.middle
    radius = min(at.width, at.height) / 2
    middle = node.kind not in ("startEvent", "endEvent")
    dash = "" if node.interrupting else " gj-dash"
    thick = " gj-thick" if node.kind == "endEvent" else ""
    drawn = _washed("circle", mark, class_=f"gj-body{thick}{dash}", cx=x, cy=y, r=radius)
    if middle:
        drawn += tag("circle", cx=x, cy=y, r=radius - 3.5, class_=f"gj-body gj-none{dash}")
    throws = node.kind in ("endEvent", "intermediateThrowEvent")
    kinds = [one.kind for one in node.definitions]
    if len(kinds) > 1:
        return drawn + event_icon("parallel" if node.parallel_multiple else "multiple",
                                  throws, x, y)  # fmt: skip
    return drawn + (event_icon(kinds[0], throws, x, y) if kinds else "")


def _gateway(node: Gateway, at: Bounds, mark: Mark) -> str:
    x, y = at.middle
    corners = ((x, at.y), (at.right, y), (x, at.bottom), (at.x, y))
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    drawn = _washed("polygon", mark, points=points, class_="gj-body")
    return drawn + gateway_icon(node.kind, node.event_gateway_type == "Parallel", x, y)


def _activity(node: Node, shape: Shape, mark: Mark) -> str:
    at = shape.bounds
    event_sub = isinstance(node, SubProcess) and node.triggered_by_event
    dash = " gj-dash" if event_sub else ""
    thick = " gj-thick" if isinstance(node, CallActivity) else ""
    box = {"x": at.x, "y": at.y, "width": at.width, "height": at.height, "rx": 10}
    drawn = _washed("rect", mark, class_=f"gj-body{dash}{thick}", **box)
    if node.kind == "transaction":
        inner = {"x": at.x + 4, "y": at.y + 4, "width": at.width - 8, "height": at.height - 8}
        drawn += tag("rect", class_="gj-body gj-none", rx=7, **inner)
    drawn += task_icon(node.kind, at.x + 14, at.y + 14)
    x, y = at.middle
    if shape.expanded:
        lines = wrapped(node.name, at.width - 20, 12, 1)
        drawn += text_lines(lines, at.x + 12, at.y + 17, 12, "gj-name", "start")
    else:
        signs = _signs(node, shape)
        most = 4 if signs or task_icon(node.kind, 0, 0) else 5
        lines = wrapped(node.name, at.width - 12, 12, most)
        low = (7 if task_icon(node.kind, 0, 0) and len(lines) > 2 else 0) - (6 if signs else 0)
        drawn += text_lines(lines, x, y + low, 12, "gj-name")
    return drawn + _row_of(_signs(node, shape), x, at.bottom - 11)


def _signs(node: Node, shape: Shape) -> list[str]:
    signs: list[str] = []
    if not isinstance(node, Activity):
        return signs
    if isinstance(node.loop, StandardLoop):
        signs.append("loop")
    elif isinstance(node.loop, MultiInstance):
        signs.append("sequential" if node.loop.sequential else "parallel")
    if node.is_for_compensation:
        signs.append("compensation")
    if isinstance(node, SubProcess) and not shape.expanded:
        signs.append("collapsed")
    if node.kind == "adHocSubProcess":
        signs.append("adhoc")
    return signs


def _row_of(signs: list[str], x: float, y: float) -> str:
    first = x - 9 * (len(signs) - 1)
    return "".join(marker(sign, first + 18 * i, y) for i, sign in enumerate(signs))


def _washed(name: str, mark: Mark, **attributes: object) -> str:
    """A body, and over it a wash of heat."""
    body = tag(name, **attributes)
    style = warm(mark.heat)
    return body + (tag(name, **{**attributes, "style": style}) if style else "")


def data_of(kind: str, name: str, collection: bool, shape: Shape) -> str:
    """A data object as a page with a folded corner, a data store as a drum."""
    at = shape.bounds
    x, y, w, h = at.x, at.y, at.width, at.height
    if kind.startswith("dataStore"):
        curve = f"q0 {number(h / 6)} {number(w / 2)} {number(h / 6)}"
        curve += f"t{number(w / 2)} {number(-h / 6)}"
        side = f"M{number(x)} {number(y + h / 8)}v{number(h * 0.7)}{curve}v{number(-h * 0.7)}"
        top = f"q0 {number(-h / 6)} {number(-w / 2)} {number(-h / 6)}"
        top += f"t{number(-w / 2)} {number(h / 6)}{curve}"
        return tag("path", d=side + top, class_="gj-body") + beside(name, shape)
    fold = 11.0
    page = f"M{number(x)} {number(y)}h{number(w - fold)}l{fold} {fold}v{number(h - fold)}"
    page += f"h{number(-w)}zM{number(at.right - fold)} {number(y)}v{fold}h{fold}"
    many = marker("parallel", at.middle[0], at.bottom - 9) if collection else ""
    return tag("path", d=page, class_="gj-body") + many + beside(name, shape)

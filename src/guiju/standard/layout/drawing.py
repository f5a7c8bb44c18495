"""What a layout is: shapes with bounds, edges with waypoints, all in pixels, y downwards.

The nouns are those of BPMN Diagram Interchange (OMG formal/13-12-09, chapter 12).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle: upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> Bounds:
        """The same rectangle elsewhere."""
        return Bounds(self.x + dx, self.y + dy, self.width, self.height)

    def holds(self, other: Bounds, slack: float = 0.01) -> bool:
        """Whether the other rectangle lies inside this one."""
        return (
            self.x <= other.x + slack and self.y <= other.y + slack
            and other.right <= self.right + slack and other.bottom <= self.bottom + slack
        )  # fmt: skip

    def meets(self, other: Bounds, slack: float = 0.01) -> bool:
        """Whether the two have more than a border in common."""
        return (
            self.x < other.right - slack and other.x < self.right - slack
            and self.y < other.bottom - slack and other.y < self.bottom - slack
        )  # fmt: skip

    def on_border(self, point: Point, slack: float = 0.5) -> bool:
        """Whether a point lies on one of the four sides."""
        x, y = point
        across = self.x - slack <= x <= self.right + slack
        along = self.y - slack <= y <= self.bottom + slack
        upright = min(abs(x - self.x), abs(x - self.right)) <= slack and along
        return upright or (min(abs(y - self.y), abs(y - self.bottom)) <= slack and across)


@dataclass(frozen=True, slots=True)
class Shape:
    """A node, pool, lane, data item or annotation that is drawn.

    Attributes:
        element: id of the element.
        kind: local name of the element in BPMN: task, participant, lane, textAnnotation ...
        bounds: where it is.
        parent: id of the shape it lies in: sub-process, lane or pool; None at the top.
        host: boundary events: id of the activity whose border they lie on.
        label: where the name goes that stands beside the shape; None for one inside.
        expanded: sub-processes: whether the inside is drawn.
        plane: id of the process or collaboration whose diagram it belongs to.
    """

    element: str
    kind: str
    bounds: Bounds
    parent: str | None = None
    host: str | None = None
    label: Bounds | None = None
    expanded: bool | None = None
    plane: str = ""

    def moved(self, dx: float, dy: float) -> Shape:
        """The same shape elsewhere."""
        label = self.label.moved(dx, dy) if self.label else None
        return replace(self, bounds=self.bounds.moved(dx, dy), label=label)


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow or line between two shapes.

    Attributes:
        element: id of the flow or association; "" where it has none.
        kind: sequenceFlow, messageFlow, association, dataInputAssociation, dataOutputAssociation.
        source: id of the element it begins at.
        target: id of the element it ends at.
        waypoints: two points or more; the first and the last lie on the borders of its shapes.
        label: where its name goes, if it has one.
        plane: as of a shape.
    """

    element: str
    kind: str
    source: str
    target: str
    waypoints: tuple[Point, ...]
    label: Bounds | None = None
    plane: str = ""

    def moved(self, dx: float, dy: float) -> Edge:
        """The same edge elsewhere."""
        points = tuple((x + dx, y + dy) for x, y in self.waypoints)
        return replace(self, waypoints=points, label=self.label and self.label.moved(dx, dy))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture; what contains others comes before them."""

    shapes: tuple[Shape, ...] = ()
    edges: tuple[Edge, ...] = ()
    _by_id: dict[str, Shape] = field(default_factory=dict, repr=False, compare=False)

    def shape(self, element: str) -> Shape | None:
        """The shape of an element; None where it is not drawn."""
        if not self._by_id and self.shapes:
            self._by_id.update((shape.element, shape) for shape in reversed(self.shapes))
        return self._by_id.get(element)

    @property
    def extent(self) -> Bounds:
        """The least rectangle that holds everything."""
        boxes = [b for s in self.shapes for b in (s.bounds, s.label) if b is not None]
        boxes += [e.label for e in self.edges if e.label is not None]
        points = [p for e in self.edges for p in e.waypoints]
        xs = [b.x for b in boxes] + [b.right for b in boxes] + [x for x, _ in points]
        ys = [b.y for b in boxes] + [b.bottom for b in boxes] + [y for _, y in points]
        if not xs:
            return Bounds(0, 0, 0, 0)
        return Bounds(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))

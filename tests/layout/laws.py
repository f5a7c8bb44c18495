"""What holds for every drawing that the layout makes."""

from guiju.standard.layout.drawing import Bounds
from guiju.standard.model.definitions import Activity, Event, SubProcess


def scopes(definitions):
    """(id of the sub-process or None, scope) of everything."""
    waiting = [(None, process, process.body) for process in definitions.processes]
    for owner, process, scope in waiting:
        yield owner, process, scope
        waiting += [(n.id, process, n.body) for n in scope.nodes if isinstance(n, SubProcess)]


def broken(definitions, drawing):
    """Every law that a drawing breaks, in words."""
    at = {shape.element: shape for shape in drawing.shapes}
    found = []
    for owner, _, scope in scopes(definitions):
        inner = [n for n in scope.nodes if n.kind != "boundaryEvent"]
        found += [f"{n.id} is not drawn" for n in scope.nodes if n.id not in at]
        boxes = [(n.id, at[n.id].bounds) for n in inner if n.id in at]
        for i, (one, a) in enumerate(boxes):
            found += [f"{one} and {two} overlap" for two, b in boxes[i + 1 :] if a.meets(b)]
        for node in scope.nodes:
            if isinstance(node, Event) and node.attached_to in at:
                middle = at[node.id].bounds.middle
                if not at[node.attached_to].bounds.on_border(middle):
                    found.append(f"{node.id} is not on the border of {node.attached_to}")
        guests = [at[n.id].bounds for n in scope.nodes if n.kind == "boundaryEvent"]
        for i, a in enumerate(guests):
            found += ["boundary events overlap" for b in guests[i + 1 :] if a.meets(b)]
        found += _edges(scope, drawing, at)
        assert owner is None or owner in at
    for shape in drawing.shapes:
        if shape.parent and shape.host is None and not at[shape.parent].bounds.holds(shape.bounds):
            found.append(f"{shape.element} is not inside {shape.parent}")
    pools = [s for s in drawing.shapes if s.kind == "participant"]
    found += [
        f"pools {a.element} and {b.element} overlap"
        for i, a in enumerate(pools)
        for b in pools[i + 1 :]
        if a.bounds.meets(b.bounds)
    ]
    return found


def _edges(scope, drawing, at):
    lines = {edge.element: edge for edge in drawing.edges}
    for flow in scope.flows:
        edge = lines.get(flow.id)
        if edge is None:
            yield f"{flow.id} is not drawn"
            continue
        for point, end in ((edge.waypoints[0], flow.source), (edge.waypoints[-1], flow.target)):
            if not at[end].bounds.on_border(point):
                yield f"{flow.id} does not touch {end} at {point}"
        for (x, y), (u, v) in zip(edge.waypoints, edge.waypoints[1:], strict=False):
            if abs(x - u) > 0.01 and abs(y - v) > 0.01:
                yield f"{flow.id} is not orthogonal"
        yield from _through(scope, edge, at)


def _through(scope, edge, at):
    """No level or upright piece runs through a node that it does not join."""
    for node in scope.nodes:
        bounds = at[node.id].bounds
        ends = {edge.source, edge.target} | {
            getattr(n, "attached_to", None)
            for n in scope.nodes
            if n.id in (edge.source, edge.target)
        }
        if node.id in ends or getattr(node, "attached_to", None) in ends:
            continue
        for (x, y), (u, v) in zip(edge.waypoints, edge.waypoints[1:], strict=False):
            piece = Bounds(min(x, u), min(y, v), abs(x - u), abs(y - v))
            thick = Bounds(piece.x - 1, piece.y - 1, piece.width + 2, piece.height + 2)
            if bounds.meets(thick):
                yield f"{edge.element} runs through {node.id}"


def acyclic(nodes, flows):
    """Whether flows between nodes close no cycle."""
    waiting = dict.fromkeys(nodes, 0)
    for _, target in flows:
        waiting[target] += 1
    queue = [n for n, count in waiting.items() if not count]
    for node in queue:
        for source, target in flows:
            if source == node:
                waiting[target] -= 1
                if not waiting[target]:
                    queue.append(target)
    return len(queue) == len(nodes)


def runs_back(definitions, drawing):
    """Flows of scopes without cycles that do not run from left to right."""
    at = {shape.element: shape.bounds for shape in drawing.shapes}
    for _, _, scope in scopes(definitions):
        host = {n.id: getattr(n, "attached_to", None) or n.id for n in scope.nodes}
        pairs = [(host[f.source], host[f.target]) for f in scope.flows]
        if not acyclic(set(host.values()), pairs):
            continue
        for source, target in pairs:
            if at[source].right > at[target].x + 0.01:
                yield f"{source} is not left of {target}"


__all__ = ["Activity", "acyclic", "broken", "runs_back", "scopes"]

"""Small random models and traces, and the slow, certain cost of an alignment."""

import heapq
from random import Random

from guiju.standard.steps.net import Net, net_of


def random_net(dice: Random, names: str = "abcdef") -> Net:
    """A net of nested sequences, choices, parallel parts, skips and loops, at times spoilt."""
    nodes, flows, called = [("s", "start"), ("e", "end")], [], {}

    def node(kind):
        nodes.append((f"n{len(nodes)}", kind))
        return nodes[-1][0]

    def flow(source, target):
        flows.append((f"f{len(flows)}", source, target))

    def block(depth):
        """(entry, exit) of a part."""
        shape = dice.choice(["task", "sequence", "choice", "parallel", "loop", "skip"])
        if depth == 0 or shape == "task":
            task = node("task")
            called[task] = dice.choice(names)
            return task, task
        if shape == "sequence":
            (a, b), (c, d) = block(depth - 1), block(depth - 1)
            flow(b, c)
            return a, d
        if shape in ("choice", "parallel"):
            kind = "exclusive" if shape == "choice" else "parallel"
            entry, leave = node(kind), node(kind)
            for _ in range(dice.randint(2, 3)):
                a, b = block(depth - 1)
                flow(entry, a)
                flow(b, leave)
            return entry, leave
        entry, leave = node("exclusive"), node("exclusive")
        a, b = block(depth - 1)
        flow(entry, a)
        flow(b, leave)
        flow(*((entry, leave) if shape == "skip" else (leave, entry)))
        return entry, leave

    a, b = block(dice.randint(1, 3))
    flow("s", a)
    flow(b, "e")
    if dice.random() < 0.25:
        _spoil(dice, nodes, flows)
    return net_of(nodes, flows, called)


def _spoil(dice, nodes, flows):
    """A gateway of the wrong kind or a stray flow: deadlocks, and two tokens on one flow."""
    gateways = [i for i, (_, kind) in enumerate(nodes) if kind in ("exclusive", "parallel")]
    if gateways and dice.random() < 0.7:
        i = dice.choice(gateways)
        nodes[i] = (nodes[i][0], "parallel" if nodes[i][1] == "exclusive" else "exclusive")
    else:
        ids = [n for n, kind in nodes if kind not in ("start", "end")]
        flows.append((f"f{len(flows)}", dice.choice(ids), dice.choice(ids)))


def random_trace(dice: Random, names: str = "abcdefx") -> tuple[str, ...]:
    return tuple(dice.choice(names) for _ in range(dice.randint(0, 7)))


def matches_of(net: Net, activities):
    return [[i for i, label in enumerate(net.labels) if net.names[label] == a] for a in activities]


def cheapest(net: Net, trace, log_cost, model_cost, bound: int) -> int | None:
    """Dijkstra over the whole synchronous product, places counted up to the bound of states."""
    queue, done, pushed = [(0, 0, net.initial, 0)], set(), 0
    while queue:
        cost, _, state, position = heapq.heappop(queue)
        if (state, position) in done:
            continue
        done.add((state, position))
        assert len(done) < bound
        if position == len(trace) and state == 0:
            return cost
        options = []
        if position < len(trace):
            options.append((log_cost[trace[position]], state, position + 1))
        for label, successor in net.successors(state):
            if label is None:
                options.append((0, successor, position))
                continue
            options.append((model_cost[label], successor, position))
            if position < len(trace) and net.names[net.labels[label]] == trace[position]:
                options.append((0, successor, position + 1))
        for extra, successor, at in options:
            pushed += 1
            heapq.heappush(queue, (cost + extra, pushed, successor, at))
    return None

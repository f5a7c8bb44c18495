"""Small standards that tests tell their stories on."""

from guiju.standard.steps.net import net_of


def order():
    """Receive, then (approve | refuse); an approved order is packed and billed in any order."""
    nodes = [
        ("s", "start"),
        ("receive", "task"),
        ("x", "exclusive"),
        ("approve", "task"),
        ("refuse", "task"),
        ("split", "parallel"),
        ("pack", "task"),
        ("bill", "task"),
        ("join", "parallel"),
        ("m", "exclusive"),
        ("archive", "task"),
        ("e", "end"),
    ]
    arrows = (
        "s>receive receive>x x>approve x>refuse approve>split split>pack split>bill pack>join "
        "bill>join join>m refuse>m m>archive archive>e"
    )
    flows = [(f"f{i}", *arrow.split(">")) for i, arrow in enumerate(arrows.split())]
    return net_of(nodes, flows, {n: n.capitalize() for n, kind in nodes if kind == "task"})


def parallel(width):
    """A start, `width` tasks side by side, an end."""
    nodes = [("s", "start"), ("p", "parallel"), ("q", "parallel"), ("e", "end")]
    flows = [("a", "s", "p"), ("b", "q", "e")]
    for i in range(width):
        nodes.append((f"t{i}", "task"))
        flows += [(f"in{i}", "p", f"t{i}"), (f"out{i}", f"t{i}", "q")]
    return net_of(nodes, flows)


FINE = ("Receive", "Approve", "Pack", "Bill", "Archive")

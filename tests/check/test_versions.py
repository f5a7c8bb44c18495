"""Which version each case follows, beside the one that was in force when it began."""

from datetime import UTC, datetime

from models import FINE, order
from test_ties import log_of

from guiju.check import versions_followed
from guiju.standard.steps.net import net_of


def short():
    """Receive, approve, archive."""
    nodes = [("s", "start"), ("e", "end")]
    nodes += [(n, "task") for n in ("receive", "approve", "archive")]
    ways = ["s>receive", "receive>approve", "approve>archive", "archive>e"]
    flows = [(w, *w.split(">")) for w in ways]
    return net_of(nodes, flows, {n: n.capitalize() for n, kind in nodes if kind == "task"})


def test_each_case_is_beside_the_version_in_force_and_the_one_it_follows():
    new = [[a] for a in FINE]
    old = [["Receive"], ["Approve"], ["Archive"]]
    none = [["Receive"], ["Receive"], ["Bill"]]
    log = log_of([new, old, none])
    table = versions_followed(
        log,
        {
            "1": (short(), datetime(2025, 1, 1, tzinfo=UTC)),
            "2": (order(), datetime(2026, 1, 1, tzinfo=UTC)),
            "3": (short(), datetime(2027, 1, 1, tzinfo=UTC)),
        },
    ).to_pylist()
    assert [row["in_force"] for row in table] == ["2", "2", "2"]
    assert [row["verdict"] for row in table] == ["in force", "another version", "no version"]
    assert table[0]["follows"] == "2"
    assert (table[1]["follows"], table[1]["cost"], table[1]["least_cost"]) == ("3", 2, 0)


def test_before_the_first_version_none_is_in_force():
    log = log_of([[["Receive"], ["Approve"], ["Archive"]]])
    (row,) = versions_followed(log, {"1": (short(), datetime(2030, 1, 1, tzinfo=UTC))}).to_pylist()
    assert (row["in_force"], row["cost"], row["verdict"]) == (None, None, "another version")

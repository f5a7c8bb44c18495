"""Rules on people, documents, versions and order lines against the plainest reading of their words."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from guiju.check.rules import (
    DecisionDiffers,
    MissingDocument,
    SlowHandOver,
    UnmatchedInvoice,
    WrongRole,
    WrongVersion,
)
from guiju.journal import Mapping, read_log
from guiju.standard import dmn

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TOLD = Mapping(case="case", activity="activity", time="time", resource="resource")
VERSIONS = {"1": datetime(2026, 1, 1, tzinfo=UTC), "2": datetime(2026, 3, 4, tzinfo=UTC)}
TABLE = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
<inputData id="a" name="amount"><variable name="amount" typeRef="number"/></inputData>
<decision id="x" name="X"><variable name="X"/><informationRequirement id="r"><requiredInput href="#a"/>
</informationRequirement><literalExpression id="l"><text>{part: if amount > 50 then "high" else
if amount > 20 then "low" else null}</text></literalExpression></decision></definitions>"""


def random_log(seed):
    dice = Random(seed)
    lines = ["case,activity,time,resource,doc,version,amount,level"]
    for case in range(40):
        clock = START + timedelta(hours=dice.randint(0, 90))
        version = dice.choice(["1", "2", "3", ""])
        for _ in range(dice.randint(1, 7)):
            clock += timedelta(minutes=dice.choice([1, 5, 30, 240]))
            cells = (
                dice.choice("ABCD"),
                clock.isoformat(),
                dice.choice(["ann", "bob", "eve", ""]),
                dice.choice(["", "", "paper", "other"]),
                version,
                dice.choice(["", "10", "30.0", "90"]),
                dice.choice(["", "high", "low"]),
            )
            lines.append(f"c{case}," + ",".join(cells))
    return read_log("\n".join(lines).encode(), TOLD)


def events_of(log):
    columns = {
        n: [None if v is None else str(v) for v in log.attributes[n].dense(len(log)).to_pylist()]
        for n in ("doc", "amount", "level")
    }
    for case in range(log.cases):
        rows = list(log.rows(case))
        yield (
            case,
            [
                {
                    "row": r,
                    "activity": log.activity.text(r),
                    "time": int(log.time[r]) / 1e6,
                    "who": log.resource.text(r),
                    **{n: c[r] or None for n, c in columns.items()},
                }
                for r in rows
            ],
        )


def hand_overs(events):
    for a, b in pairwise(events):
        if a["who"] and b["who"] and a["who"] != b["who"] and b["time"] - a["time"] > 600:
            yield b["row"], a["row"], None


def hand_overs_from_a(events):
    return (
        (row, since, why)
        for row, since, why in hand_overs(events)
        if any(e["row"] == since and e["activity"] == "A" for e in events)
    )


def roles(events):
    for e in events:
        if e["activity"] == "A" and e["who"] not in (None, "ann", "bob"):
            yield e["row"], -1, None


def papers(grace, arrives):
    def oracle(events):
        for i, e in enumerate(events):
            if e["activity"] != "A" or any(arrives(d) for d in events[: i + 1]):
                continue
            later = [d for d in events[i + 1 :] if arrives(d)]
            if not later:
                yield -1, e["row"], "never came"
            elif not grace or later[0]["time"] - e["time"] > grace:
                yield later[0]["row"], e["row"], "came too late"

    return oracle


def decisions(events):
    for e in events:
        if e["activity"] == "B" and e["amount"] and e["level"]:
            amount = float(e["amount"])
            right = "high" if amount > 50 else "low" if amount > 20 else None
            if right is None:
                yield e["row"], -1, "the decision has no result here"
            elif right != e["level"]:
                yield e["row"], -1, "another result"


HALF_HOUR = timedelta(minutes=30)
PAIRS = {
    "hand-over": (SlowHandOver(timedelta(minutes=10)), hand_overs),
    "hand-over from": (SlowHandOver(timedelta(minutes=10), first="A"), hand_overs_from_a),
    "role": (WrongRole("A", ("ann", "bob")), roles),
    "document": (
        MissingDocument("A", "paper", column="doc"),
        papers(0, lambda e: e["doc"] == "paper"),
    ),
    "document with grace": (
        MissingDocument("A", "paper", HALF_HOUR, "doc"),
        papers(1800, lambda e: e["doc"] == "paper"),
    ),
    "document by activity": (MissingDocument("A", "C"), papers(0, lambda e: e["activity"] == "C")),
    "decision": (
        DecisionDiffers("B", dmn.load(TABLE).model, "X", {"amount": "amount"}, "level", "part"),
        decisions,
    ),
}


def found_by(breaches):
    why = [breaches.reasons[i] for i in breaches.reason.tolist()] or [None] * breaches.case.size
    columns = (breaches.case.tolist(), breaches.row.tolist(), breaches.since.tolist(), why)
    return sorted(zip(*columns, strict=True), key=str)


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("seed", range(5))
def test_exactly_the_breaches_of_the_words_are_found(name, seed):
    rule, oracle = PAIRS[name]
    log = random_log(seed)
    breaches = rule.check(log)
    wanted = [(case, *hit) for case, events in events_of(log) for hit in oracle(events)]
    assert breaches.problems == ()
    assert found_by(breaches) == sorted(wanted, key=str)
    assert breaches.status == "broken"
    assert sum(breaches.to_dict(log)["reasons"].values()) in (0, len(wanted))


@pytest.mark.parametrize("seed", range(5))
def test_the_version_of_a_case_is_the_one_in_force_when_it_begins(seed):
    log = random_log(seed)
    breaches = WrongVersion("version", VERSIONS).check(log)
    column = log.attributes if "version" in log.attributes else log.case_attributes
    per_case = "version" in log.case_attributes
    dense = column["version"].dense(log.cases if per_case else len(log)).to_pylist()
    wanted = []
    for case in range(log.cases):
        first = log.rows(case)[0]
        version = dense[case if per_case else first] or None
        begin = int(log.time[first]) / 1e6
        force = "2" if begin >= VERSIONS["2"].timestamp() else "1"
        if version is None:
            wanted.append((case, first, -1, "no version"))
        elif str(version) == "3":
            wanted.append((case, first, -1, "a version nobody knows"))
        elif str(version) != force:
            wanted.append((case, first, -1, "another version was in force"))
    assert found_by(breaches) == sorted(wanted, key=str)


def invoice_log(seed):
    """Orders, receipts and invoices in any order, parts, doubles and wrong lines among them."""
    dice = Random(seed)
    rows = []
    for case in range(30):
        for _ in range(dice.randint(1, 9)):
            moment = START + timedelta(minutes=dice.randint(0, 5000))
            rows.append(
                (
                    f"c{case}",
                    dice.choice(["Order", "Receive", "Invoice", "Invoice"]),
                    moment.isoformat(),
                    dice.choice(["P1", "P2", "P3", ""]),
                    str(dice.randint(1, 4)),
                    dice.choice(["", "1", "2.5", "4", "10"]),
                    dice.choice(["", "9.9", "10", "10.1", "12"]),
                    dice.choice(["", "R1", "R2"]),
                )
            )
    lines = [
        "case,activity,time,po,item,quantity,price,number",
        *(",".join(r) for r in rows),
    ]
    return read_log(
        "\n".join(lines).encode(), Mapping(case="case", activity="activity", time="time")
    )


def uncovered(log, more, dearer):
    """Every invoice line with its first reason, by plain loops."""
    columns = {
        n: log.attributes[n].dense(len(log)).to_pylist()
        for n in ("po", "item", "quantity", "price", "number")
    }
    rows = sorted(range(len(log)), key=lambda r: (int(log.time[r]), int(log.seq[r])))
    ordered, received, prices, invoiced, seen = Counter(), Counter(), {}, Counter(), set()

    def of(row, name):
        value = columns[name][row]
        return None if value in (None, "") else str(value)

    def number(row, name):
        return None if of(row, name) is None else float(of(row, name))

    for r in rows:
        key, q, p = (of(r, "po"), of(r, "item")), number(r, "quantity"), number(r, "price")
        if None in key or q is None:
            continue
        if log.activity.text(r) == "Order" and p is not None:
            ordered[key] += q
            prices.setdefault(key, []).append(p)
        if log.activity.text(r) == "Receive":
            received[key] += q
    for r in rows:
        key, q, p = (of(r, "po"), of(r, "item")), number(r, "quantity"), number(r, "price")
        if log.activity.text(r) != "Invoice" or None in (*key, q, p):
            continue
        double = (of(r, "number"), key, q, p)
        again = double in seen and double[0] is not None
        seen.add(double)
        invoiced[key] += 0 if again else q
        near = prices.get(key, [])
        if key not in prices:
            yield r, "no such order line"
        elif again:
            yield r, "invoiced before"
        elif p < min(near) * (1 - dearer - 1e-9) or p > max(near) * (1 + dearer + 1e-9):
            yield r, "another price than ordered"
        elif invoiced[key] > ordered[key] * (1 + more) * (1 + 1e-9):
            yield r, "more than was ordered"
        elif invoiced[key] > received[key] * (1 + more) * (1 + 1e-9):
            yield r, "more than was received"


@pytest.mark.parametrize(("more", "dearer"), [(0.0, 0.0), (0.5, 0.02)])
@pytest.mark.parametrize("seed", range(8))
def test_invoice_lines_are_matched_over_cases_parts_doubles_and_tolerances(seed, more, dearer):
    log = invoice_log(seed)
    rule = UnmatchedInvoice(
        "Order", "Receive", "Invoice", ("po", "item"), "quantity", "price", "number", more, dearer
    )
    breaches = rule.check(log)
    wanted = [(int(log.case[r]), r, -1, why) for r, why in uncovered(log, more, dearer)]
    assert found_by(breaches) == sorted(wanted, key=str)
    table = rule.lines(log)
    assert set(table["state"].to_pylist()) <= {
        "matched", "not ordered", "not received", "partly received", "not invoiced",
        "partly invoiced", "invoiced beyond", "received beyond",
    }  # fmt: skip
    assert sum(table["duplicates"].to_pylist()) <= breaches.by_reason().get("invoiced before", 0)


def test_the_lines_of_an_order_have_a_state():
    lines = """case,activity,time,po,quantity
1,Order,2026-03-02T08:00:00Z,A,10
1,Order,2026-03-02T08:00:00Z,B,10
1,Order,2026-03-02T08:00:00Z,C,10
1,Receive,2026-03-02T08:00:00Z,A,10
1,Receive,2026-03-02T08:00:00Z,B,4
1,Invoice,2026-03-02T08:00:00Z,A,6
1,Invoice,2026-03-02T08:00:00Z,A,4
1,Invoice,2026-03-02T08:00:00Z,D,1
"""
    log = read_log(lines.encode(), Mapping(case="case", activity="activity", time="time"))
    rule = UnmatchedInvoice("Order", "Receive", "Invoice", ("po",), "quantity")
    table = rule.lines(log)
    states = dict(zip(table["line"].to_pylist(), table["state"].to_pylist(), strict=True))
    assert states == {
        "A": "matched", "B": "partly received", "C": "not received", "D": "not ordered",
    }  # fmt: skip
    assert rule.check(log).by_reason() == {"no such order line": 1}


@pytest.mark.parametrize(
    "rule",
    [
        WrongRole("A", ("x",), "role"),
        SlowHandOver(timedelta(1), column="role"),
        SlowHandOver(timedelta(-1)),
        MissingDocument("A", "B", column="role"),
        MissingDocument("A", "B", timedelta(-1)),
        WrongVersion("role", VERSIONS),
        UnmatchedInvoice("A", "B", "C", ("role",), "amount"),
        UnmatchedInvoice("A", "B", "C", (), "amount"),
        DecisionDiffers("B", dmn.load(TABLE).model, "X", {"amount": "role"}, "level"),
        DecisionDiffers("B", dmn.load(TABLE).model, "no such", {"amount": "amount"}, "level"),
    ],
)
def test_what_a_log_cannot_tell_is_misspecified_not_kept(rule):
    breaches = rule.check(random_log(1))
    assert breaches.status == "misspecified"
    assert str(breaches.problems[0])

"""FEEL evaluations per second, one thread, beside other libraries where they are installed.

    python benchmarks/feel.py [--seconds 1] [--json]

Each expression is compiled once and evaluated over a plain dict of Python values; the answer is
checked. Peers (pip install SpiffWorkflow bkflow-feel): measured in the same run where they can be
imported and give the same answer.
"""

import argparse
import json
import time
from datetime import UTC, datetime

from guiju.standard import feel

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
VARIABLES = {
    "amount": 20000,
    "category": "b",
    "price": 12.5,
    "quantity": 3,
    "order": {"total": 125.5, "lines": [{"sku": f"S{n}", "qty": n} for n in range(10)]},
}
CASES = {
    'amount > 10000 and category in ("a", "b", "c")': True,
    'amount > 10000 and (category = "a" or category = "b")': True,
    "price * quantity > 30": True,
    "order.total >= 100": True,
    "if amount > 5 then 1 else 2": 1,
    "count(order.lines[qty > 5]) = 4": True,
    "sum(order.lines.qty) = 45": True,
    "some l in order.lines satisfies l.qty = 9": True,
    'date("2026-01-31") < date("2026-02-01")': True,
    "for i in 1..100 return i * i": None,
}


def rate(call, seconds):
    """Calls per second, the best of three."""
    count = 1
    while True:
        began = time.process_time()
        for _ in range(count):
            call(VARIABLES)
        if time.process_time() - began > seconds / 10:
            break
        count *= 2
    best = 0.0
    for _ in range(3):
        began = time.process_time()
        for _ in range(count):
            call(VARIABLES)
        best = max(best, count / (time.process_time() - began))
    return best


def ours(text):
    compiled = feel.compile_expression(text)
    return compiled.call, lambda variables: compiled.evaluate(variables, now=NOW).value


def bkflow(text):
    from bkflow_feel.api import parse_expression

    return lambda variables: parse_expression(text, variables)


def spiff(text):
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

    engine = PythonScriptEngine()
    script = text.replace(" = ", " == ")
    return lambda variables: engine.environment.evaluate(script, variables)


def measured(text, expected, seconds):
    call, evaluate = ours(text)
    for way in (call, evaluate):
        assert expected is None or feel.equal(way(VARIABLES), expected) is True, text
    row = {"expression": text, "call": rate(call, seconds), "evaluate": rate(evaluate, seconds)}
    for name, peer in (("bkflow-feel", bkflow), ("SpiffWorkflow (Python)", spiff)):
        try:
            other = peer(text)
            if expected is not None and other(VARIABLES) == expected:
                row[name] = rate(other, seconds)
        except Exception:  # not installed, or it cannot read the expression
            continue
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = [measured(text, expected, options.seconds) for text, expected in CASES.items()]
    if options.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        figures = ", ".join(
            f"{name} {figure:,.0f}" for name, figure in row.items() if name != "expression"
        )
        print(f"{row['expression']}\n    {figures} a second")


if __name__ == "__main__":
    main()

"""Element transitions per second in memory, one thread, beside SpiffWorkflow in the same run.

    python benchmarks/memory.py [--seconds 10] [--json] [--write DATE]

The order model (service validate, choice, parallel pick and invoice, weigh, ship) is played case
after case; the loop model shows what step 10,000 costs beside step 10. SpiffWorkflow is measured
where it is installed (benchmarks/requirements.txt), in turns with ours, so that a slower minute
of the machine hits both.
"""

import argparse
import json
import os
import platform
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

import guiju
from guiju.run import Case
from guiju.standard import Step

HERE = Path(__file__).parent
NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
LINES = [{"sku": f"SKU-{n}", "qty": n + 1} for n in range(6)]


def order(number):
    return {
        "n": number, "order": "A-1001", "customer": "ACME", "lines": LINES, "total": 123.45,
    }  # fmt: skip


def result(element, number):
    """What each step of the order model sets."""
    values = {
        "validate": {"stock_ok": number % 5 != 0},
        "invoice": {"invoice": f"I-{number}"},
        "ship": {"shipped": True},
    }
    return values.get(element) or {f"done_{element}": True}


def ours(standard, seconds):
    """(transitions, steps, cases, seconds) of guiju."""
    ids = [place.id for place in standard.program.places]
    cases = steps = 0
    sample = []
    begun = time.perf_counter()
    while True:
        case = Case(standard, "order", str(cases), order(cases))
        case.fire(Step("start", -1), NOW)
        while case.state.status == "active":
            iid, instance = next(iter(case.state.live.items()))
            case.fire(Step("complete", iid, (), result(ids[instance.place], cases)), NOW)
        cases += 1
        steps += len(case.entries)
        if cases <= 1000:
            sample.append(case)
        spent = time.perf_counter() - begun
        if spent > seconds:
            break
    executed = sum(elements_in(entry.path) for each in sample for entry in each.entries)
    return executed * cases / len(sample), steps, cases, spent


DONE = frozenset({"passed", "ended", "completed"})


def elements_in(path):
    """Elements that were executed: passed, ended or completed; the case itself is none."""
    return sum(1 for what, element, _ in path if what in DONE and element != "order")


def spiff(seconds):
    """(transitions, steps, cases, seconds) of SpiffWorkflow, None where it is not installed."""
    try:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        from SpiffWorkflow.util.task import TaskState
    except ImportError:
        return None
    parser = BpmnParser()
    text = (HERE / "order.bpmn").read_text().replace("stock_ok = false", "stock_ok == False")
    from lxml import etree

    parser.add_bpmn_xml(etree.fromstring(text.encode()))
    spec = parser.get_spec("order")
    ids = {"validate", "review", "pick", "invoice", "weigh", "ship"}
    cases = steps = transitions = 0
    begun = time.perf_counter()
    while True:
        workflow = BpmnWorkflow(spec, script_engine=PythonScriptEngine())
        workflow.data.update(order(cases))
        workflow.do_engine_steps()
        steps += 1
        while not workflow.is_completed():
            ready = [
                task
                for task in workflow.get_tasks(state=TaskState.READY | TaskState.STARTED)
                if task.task_spec.bpmn_id in ids
            ]
            task = ready[0]
            task.data.update(result(task.task_spec.bpmn_id, cases))
            if task.state == TaskState.STARTED:
                task.complete()
            else:
                task.run()
                if task.state == TaskState.STARTED:
                    task.complete()
            workflow.do_engine_steps()
            steps += 1
        transitions += sum(
            1 for t in workflow.get_tasks(state=TaskState.COMPLETED) if t.task_spec.bpmn_id
        )
        cases += 1
        spent = time.perf_counter() - begun
        if spent > seconds:
            return transitions, steps, cases, spent


def loop_growth(standard, last=10_000):
    """Seconds of step 10 and of step `last` of the loop model: medians of 9 around each."""
    case = Case(standard, "loop", "loop", {"again": True})
    case.fire(Step("start", -1), NOW)
    spent = []
    for _ in range(last + 5):
        iid = next(iter(case.state.live))
        begun = time.perf_counter()
        case.fire(Step("complete", iid, (), {"again": True}), NOW)
        spent.append(time.perf_counter() - begun)
    warm = spent[200:2200]
    return statistics.median(spent[5:300]), statistics.median(spent[last - 300 :]), warm


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", metavar="DATE", help="keep the figures in results/memory.json")
    options = parser.parse_args()
    order_model = guiju.load(HERE / "order.bpmn").standard
    loop_model = guiju.load(HERE / "loop.bpmn").standard
    rounds, each = 4, options.seconds / 8
    mine, peer = [], []
    for _ in range(rounds):
        done, steps, cases, spent = ours(order_model, each)
        mine.append((done / spent, steps / spent, done / cases))
        other = spiff(each)
        if other:
            peer.append((other[0] / other[3], other[1] / other[3], other[0] / other[2]))
    early, late, _ = loop_growth(loop_model)
    found = {
        "elements_per_s": round(statistics.median(each[0] for each in mine)),
        "steps_per_s": round(statistics.median(each[1] for each in mine)),
        "elements_per_case": round(mine[0][2], 2),
        "loop_step_10_us": round(early * 1e6, 1),
        "loop_step_10000_us": round(late * 1e6, 1),
        "loop_ratio": round(late / early, 3),
    }
    if peer:
        found["spiff_elements_per_s"] = round(statistics.median(each[0] for each in peer))
        found["spiff_elements_per_case"] = round(peer[0][2], 2)
        pairs = zip(mine, peer, strict=True)
        found["ratio_to_spiff"] = round(statistics.median(a[0] / b[0] for a, b in pairs), 1)
    if options.write:
        machine = {
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "date": options.write,
        }
        text = json.dumps(machine | found, indent=1) + "\n"
        (HERE / "results" / "memory.json").write_text(text)
    print(json.dumps(found) if options.json else json.dumps(found, indent=1))


if __name__ == "__main__":
    main()

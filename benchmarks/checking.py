"""Exact alignments, rules and the watch on the shared logs: CPU seconds of one core, best of three.

    .venv/bin/python benchmarks/checking.py [--data ../shared/data] [--write]

Peers are measured in the same run where they are installed (pip install pm4py: it is AGPL and no
dependency of this project; only its default A* and only on the logs named with --peers).
"""

import argparse
import datetime
import json
import platform
import resource
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from guiju.check import Watch, automaton_of, check_log  # noqa: E402
from guiju.check.rules import UnusualGap, temporal_profile  # noqa: E402
from guiju.journal import read_log  # noqa: E402
from guiju.standard import compile_standard  # noqa: E402
from guiju.standard.steps import behaviour  # noqa: E402

LOGS = ("receipt", "domestic", "rfp", "roadfines", "helpdesk", "sepsis", "bpic12")


def best(run, times=3):
    """(seconds of the fastest run, its result)."""
    seconds, result = [], None
    for _ in range(times):
        begin = time.process_time()
        result = run()
        seconds.append(time.process_time() - begin)
    return round(min(seconds), 4), result


def model_of(path):
    standard = compile_standard(path.read_bytes()).standard
    return behaviour(standard, standard.program.places[0].process)


def watched(automaton, log):
    """Events per second of the watch, all cases interleaved by time."""
    order = np.argsort(log.time, kind="stable")
    cases = [log.case_id(c) for c in log.case[order].tolist()]
    names = [log.activities[a] for a in log.activity.codes[order].tolist()]
    watch = Watch(automaton)
    begin = time.process_time()
    for case, name in zip(cases, names, strict=True):
        watch.event(case, name)
    return round(len(names) / (time.process_time() - begin))


def measure(data, name, peers):
    log = read_log(data / "logs" / f"{name}.xes.gz")
    variants, _ = best(lambda: read_variants(log))
    model, net = best(lambda: model_of(data / "models" / f"{name}.bpmn"))
    compiled, automaton = best(lambda: automaton_of(net))
    aligned, result = best(lambda: check_log(net, log, automaton=automaton))
    profile, _ = best(lambda: UnusualGap(temporal_profile(log)).check(log))
    row = {
        "log": name,
        "variants": int(result.variant_cases.size),
        "cost": result.cost_total,
        "markings": result.explored,
        "automaton_states": automaton.graph.states,
        "read_model_s": model,
        "compile_s": compiled,
        "align_and_explain_s": aligned,
        "variants_s": variants,
        "temporal_profile_s": profile,
        "watch_events_per_s": watched(automaton, log),
    }
    return row | (peer(data, name, result.cost_total) if name in peers else {})


def read_variants(log):
    log._memo.pop("variants", None)
    return log.variants()


def peer(data, name, cost):
    try:
        import pm4py
    except ImportError:
        return {"pm4py": "not installed"}
    frame = pm4py.read_xes(str(data / "logs" / f"{name}.xes.gz"))
    if "lifecycle:transition" in frame:
        frame = frame[frame["lifecycle:transition"].str.lower() == "complete"]
    net = pm4py.convert_to_petri_net(pm4py.read_bpmn(str(data / "models" / f"{name}.bpmn")))
    begin = time.process_time()
    aligned = pm4py.conformance_diagnostics_alignments(frame, *net)
    seconds = round(time.process_time() - begin, 3)
    total = sum(round(a["cost"] // 10_000) for a in aligned)
    return {"pm4py_s": seconds, "pm4py_cost": total, "same_cost": total == cost}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--logs", nargs="*", default=LOGS)
    options.add_argument("--peers", nargs="*", default=())
    options.add_argument("--write", action="store_true", help="to benchmarks/results")
    chosen = options.parse_args()
    rows = []
    for name in chosen.logs:
        rows.append(measure(chosen.data, name, chosen.peers))
        print(json.dumps(rows[-1]))
    report = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {platform.system()}, Python {platform.python_version()}",
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rows": rows,
    }
    if chosen.write:
        path = ROOT / "benchmarks" / "results" / "checking.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()

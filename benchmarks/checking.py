"""Exact alignments, rules and the watch on the shared logs: CPU seconds, best of several runs.

    .venv/bin/python benchmarks/checking.py --machine "2 vCPU, 24 GB" --date 2026-11-22 --write \\
        --peer-python PEERS/bin/python --peers pm4py:receipt,sepsis r4pm:receipt,sepsis \\
        --events 1000000 10000000

Peers (benchmarks/requirements.txt) are processes of an environment of their own, in the same run, on
the same events and the same model; see checking_peers.py. A ratio compares the same work of both
sides, from a log in memory to the alignments of all its cases: cases grouped into variants, the
model compiled (of a peer its net is there already), the variants aligned. guiju explains besides;
`*_ratio_without_explaining` leaves that out.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import checking_large
import checking_tables
import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from guiju.check import Costs, Watch, automaton_of, check_log  # noqa: E402
from guiju.check.alignment import align  # noqa: E402
from guiju.check.discover import follows_map  # noqa: E402
from guiju.check.rules import (  # noqa: E402
    BothOfEither,
    DoneAgain,
    LateResponse,
    NoResponse,
    NotPreceded,
    TooOften,
    TooSeldom,
    UnusualGap,
    check_rules,
    temporal_profile,
)
from guiju.check.vectors import tables_of  # noqa: E402
from guiju.journal import read_log, write_xes  # noqa: E402
from guiju.standard import compile_standard  # noqa: E402
from guiju.standard.steps import behaviour  # noqa: E402

LOGS = ("receipt", "domestic", "rfp", "roadfines", "helpdesk", "sepsis", "bpic12")


def best(run, most=40, enough=0.5):
    """(seconds of the fastest run, its result): five runs, more while they are short."""
    seconds, result = [], None
    while len(seconds) < 5 or (len(seconds) < most and sum(seconds) < enough):
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


def measure(data, name, peers, python):
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
        "eight_rules_s": best(lambda: check_rules(eight_rules(log), log))[0],
        "declare_set_s": best(lambda: check_rules(declare_set(log), log))[0],
        "follows_s": best(lambda: follows_map(log))[0],
        "watch_events_per_s": max(watched(automaton, log) for _ in range(3)),
    }
    for kind in peers:
        row |= peer(kind, python, log, data / "models" / f"{name}.bpmn", result.cost_total)
        if f"{kind}_s" in row:
            theirs, ours = row[f"{kind}_group_s"] + row[f"{kind}_s"], variants + compiled
            bare = best(lambda: aligned_alone(automaton, result))[0]
            row[f"{kind}_ratio"] = round(theirs / (ours + aligned), 1)
            row[f"{kind}_ratio_without_explaining"] = round(theirs / (ours + bare), 1)
    return row


def eight_rules(log):
    """Eight rules on the most frequent activities."""
    counts = np.bincount(log.activity.codes, minlength=len(log.activities))
    a, b, c, *_ = (log.activities[i] for i in np.argsort(-counts).tolist())
    return [
        NoResponse(a, b),
        NotPreceded(b, a),
        TooSeldom(a),
        TooOften(b, 1),
        BothOfEither(a, c),
        DoneAgain(a),
        LateResponse(a, b, timedelta(days=30)),
        NoResponse(b, c),
    ]


def declare_set(log):
    """The templates between all ordered pairs of the ten most frequent activities, and of each."""
    counts = np.bincount(log.activity.codes, minlength=len(log.activities))
    names = [log.activities[i] for i in np.argsort(-counts)[:10].tolist()]
    rules = [rule for a in names for rule in (TooSeldom(a), TooOften(a, 1), DoneAgain(a))]
    for a in names:
        for b in names:
            if a != b:
                rules += [NoResponse(a, b), NotPreceded(b, a), BothOfEither(a, b)]
    return rules


def aligned_alone(automaton, result):
    """Tables and alignments of all variants, as a peer makes them: nothing is explained."""
    flat, naming = result._flat, result.naming
    costs = Costs()
    tables = tables_of(
        automaton, naming.matches, costs.of_activities(naming.activities),
        costs.of_elements(automaton.labels),
    )  # fmt: skip
    return align(tables, flat.symbols, flat.offsets)


def read_variants(log):
    log._memo.pop("variants", None)
    return log.variants()


def peer(kind, python, log, model, cost):
    """One peer on the very events of a log; its time, and whether it finds the same cost."""
    found = asked(kind, python, log, model)
    if "seconds" not in found:
        return {kind: found["failed"]}
    same = "yes" if found["cost"] == cost else f"no: {found['cost']}"
    told = {
        f"{kind}_group_s": found["group_seconds"],
        f"{kind}_s": found["seconds"],
        f"{kind}_same_cost": same,
    }
    return told | ({f"{kind}_given_up": found["given_up"]} if found["given_up"] else {})


def asked(kind, python, log, model):
    """What a peer's process says of a log, which is written as XES for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        write_xes(log, path)
        command = [python, str(ROOT / "benchmarks" / "checking_peers.py"), kind]
        try:
            ran = subprocess.run(
                [*command, str(path), str(model)],
                capture_output=True, text=True, check=False, timeout=1800,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return {"failed": "over 1800 s"}
    if ran.returncode:
        return {"failed": ran.stderr.strip().splitlines()[-1][:200]}
    lines = [line for line in ran.stdout.splitlines() if line.startswith("{")]
    return json.loads(lines[-1])


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options.add_argument("--logs", nargs="*", default=LOGS)
    options.add_argument("--peers", nargs="*", default=(), metavar="PEER:LOG,LOG")
    options.add_argument("--peer-python", default=sys.executable)
    options.add_argument("--events", nargs="*", type=int, default=())
    options.add_argument("--tables", nargs="*", default=(), help="logs; see checking_tables.py")
    options.add_argument("--machine", required=True, help="what it is measured on")
    options.add_argument("--date", required=True)
    options.add_argument("--write", action="store_true", help="to benchmarks/results")
    chosen = options.parse_args()
    peers = [(kind, logs.split(",")) for kind, _, logs in (p.partition(":") for p in chosen.peers)]
    report = {"date": chosen.date, "machine": chosen.machine, "rows": []}
    for name in chosen.logs:
        here = [kind for kind, logs in peers if name in logs]
        report["rows"].append(measure(chosen.data, name, here, chosen.peer_python))
        print(json.dumps(report["rows"][-1]), flush=True)
    report["peak_memory_mb"] = checking_large.peak()
    report["large"] = checking_large.measure(chosen.events)
    report["tables"] = checking_tables.measure(chosen.tables, chosen.peer_python)
    if chosen.write:
        path = ROOT / "benchmarks" / "results" / "checking.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""What of a log needs no model, beside pm4py: CPU seconds of each, and peak memory of the process.

    python benchmarks/checking_tables.py --peer-python PEERS/bin/python --logs roadfines receipt

Each side reads the same XES in a process of its own; reading is told apart.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "logs"


def guiju_tables(path):
    """(name, run) of each piece of work; the first gives the log to the others."""
    sys.path.insert(0, str(ROOT / "src"))
    from checking import declare_set, eight_rules, read_variants

    from guiju.check.discover import follows_map
    from guiju.check.rules import UnusualGap, check_rules, temporal_profile
    from guiju.journal import read_log

    yield "read", lambda _: read_log(path)
    yield "variants", read_variants
    yield "follows", follows_map
    yield "durations", lambda log: durations(log)
    yield "temporal_profile", lambda log: UnusualGap(temporal_profile(log)).check(log)
    yield "eight_rules", lambda log: check_rules(eight_rules(log), log)
    yield "declare_set", lambda log: check_rules(declare_set(log), log)


def durations(log):
    """Seconds from the first to the last event of every case."""
    return (log.time[log.starts[1:] - 1] - log.time[log.starts[:-1]]) / 1e6


def pm4py_tables(path):
    import pm4py

    yield "read", lambda _: pm4py.read_xes(str(path))
    yield "variants", pm4py.get_variants
    yield "follows", pm4py.discover_dfg
    yield "durations", pm4py.get_all_case_durations
    yield (
        "temporal_profile",
        lambda log: pm4py.conformance_temporal_profile(log, pm4py.discover_temporal_profile(log)),
    )


def one(side, path):
    """Measure one side in this process and print it."""
    log, told = None, {"log": path.name.split(".")[0], "side": side}
    for name, run in (guiju_tables if side == "guiju" else pm4py_tables)(path):
        begin = time.process_time()
        found = run(log)
        told[f"{name}_s"] = round(time.process_time() - begin, 4)
        log = found if name == "read" else log
        told[f"peak_after_{name}_mb"] = peak()
        print(json.dumps(told), flush=True)


def peak():
    """MiB of this process at most."""
    status = Path("/proc/self/status").read_text().splitlines()
    (line,) = (each for each in status if each.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def measure(logs, peer_python, most=300):
    """One row per log and side; what a side has not done after so many seconds it lacks."""
    rows = []
    for name in logs:
        path = DATA / f"{name}.xes.gz"
        for side, python in (("guiju", sys.executable), ("pm4py", peer_python)):
            command = [python, __file__, "--one", side, str(path)]
            try:
                told = subprocess.run(
                    command, capture_output=True, timeout=most, check=False
                ).stdout
            except subprocess.TimeoutExpired as late:
                told = late.stdout or b""
            lines = [line for line in told.splitlines() if line.startswith(b"{")]
            rows.append(json.loads(lines[-1]) if lines else {"failed": side})
            print(json.dumps(rows[-1]), flush=True)
    return rows


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--logs", nargs="*", default=["roadfines"])
    options.add_argument("--peer-python", default=sys.executable)
    options.add_argument("--one", nargs=2, metavar=("SIDE", "LOG"))
    chosen = options.parse_args()
    if chosen.one:
        one(chosen.one[0], Path(chosen.one[1]))
    else:
        measure(chosen.logs, chosen.peer_python)


if __name__ == "__main__":
    main()

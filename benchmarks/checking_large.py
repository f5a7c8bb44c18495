"""Variants and exact checking of a log replicated to millions of events, each way in its own process.

    python benchmarks/checking_large.py --events 1000000 10000000

Every way is a process of its own, so that its peak memory is its own; seconds are wall time and CPU
time from the encoded Parquet files to the result, model included.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

DATA = ROOT.parent / "shared" / "data"
PLAIN = {
    "plain DuckDB, ordered list": """
select activities, count(*) as cases from (
  select "case", list(activity order by time, seq) as activities
  from read_parquet('{path}') group by "case")
group by activities order by cases desc""",
    "plain DuckDB, sorted first": """
select activities, count(*) as cases from (
  select "case", list(activity) as activities
  from (select * from read_parquet('{path}') order by "case", time, seq) group by "case")
group by activities order by cases desc""",
}
"""Variants alone. The second loses the order: it is there since it is what is often written."""

WAYS = ("guiju", "guiju from strings", "guiju on DuckDB", *PLAIN)


def replicated(log, events, folder):
    """An encoded log and one of strings with at least so many events: whole copies of the cases."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from guiju.journal.scale import write_encoded

    write_encoded(log, folder)
    copies = -(-events // len(log))
    table = pq.read_table(folder / "events.parquet")
    case = table["case"].to_numpy()
    parts, ids, texts = [], [], []
    names = pa.array(log.activities).dictionary_encode()
    for copy in range(copies):
        moved = pa.array((case + copy * log.cases).astype(np.int32))
        seq = pa.array(table["seq"].to_numpy() + copy * len(log))
        parts.append(table.set_column(0, "case", moved).set_column(3, "seq", seq))
        ids += [f"{name} {copy}" for name in log.case_ids.to_pylist()]
    whole = pa.concat_tables(parts)
    pq.write_table(whole, folder / "events.parquet", compression="zstd")
    codes = np.arange(len(ids), dtype=np.int32)
    pq.write_table(pa.table({"case": codes, "id": ids}), folder / "cases.parquet")
    texts = pa.table(
        {
            "case:concept:name": pa.array(ids).take(whole["case"].combine_chunks()),
            "concept:name": names.take(whole["activity"].combine_chunks()).cast(pa.string()),
            "time:timestamp": whole["time"].cast(pa.timestamp("us", "UTC")),
        }
    )
    pq.write_table(texts, folder.parent / "strings.parquet")
    return len(whole), len(ids)


def standard_of(model):
    import guiju

    return guiju.load(model).standard


def run(way, folder, model):
    """What one way finds: variants, and the total cost where it checks."""
    if way in PLAIN:
        import duckdb

        rows = duckdb.sql(PLAIN[way].format(path=folder / "events.parquet")).fetchall()
        return {"variants": len(rows)}
    import guiju
    from guiju.journal import read_log
    from guiju.journal.scale import engine_at, read_encoded, scaled_log

    standard = standard_of(model)
    if way == "guiju on DuckDB":
        with engine_at("duckdb", memory="2GB") as engine:
            log = scaled_log(folder, engine)
    elif way == "guiju from strings":
        log = read_log(folder.parent / "strings.parquet")
    else:
        log = read_encoded(folder)
    found = guiju.check(standard, log)
    return {"variants": int(found.variant_cases.size), "cost": found.cost_total}


def one(way, folder, model):
    """Measure one way in this process and print it."""
    import guiju.check
    import guiju.journal.scale  # noqa: F401  (imports are not measured)

    wall, cpu = time.perf_counter(), time.process_time()
    found = run(way, Path(folder), Path(model))
    told = {
        "way": way,
        "seconds": round(time.perf_counter() - wall, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "peak_memory_mb": peak(),
    }
    print(json.dumps(told | found))


def peak():
    """MiB of this process at most; not of the one that started it."""
    status = Path("/proc/self/status").read_text().splitlines()
    (line,) = (each for each in status if each.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


def measure(events, name="roadfines", ways=WAYS):
    """One row per size and way."""
    from guiju.journal import read_log

    log = read_log(DATA / "logs" / f"{name}.xes.gz")
    rows = []
    for size in events:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "log.encoded"
            exactly, cases = replicated(log, size, folder)
            for way in ways:
                command = [sys.executable, __file__, "--one", way, str(folder)]
                command.append(str(DATA / "models" / f"{name}.bpmn"))
                ran = subprocess.run(command, capture_output=True, text=True, check=False)
                last = (ran.stdout.strip().splitlines() or ["{}"])[-1]
                found = json.loads(last) if ran.returncode == 0 else {"failed": ran.stderr[-300:]}
                rows.append({"log": name, "events": exactly, "cases": cases, "way": way} | found)
                print(json.dumps(rows[-1]), flush=True)
    return rows


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--events", type=int, nargs="*", default=[1_000_000, 10_000_000])
    options.add_argument("--one", nargs=3, metavar=("WAY", "FOLDER", "MODEL"))
    chosen = options.parse_args()
    if chosen.one:
        one(*chosen.one)
    else:
        measure(chosen.events)


if __name__ == "__main__":
    main()

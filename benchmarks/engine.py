"""The durable engine on the order model, beside the raw commit rate and two peers, in one run.

    python benchmarks/engine.py [--db URL] [--seconds 34] [--parked 1000000] [--sync-us 150] [--json]

Everything is measured in turns, so that a slower minute of the machine hits all alike; compare
ratios of one run, never numbers of different days. Peers are measured where they are installed
(benchmarks/requirements.txt). `--db` is a file or postgresql://...; a new SQLite file by default.
`--sync-us` measures all of it as on a disk that takes so long to sync (SQLite only).
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE)]

import memory  # noqa: E402
import peers  # noqa: E402
import slow_disk  # noqa: E402

from guiju import native  # noqa: E402
from guiju.journal.store import open_store  # noqa: E402
from guiju.run.commands import CompleteJob, CompleteTask  # noqa: E402
from guiju.run.engine import Engine  # noqa: E402
from guiju.standard import compile_standard  # noqa: E402

CLIENTS = 64
ROUNDS = 9
"""Many short turns: a machine that stands still for a second spoils one, and medians are told."""
PEOPLE = frozenset({"review", "pick", "weigh"})
STRAIGHT = (("validate", 1), ("pick", 2), ("invoice", 3), ("weigh", 4), ("ship", 5))
REVIEWED = (
    ("validate", 1), ("review", 2), ("pick", 3), ("invoice", 4), ("weigh", 5), ("ship", 6)
)  # fmt: skip


def engine_at(address):
    engine = Engine(open_store(address), lambda: datetime.now(UTC), random.Random())
    engine.deploy((HERE / "order.bpmn").read_bytes())
    return engine


def commands(case, number):
    """What follows the start of a case of the order model; every fifth is reviewed."""
    for element, iid in STRAIGHT if number % 5 else REVIEWED:
        values, key = memory.result(element, number), f"k{iid}"
        if element in PEOPLE:
            yield CompleteTask(case=case, task=iid, key=key, values=values)
        else:
            yield CompleteJob(case=case, job=iid, key=key, values=values)


def work(engine, name, until, spent):
    """One client: cases from start to end, one command after the other."""
    number = 0
    while time.perf_counter() < until:
        number += 1
        case = f"{name}-{number}"
        begun = time.perf_counter()
        answer = engine.start("order", memory.order(number), case=case, key="start")
        spent.append(time.perf_counter() - begun)
        for expected, command in enumerate(commands(case, number), 2):
            begun = time.perf_counter()
            answer = engine.do(command)
            spent.append(time.perf_counter() - begun)
            if answer[1] != expected:
                raise SystemExit(f"expected entry {expected}, found {answer}")


def clients(engine, count, seconds, round_):
    """(commands per second, seconds of each command, microseconds of processor time of each)."""
    spent = [[] for _ in range(count)]
    begun, busy = time.perf_counter(), time.process_time()
    threads = [
        threading.Thread(
            target=work, args=(engine, f"{round_}-{count}-{n}", begun + seconds, spent[n])
        )
        for n in range(count)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [each for one in spent for each in one]
    busy = time.process_time() - busy
    return len(every) / (time.perf_counter() - begun), every, busy / len(every) * 1e6


def raw_sqlite(folder, seconds):
    """Commits per second of SQLite FULL alone: one row updated, one inserted, 200 bytes each."""
    import pysqlite3

    database = pysqlite3.connect(str(folder / f"raw-{time.time()}.db"), isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=2000"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("CREATE TABLE cases (no INTEGER PRIMARY KEY, state BLOB)")
    database.execute("CREATE TABLE entries (no INTEGER PRIMARY KEY, data BLOB)")
    database.execute("INSERT INTO cases VALUES (1, x'00')")
    count, begun, body = 0, time.perf_counter(), bytes(200)
    while time.perf_counter() - begun < seconds:
        count += 1
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE cases SET state = ? WHERE no = 1", (body,))
        database.execute("INSERT INTO entries VALUES (?, ?)", (count, body))
        database.execute("COMMIT")
    return count / (time.perf_counter() - begun)


def raw_postgres(address, seconds):
    """The same on PostgreSQL over one connection."""
    import psycopg

    with psycopg.connect(address, autocommit=True, prepare_threshold=1) as database:
        database.execute("DROP TABLE IF EXISTS raw_cases, raw_entries")
        database.execute("CREATE TABLE raw_cases (no BIGINT PRIMARY KEY, state BYTEA)")
        database.execute("CREATE TABLE raw_entries (no BIGINT PRIMARY KEY, data BYTEA)")
        database.execute("INSERT INTO raw_cases VALUES (1, '')")
        count, begun, body = 0, time.perf_counter(), bytes(200)
        while time.perf_counter() - begun < seconds:
            count += 1
            with database.pipeline():
                database.execute("BEGIN")
                database.execute("UPDATE raw_cases SET state = %s WHERE no = 1", (body,))
                database.execute("INSERT INTO raw_entries VALUES (%s, %s)", (count, body))
                database.execute("COMMIT")
        return count / (time.perf_counter() - begun)


def size_of(engine, address):
    """Bytes on disk for each finished case, the journal, its indexes and shapes included."""
    cases = engine.reader().one("SELECT count(*) FROM cases WHERE status > 0")[0]
    if address.startswith("postgres"):
        whole = engine.reader().one("SELECT pg_database_size(current_database())")[0]
    else:
        engine.store.checkpoint("TRUNCATE")
        whole = os.path.getsize(address)
    return whole / max(1, cases)


PARKED = """
import sys, time, random
sys.path[:0] = [{source!r}]
from datetime import UTC, datetime
begun = time.perf_counter()
from guiju.journal.store import open_store
from guiju.run.engine import Engine
engine = Engine(open_store({address!r}), lambda: datetime.now(UTC), random.Random())
start = time.perf_counter() - begun
reader = engine.reader()
def best(ask):
    spent = []
    for _ in range(30):
        begun = time.perf_counter(); rows = ask(); spent.append(time.perf_counter() - begun)
        assert len(rows) == 100 or len(rows) == 50
    return sorted(spent)[len(spent) // 2]
due = best(lambda: reader.due((0,), 10**15, 100))
page = best(lambda: reader.tasks("", [reader.pools()[0][0]], 0, 50))
for number in range(1, 400):
    engine.record(f"parked-{{number * 1000}}")
print(start, due, page, int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) / 1024)
"""


def parked(folder, count):
    """A store with so many cases that wait: start-up, due timers, task page, memory."""
    address = str(folder / "parked.db")
    engine = engine_at(address)
    engine.start("order", memory.order(1), case="one", key="start")
    engine.do(CompleteJob(case="one", job=1, key="k", values={"stock_ok": True}))
    with engine.store.transaction((0,)) as transaction:
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n LIMIT {count})"
        for sql in (
            "INSERT INTO cases SELECT i, 'parked-' || i, standard, status, number, started, ended,"
            " state, variables FROM n, cases WHERE no = 1",
            "INSERT INTO tasks SELECT i, task, element, standard, pool, assignee, created + i, due,"
            " priority FROM n, tasks WHERE case_no = 1",
            "INSERT INTO timers SELECT 0, 1000000 * i, i, 9, 'wait' FROM n",
        ):
            transaction.ask(_with(numbers, sql))
    engine.store.checkpoint("TRUNCATE")
    live = os.path.getsize(address)
    engine.close()
    script = PARKED.format(source=str(HERE.parent / "src"), address=address)
    # As it is once installed: compiled to bytecode, which the first of two starts sees to.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True, text=True, check=True, env=environment,
        )  # fmt: skip
    start, due, page, rss = map(float, done.stdout.split())
    return {
        "parked_cases": count,
        "parked_rss_mb": round(rss, 1),
        "parked_start_s": round(start, 3),
        "due_100_ms": round(due * 1e3, 3),
        "task_page_ms": round(page * 1e3, 3),
        "parked_bytes_per_case": round(live / count),
    }


def _with(numbers, sql):
    """SQLite wants the common table behind INSERT INTO table."""
    head, _, rest = sql.partition(" SELECT ")
    return f"{head} {numbers} SELECT {rest}"


def measure(options, folder):
    """Everything, in turns."""
    address = options.db or str(folder / "cases.db")
    postgres = address.startswith("postgres")
    engine = engine_at(address)
    standard = compile_standard((HERE / "order.bpmn").read_bytes()).standard
    each = options.seconds / ROUNDS / 9
    found = {name: [] for name in ("elements", "spiff_elements", "raw", "steps", "group",
                                   "spiff_steps", "step_cpu", "group_cpu")}  # fmt: skip
    spent = []
    # A new write-ahead log grows; from its first checkpoint on it is written in place.
    clients(engine, CLIENTS, 3 * each, "warm")
    for round_ in range(ROUNDS):
        done, _, _, seconds = memory.ours(standard, each)
        found["elements"].append(done / seconds)
        other = memory.spiff(each)
        if other:
            found["spiff_elements"].append(other[0] / other[3])
        raw = raw_postgres(address, each) if postgres else raw_sqlite(folder, each)
        found["raw"].append(raw)
        rate, _, busy = clients(engine, 1, each, round_)
        found["steps"].append(rate)
        found["step_cpu"].append(busy)
        rate, times, busy = clients(engine, CLIENTS, 3 * each, round_)
        found["group"].append(rate)
        found["group_cpu"].append(busy)
        spent += times
        with tempfile.TemporaryDirectory() as other_folder:
            rate = peers.spiff_steps(Path(other_folder), each)
        if rate:
            found["spiff_steps"].append(rate)
    size = size_of(engine, address)
    engine.close()
    rates = {name: statistics.median(each) for name, each in found.items() if each}
    return rates, sorted(spent), size


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db")
    parser.add_argument("--seconds", type=float, default=34)
    parser.add_argument("--parked", type=int, default=200_000)
    parser.add_argument("--sync-us", type=int, default=0, help="a sync takes at least so long")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.sync_us:
        slow_disk.begin_again(options.sync_us)
    folder = Path(tempfile.mkdtemp(prefix="guiju-bench-"))
    try:
        rates, spent, size = measure(options, folder)
        dbos = peers.dbos_steps(folder, options.seconds / 12)
        found = {
            "elements_per_s": round(rates["elements"]),
            "spiff_elements_per_s": _round(rates.get("spiff_elements")),
            "steps_per_s": round(rates["steps"]),
            "spiff_steps_per_s": _round(rates.get("spiff_steps")),
            "dbos_steps_per_s": _round(dbos),
            "raw_commits_per_s": round(rates["raw"]),
            "group_commands_per_s": round(rates["group"]),
            "ack_p50_ms": round(spent[len(spent) // 2] * 1e3, 2),
            "ack_p99_ms": round(spent[int(len(spent) * 0.99)] * 1e3, 2),
            "ack_max_ms": round(spent[-1] * 1e3, 2),
            "step_cpu_us": round(rates["step_cpu"]),
            "group_cpu_us": round(rates["group_cpu"]),
            "bytes_per_case": round(size),
            "steps_to_raw": round(rates["steps"] / rates["raw"], 2),
            "group_to_raw": round(rates["group"] / rates["raw"], 2),
            "native": native.in_use(),
            **({"sync_us": options.sync_us} if options.sync_us else {}),
            "load": os.getloadavg()[0],
            **parked(folder, options.parked),
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(found) if options.json else json.dumps(found, indent=1))


def _round(value):
    return None if value is None else round(value)


if __name__ == "__main__":
    main()

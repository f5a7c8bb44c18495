"""The page of open tasks, with 100,000 of them: `python benchmarks/web.py [--tasks N]`.

The whole stack answers: sessions, policy, translation, template. The engine's tables are filled
directly, since what is measured is reading.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=60)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="guiju-bench-"))
    os.environ |= {
        "GUIJU_MODE": "test", "GUIJU_DB": str(folder / "guiju.db"), "GUIJU_FILES": str(folder),
        "DJANGO_SETTINGS_MODULE": "guiju.web.settings",
    }  # fmt: skip
    from guiju.web import serving

    serving.prepare()
    from tests.web.office import open_office

    from guiju.web import engine as of_pages

    office = open_office(str(folder / "guiju.db"))
    fill(office, arguments.tasks)
    with of_pages.use(office.engine):
        figures = {name: measure(office, who, address, arguments.requests)
                   for name, who, address in PAGES}  # fmt: skip
    print(json.dumps({"tasks": arguments.tasks, **figures}, indent=2))


PAGES = (
    ("list by due time", "dee", "/work/"),
    ("list by age", "dee", "/work/?sort=created"),
    ("list by priority", "dee", "/work/?sort=priority"),
    ("list, late ones", "dee", "/work/?due=late"),
    ("cases", "dee", "/cases/"),
    ("cases, all states", "otto", "/cases/?status="),
    ("cases, by name", "dee", "/cases/?text=B-99"),
    ("cases, by order number", "dee", "/cases/?text=SO-77000"),
    ("cases, name unknown", "dee", "/cases/?text=none"),
    ("today", "dee", "/"),
    ("one task", "dee", "/work/task/{task}"),
)


def fill(office: Any, tasks: int) -> None:
    """One real case, and as many copies of its row and task as are wanted."""
    from guiju.journal.store import shard_of_number
    from guiju.run.times import micros

    task = office.start("R-1")
    now = micros(office.clock())
    reader = office.engine.reader()
    row = reader.case("R-1")
    first = reader.tasks_of(row.no)[0]
    assert shard_of_number(row.no) == 0 and task
    import pysqlite3

    connection = pysqlite3.connect(os.environ["GUIJU_DB"])
    with connection:
        cases = ((row.no + n, f"B-{n}", *row[2:]) for n in range(1, tasks))
        connection.executemany("INSERT INTO cases VALUES (?,?,?,?,?,?,?,?,?)", cases)
        rows = (
            first._replace(case_no=row.no + n, created=now - n * 1000,
                           due=now + (n * 7919 % tasks - tasks // 2) * 1_000_000)
            for n in range(1, tasks)
        )  # fmt: skip
        connection.executemany("INSERT INTO tasks VALUES (?,?,?,?,?,?,?,?,?)", rows)
    connection.close()
    from guiju.web.cases.keys import digest
    from guiju.web.cases.models import Key

    numbers = (Key(digest=digest(f"SO-{n}"), case_no=row.no + n) for n in range(1, tasks))
    Key.objects.bulk_create(numbers, batch_size=10_000)


def measure(office: Any, who: str, address: str, requests: int) -> dict[str, float]:
    """Milliseconds of a page: median and 95th percentile, and of the processor alone."""
    client = office.client(who)
    address = address.replace("{task}", office.task("R-1"))
    assert client.get(address).status_code == 200
    taken, worked = [], []
    for _ in range(requests):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        assert answer.status_code == 200
    return {
        "median_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1),
        "cpu_median_ms": round(statistics.median(worked), 1),
        "cpu_p95_ms": round(statistics.quantiles(worked, n=20)[18], 1),
    }


if __name__ == "__main__":
    main()

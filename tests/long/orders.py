"""Plays the real orders on one store, each on the path of its state, and checks the whole journal.

python tests/long/orders.py [--first 0] [--count 5743] [--day 300] [--tell]
                            [--folder build/orders]

Orders come in by the day, so many of them; what is open is done, and the clock goes on a day, until
all cases have ended. Stopped and called again, it goes on where the store stands. At the end every
case is held against its standard, and every incident is told with its reason.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.packs import real_orders  # noqa: E402
from tests.packs.real_orders import Order  # noqa: E402

from guiju.journal.store import open_store  # noqa: E402
from guiju.packs import files_of  # noqa: E402
from guiju.run.times import moment  # noqa: E402
from guiju.scenarios import Stage  # noqa: E402
from guiju.scenarios.failure import Unmet  # noqa: E402
from guiju.scenarios.laws import deviating  # noqa: E402
from guiju.scenarios.play import with_parameters  # noqa: E402
from guiju.scenarios.stage import BEGIN, stage  # noqa: E402
from guiju.scenarios.verbs import play_step  # noqa: E402
from guiju.standard.pack import read_pack  # noqa: E402

DATA: Final = ROOT.parent / "shared" / "data" / "orders_dataco.csv.gz"
STEPS: Final = (
    "review", "review_manager", "held", "review_again", "release", "refund", "cause", "fulfil",
    "reship", "answered", "silent", "follow_up",
)  # fmt: skip
"""What a path is told by."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--day", type=int, default=300)
    parser.add_argument("--tell", action="store_true", help="play nothing, tell how it stands")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "orders")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    orders = real_orders.read_orders(DATA)[options.first : options.first + options.count]
    pack = read_pack(files_of("order-fulfilment"))[0]
    assert pack is not None
    pack = with_parameters(pack, real_orders.PARAMETERS)
    at, settings = _stands_at(options.folder), real_orders.settings(orders)
    begun = time.monotonic()
    with stage(pack, {}, at, random.Random(7), settings, options.folder) as made:
        if at == BEGIN:
            play_step(made, {"given": real_orders.world(orders)})
        if not options.tell:
            play(made, orders, options.day)
        spent = time.monotonic() - begun
        wrong = report(made, orders)
    print(f"{spent:.0f} s, {spent / max(1, len(orders)):.2f} s an order")
    return 1 if wrong else 0


def _stands_at(folder: Path) -> datetime:
    """The moment of the last entry of a store that is there already."""
    if not (folder / "scenario.db").exists():
        return BEGIN
    store = open_store(folder / "scenario.db")
    reader: Any = store.reader()
    last = reader.one("SELECT max(time) FROM entries")[0]
    store.close()
    return max(moment(last), BEGIN) if last else BEGIN


# -- playing ------------------------------------------------------------------------------------


def play(made: Stage, orders: Sequence[Order], day: int) -> None:
    """Take orders in by the day and work until every case has ended."""
    by_id = {order.id: order for order in orders}
    begun, known = time.monotonic(), _known(made)
    waiting = [order for order in orders if order.id not in known]
    for today in _batches(waiting, day):
        real_orders.take_in(made, today)
        _one_day(made, by_id, begun)
    idle = 0
    while _running(made):
        idle = 0 if _one_day(made, by_id, begun) else idle + 1
        assert idle < 30, f"nothing goes on: {_running(made)} cases are open"


def _batches(orders: Sequence[Order], day: int) -> Iterator[Sequence[Order]]:
    return (orders[first : first + day] for first in range(0, len(orders), day))


def _one_day(made: Stage, orders: Mapping[str, Order], begun: float) -> int:
    done = real_orders.work(made, orders)
    _show(made, len(orders), begun)
    made.jump(made.clock.now + timedelta(days=1))
    return done


def _known(made: Stage) -> set[str]:
    reader: Any = made.engine.reader()
    prefix = real_orders.CASE
    rows = reader.ask("SELECT id FROM cases WHERE id LIKE ?", (f"{prefix}%",))
    return {row[0].removeprefix(prefix) for row in rows}


def _running(made: Stage) -> int:
    reader: Any = made.engine.reader()
    return int(reader.one("SELECT count(*) FROM cases WHERE status = 0")[0])


def _show(made: Stage, total: int, begun: float) -> None:
    reader: Any = made.engine.reader()
    sql = "SELECT count(*) FROM cases WHERE status = 1 AND id LIKE ?"
    ended = reader.one(sql, (f"{real_orders.CASE}%",))[0]
    bar = "#" * (40 * ended // max(1, total))
    line = f"{made.clock.now:%Y-%m-%d} [{bar:<40}] {ended}/{total} {time.monotonic() - begun:.0f} s"
    print(f"\r{line}", end="" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


# -- telling ------------------------------------------------------------------------------------


def report(made: Stage, orders: Sequence[Order]) -> int:
    """Say what came of the orders; returns how much is wrong."""
    lines = sum(len(order.values["lines"]) for order in orders)
    ended = [order for order in orders if made.status(real_orders.CASE + order.id) == "completed"]
    print(
        f"{len(orders)} orders, {lines} lines, {len(made.cases())} cases of all processes;"
        f" {len(ended)} orders, {sum(len(o.values['lines']) for o in ended)} lines came to their end"
    )
    for (status, path), number in sorted(_paths(made, ended).items()):
        print(f"  {number:5}  {status:<16} {path}")
    incidents, deviations = _incidents(made), _deviations(made)
    for (code, element, said), number in incidents.items():
        print(f"incident, {number} times: {code} at {element}: {said}")
    for said in deviations:
        print(f"deviation: {said}")
    open_ = _running(made)
    print(f"{incidents.total()} incidents, {len(deviations)} deviations, {open_} cases still open")
    return incidents.total() + len(deviations) + open_


def _paths(made: Stage, orders: Sequence[Order]) -> Counter[tuple[str, str]]:
    """How many orders of each state went which way."""
    found: Counter[tuple[str, str]] = Counter()
    for order in orders:
        passed = [
            element
            for entry in made.engine.entries(real_orders.CASE + order.id)
            for what, element, _ in entry.path
            if what in ("completed", "caught") and element in STEPS
        ]
        found[order.status, " > ".join(passed)] += 1
    return found


def _incidents(made: Stage) -> Counter[tuple[str, str, str]]:
    reader: Any = made.engine.reader()
    found: Counter[tuple[str, str, str]] = Counter()
    for (case,) in reader.ask(
        "SELECT DISTINCT c.id FROM incidents i JOIN cases c ON c.no = i.case_no"
    ):
        for one in made.record(case).state.incidents.values():
            found[one.code, str(one.element), one.template.format_map(dict(one.values))] += 1
    return found


def _deviations(made: Stage) -> list[str]:
    """What the checker says of every case that has ended, some hundred at a time."""
    cases, said = made.cases(), []
    for first in range(0, len(cases), 500):
        try:
            deviating(made.engine, cases[first : first + 500])
        except Unmet as wrong:
            said.append(str(wrong))
    return said


if __name__ == "__main__":
    raise SystemExit(main())

"""Fifty people at work through the API: `python benchmarks/web_load.py [--users N] [--seconds S]`.

A real `guiju serve` answers over HTTP, each person with a token of their own and every command with
an idempotency key: start a refund, take its first task, hand it in. An answer that is 200 or 201 is
on disk. The clients are one small event loop, so that most of the machine is the server's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
FILLED = {"values": {"amount": 20, "reason": "broken"}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--db", default="", help="postgresql://...; a new SQLite file otherwise")
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.users, arguments.seconds, arguments.db), indent=2))


def measure(users: int, seconds: float, database: str = "") -> dict[str, Any]:
    """Commands a second, and how long an answer took, in milliseconds."""
    folder = Path(tempfile.mkdtemp(prefix="guiju-bench-"))
    database = database or str(folder / "guiju.db")
    tokens = prepare(database, folder, users)
    port = free_port()
    server = serve(database, folder, port)
    try:
        wait_for(port)
        asyncio.run(drive(port, tokens[:4], 2.0))
        busy = processor_time(server.pid)
        taken = asyncio.run(drive(port, tokens, seconds))
        busy = processor_time(server.pid) - busy
    finally:
        server.terminate()
        server.wait(20)
    return {
        "users": users,
        "commands": len(taken),
        "commands_per_s": round(len(taken) / seconds, 1),
        "server_cpu_ms_per_command": round(busy / len(taken) * 1000, 2),
        "p50_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[18], 1),
        "max_ms": round(max(taken), 1),
    }


def prepare(database: str, folder: Path, users: int) -> list[str]:
    """An office whose people have tokens."""
    os.environ |= {
        "GUIJU_MODE": "test", "GUIJU_DB": database, "GUIJU_FILES": str(folder),
        "DJANGO_SETTINGS_MODULE": "guiju.web.settings",
    }  # fmt: skip
    from guiju.web import serving

    serving.prepare()
    from tests.web.office import open_office

    office = open_office(database)
    from guiju.systems.directory.models import Person
    from guiju.web.administration import tokens

    made = []
    for number in range(users):
        person = f"clerk{number}"
        Person.objects.create(code=person, name=person, department="shop", roles=["desk"])
        _row, text = tokens.make("bench", person, ["tasks", "cases"], 0, "ada", office.clock())
        made.append(text)
    office.engine.close()
    return made


def serve(database: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "guiju", "serve", "--plain-http", "--port", str(port)]
    told = {key: value for key, value in os.environ.items() if not key.startswith("GUIJU_")}
    told |= {"GUIJU_FILES": str(folder)}
    return subprocess.Popen([*command, "--db", database], env=told, stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/public/certificate/", timeout=5)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not come up")


def processor_time(parent: int) -> float:
    """Seconds of the processor that a process and its children have had."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if parent in (int(stat.parent.name), int(fields[1])):
            total += int(fields[11]) + int(fields[12])
    return total / ticks


async def drive(port: int, tokens: Sequence[str], seconds: float) -> list[float]:
    """Let everybody work at once; milliseconds of each command."""
    until = time.monotonic() + seconds
    told = await asyncio.gather(*(work(port, token, until) for token in tokens))
    return [each for one in told for each in one]


async def work(port: int, token: str, until: float) -> list[float]:
    """One person: start, take, hand in, again and again on a kept connection."""
    line = await asyncio.open_connection("127.0.0.1", port)
    taken: list[float] = []
    number, run = 0, f"{token[-8:]}-{time.time_ns()}"
    task = ""
    while time.monotonic() < until:
        number += 1
        case = f"refund-{run}-{number}"
        steps = [("cases", {"process": "refund", "values": {}, "case": case})]
        if not task:
            await call(line, token, "POST", *steps.pop(), f"{case}-0")
            told = await call(line, token, "GET", f"cases/{case}", None, "")
            task = told["tasks"][0].rpartition(":")[2]
        steps += [(f"tasks/{case}:{task}/claim", {}), (f"tasks/{case}:{task}/complete", FILLED)]
        for step, (path, body) in enumerate(steps, 1):
            begun = time.perf_counter()
            await call(line, token, "POST", path, body, f"{case}-{step}")
            taken.append((time.perf_counter() - begun) * 1000)
    line[1].close()
    return taken


async def call(
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    token: str, method: str, path: str, body: Any, key: str,
) -> Any:  # fmt: skip
    """One request; anything but an answer that is on disk ends the measurement."""
    reader, writer = line
    data = b"" if body is None else json.dumps(body).encode()
    head = [
        f"{method} /api/v1/{path} HTTP/1.1", "Host: localhost", f"Authorization: Bearer {token}",
        f"Content-Length: {len(data)}", "Content-Type: application/json",
        *([f"Idempotency-Key: {key}"] if key else []),
    ]  # fmt: skip
    writer.write("\r\n".join([*head, "", ""]).encode() + data)
    told = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(told.partition("content-length:")[2].split("\r\n")[0])
    answer = await reader.readexactly(length)
    if told.split()[1] not in ("200", "201"):
        raise SystemExit(f"{method} {path}: {told.splitlines()[0]} {answer[:300]!r}")
    return json.loads(answer)


if __name__ == "__main__":
    main()

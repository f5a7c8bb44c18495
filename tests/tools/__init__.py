"""Programs that only tests need, each in an environment of its own, pinned by hashes.

They are never imported: they are started, and spoken to over the network. Their licences (an ERP
under the GPL among them) touch nothing that is shipped.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
HOME = Path(sys.prefix) / "tools"


@functools.cache
def environment(name: str) -> Path:
    """The folder of programs of `NAME.txt`; the test is skipped where it cannot be installed."""
    requirements = HERE / f"{name}.txt"
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    home = HOME / f"{name}-{digest}"
    with one_at_a_time(name):
        if not (home / "ready").exists():
            shutil.rmtree(home, ignore_errors=True)
            _install(home, requirements)
            (home / "ready").touch()
    return home / "bin"


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Held by one process of the test run at a time."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(home: Path, requirements: Path) -> None:
    pinned = ["--require-hashes", "-r", str(requirements)]
    uv = shutil.which("uv")
    if uv:
        commands = [
            [uv, "venv", "-q", "--python", sys.executable, str(home)],
            [uv, "pip", "install", "-q", "--python", str(home / "bin" / "python"), *pinned],
        ]
    else:
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-q"]
        commands = [
            [sys.executable, "-m", "venv", str(home)],
            [*pip, "--disable-pip-version-check", *pinned],
        ]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, timeout=280)
        if done.returncode:
            pytest.skip(f"{requirements.name} cannot be installed: {done.stderr.strip()[-200:]}")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until a program listens."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"it ended with {process.returncode}"
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nothing listens at {port} after {seconds} s")


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a program that a test has started."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)

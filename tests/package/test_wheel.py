"""A wheel that is built from a clean copy holds what the house needs, and runs where it is put."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = (
    "src",
    "frontend",
    "examples",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "NOTICE",
)
MADE = ("node_modules", "build/cache", "built", "__pycache__", "*.mo")
NEEDED = (
    "guiju/web/static/guiju/built/modeler.js", "guiju/web/static/guiju/built/viewer.js",
    "guiju/web/static/guiju/built/LICENCES.txt", "guiju/web/standards/manual.typ",
    "guiju/packs/order-fulfilment/pack.yaml", "guiju/packs/stock/i18n/zh-Hant.yaml",
    "guiju/examples/incidents/incidents.bpmn", "guiju/examples/incidents/standard.zh-Hant.md",
)  # fmt: skip
KINDS = {".sql": 4, ".mo": 6, ".html": 40, ".bpmn": 8, ".dmn": 4}
"""So many files of each kind at least."""

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The wheel of what git would hand over: nothing that was built before is in the copy."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        here = ROOT / part
        if here.is_dir():
            shutil.copytree(here, copy / part, ignore=shutil.ignore_patterns(*MADE))
        else:
            shutil.copy(here, copy / part)
    done(sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", str(out), str(copy))
    (made,) = out.glob("guiju-*.whl")
    yield made


def done(*command: str, where: Path | None = None) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, cwd=where, check=False)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout


def test_a_wheel_holds_scripts_catalogues_packs_and_sql(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert set(NEEDED) - names == set()
    counts = {kind: sum(each.endswith(kind) for each in names) for kind in KINDS}
    assert {kind for kind, least in KINDS.items() if counts[kind] < least} == set(), counts


def test_an_installed_wheel_shows_its_demonstration(wheel: Path, tmp_path: Path) -> None:
    done(sys.executable, "-m", "venv", str(tmp_path / "venv"))
    bin_ = tmp_path / "venv" / "bin"
    locked = str(ROOT / "requirements" / "run.txt")
    done(str(bin_ / "pip"), "install", "-q", "--require-hashes", "-r", locked)
    done(str(bin_ / "pip"), "install", "-q", "--no-deps", str(wheel))
    said = done(str(bin_ / "guiju"), "demo", "--terminal", "--language", "zh-Hant", where=tmp_path)
    assert "INC-1.1" in said and "事件必須先登記" in said and "./guiju" not in said

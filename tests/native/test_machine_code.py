"""The hot modules as machine code: found only in the form of their sources, equal to them."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guiju import native
from guiju.native import build

ROOT = Path(__file__).resolve().parents[2]

ON_BOTH_FORMS = ["tests/run", "tests/store", "tests/laws", "tests/golden", "tests/steps"]


def test_every_module_is_there_and_none_is_a_package():
    """A pattern that finds nothing would quietly compile less."""
    for pattern in native.MODULES:
        assert list(native.ROOT.glob(pattern)), pattern
    assert all(path.name != "__init__.py" for path in native.sources())


def test_a_changed_source_is_found_under_another_digest(monkeypatch, tmp_path):
    source = tmp_path / "desk.py"
    source.write_text("one = 1\n")
    monkeypatch.setattr(native, "sources", lambda: [source])
    before = native.digest()
    source.write_text("one = 2\n")
    assert native.digest() != before


def test_nothing_is_used_where_it_is_not_wanted(monkeypatch, tmp_path):
    monkeypatch.setattr(native, "BUILT", tmp_path)
    (tmp_path / native.digest()).mkdir()
    monkeypatch.setattr(native, "WANTED", str(tmp_path))
    assert native.folder() == tmp_path / native.digest()
    monkeypatch.setattr(native, "WANTED", "0")
    assert native.folder() is None


def test_only_what_was_built_is_found():
    finder = native.Finder({"guiju.run.desk": Path("/nowhere/desk.so")})
    spec = finder.find_spec("guiju.run.desk", None)
    assert spec is not None and spec.origin == "/nowhere/desk.so"
    assert finder.find_spec("guiju.run.engine", None) is None


def test_the_files_of_a_build_are_named_as_their_modules(tmp_path):
    suffix = importlib.machinery.EXTENSION_SUFFIXES[0]
    (tmp_path / "guiju" / "run").mkdir(parents=True)
    shim = tmp_path / "guiju" / "run" / f"desk{suffix}"
    group = tmp_path / f"ab__mypyc{suffix}"
    shim.touch()
    group.touch()
    assert native.files(tmp_path) == {"guiju.run.desk": shim, "ab__mypyc": group}


def test_without_a_compiler_it_says_what_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("CC", raising=False)
    assert build.missing() == "a C compiler (Debian: gcc)"
    with pytest.raises(build.NotBuilt, match="expected a C compiler"):
        build.build()


def test_without_the_headers_it_says_so_before_anything_is_translated(monkeypatch, tmp_path):
    if build.missing() and "compiler" in build.missing():
        pytest.skip(f"{build.missing()} is not on this machine")
    monkeypatch.setattr(build.sysconfig, "get_path", lambda name: str(tmp_path))
    assert build.missing() == "Python's headers (Debian: python3-dev)"


@pytest.mark.timeout(1200)
def test_the_engines_tests_pass_on_machine_code_too(tmp_path):
    """Builds for real, and proves first that what then runs is what was built."""
    if build.missing():
        pytest.skip(f"{build.missing()} is not on this machine")
    environment = {**os.environ, "GUIJU_NATIVE": str(tmp_path), "PYTHONPATH": ""}
    environment.pop("PYTEST_XDIST_WORKER", None)

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
        return done.stdout

    run("-m", "guiju", "native")
    asked = "import guiju.run.desk as d, guiju.run.lanes as l; print(d.__file__, l.__file__)"
    found = run("-c", asked).split()
    assert all(each.startswith(str(tmp_path)) and not each.endswith(".py") for each in found)
    told = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *ON_BOTH_FORMS)
    assert " passed" in told and " failed" not in told

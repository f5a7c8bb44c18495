"""Every valid file at hand is read without an error."""

from pathlib import Path

from guiju.standard import bpmn


def test_every_shared_file_is_read_without_an_error(shared: Path) -> None:
    files = sorted(shared.rglob("*.bpmn"))
    assert files
    for file in files:
        found = bpmn.read(file.read_bytes())
        errors = [str(problem) for problem in found.problems if problem.severity == "error"]
        assert not errors, file
        assert found.definitions is not None
        assert found.definitions.processes

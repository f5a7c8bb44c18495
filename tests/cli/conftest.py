from pathlib import Path

import pytest

from tests.cli.terminal import FLOW, Terminal


@pytest.fixture
def guiju(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("GUIJU_DEBUG", raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    return Terminal(capsys, tmp_path)


@pytest.fixture
def flow(guiju: Terminal) -> Path:
    """A small model: weigh, then lift what is heavy."""
    return guiju.file("flow.bpmn", FLOW)

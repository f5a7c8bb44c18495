"""What many tests need: where the shared data lies, and one profile for hypothesis."""

import os
from pathlib import Path

# Tests read and patch the modules as they are written; tests/native runs the other form.
os.environ.setdefault("GUIJU_NATIVE", "0")

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no shared data beside the checkout")
    return SHARED

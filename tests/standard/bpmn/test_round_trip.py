"""What is written reads as the same definitions."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from guiju.standard import bpmn
from guiju.standard.model.definitions import Definitions
from tests.strategies import definitions

from .right_models import RIGHT


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(definitions())
def test_generated_definitions_come_back(told: Definitions) -> None:
    found = bpmn.read(bpmn.write(told))
    assert [str(p) for p in found.problems if p.severity == "error"] == []
    assert found.definitions == told


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_right_model_comes_back(name: str) -> None:
    told = bpmn.read(RIGHT[name].encode()).definitions
    assert told is not None
    assert bpmn.read(bpmn.write(told)).definitions == told


def test_every_shared_file_comes_back(shared: Path) -> None:
    for file in sorted(shared.rglob("*.bpmn")):
        told = bpmn.read(file.read_bytes()).definitions
        assert told is not None
        assert bpmn.read(bpmn.write(told)).definitions == told, file


def test_flows_are_listed_where_the_source_did_not() -> None:
    told = bpmn.read(RIGHT["choice"].encode()).definitions
    assert told is not None
    assert bpmn.read(bpmn.write(told)).problems == ()

"""The shared BPMN execution cases: what once passed goes on passing."""

import json

import pytest

from tests.conformance import bpmn_cases


def test_no_run_that_passed_fails_now(shared):
    if not bpmn_cases.CASES.is_dir():
        pytest.skip("no shared BPMN cases beside the checkout")
    committed = json.loads(bpmn_cases.RESULTS.read_text())
    found = bpmn_cases.results()
    assert set(found["failing"]) <= set(committed["failing"])
    assert found["passed"] >= committed["passed"]

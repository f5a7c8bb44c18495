"""Schemathesis over the whole API: no server error, no answer the document does not tell of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.office import Office

schemathesis = pytest.importorskip("schemathesis")
EXAMPLES = 3


def test_whatever_is_sent_no_answer_is_a_server_error_or_undocumented(
    office: Office, call: Any
) -> None:
    from hypothesis import HealthCheck, given, settings
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    from guiju.web.administration import tokens
    from guiju.web.wsgi import application

    office.written()
    _, text = tokens.make("fuzz", "ada", list(tokens.SCOPES), 30, "ed", office.clock())
    headers = {"Authorization": f"Bearer {text}", "Host": "localhost"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    checks = [
        schemathesis.checks.not_a_server_error, status_code_conformance,
        content_type_conformance, response_schema_conformance,
    ]  # fmt: skip
    counted = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.endswith("/stream") or operation.path.endswith("/jobs/fetch"):
            continue  # These wait.

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def sends(case: Any) -> None:
            nonlocal counted
            counted += 1
            if isinstance(case.query, dict) and "wait_seconds" in case.query:
                case.query["wait_seconds"] = 0
            case.call_and_validate(headers=headers, checks=checks)

        sends()
    assert counted > 50

"""An office with a case of one's own house and one that is foreign to most."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.api.conftest import Caller
from tests.web.office import Office
from tests.web.pages.conftest import furnished, office, pytest_collection_modifyitems, tables

__all__ = ["furnished", "office", "pytest_collection_modifyitems", "tables"]

VAULT = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:gj="https://guiju.org/schema/2026" id="d" targetNamespace="t"><process id="vault" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="u"/><userTask id="u" gj:role="vault"/><sequenceFlow id="f2" sourceRef="u" targetRef="e"/><endEvent id="e"/></process></definitions>"""


@pytest.fixture
def call(office: Office) -> Any:
    from guiju.web.administration import tokens

    def made(person: str, *scopes: str) -> Caller:
        _, text = tokens.make("test", person, scopes or [*tokens.SCOPES], 30, "ed", office.clock())
        return Caller(text)

    return made


@pytest.fixture
def foreign(office: Office) -> str:
    """A case that only the role `vault` works in, beside R-1; returns its task."""
    deployed, problems = office.engine.deploy(VAULT)
    assert deployed is not None, problems
    office.engine.start("vault", {"secret": "sesame"}, "S-1")
    return office.task("S-1")

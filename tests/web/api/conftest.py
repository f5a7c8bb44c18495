"""A program with a token, over an office of its own for every test."""

from __future__ import annotations

from tests.web.calling import Caller, call
from tests.web.pages.conftest import furnished, office, pytest_collection_modifyitems, tables

__all__ = ["Caller", "call", "furnished", "office", "pytest_collection_modifyitems", "tables"]

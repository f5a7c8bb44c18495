"""Columns that the systems share."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.db import models

from guiju.run.outside.exact import write_json


class ExactJSON(models.TextField):  # type: ignore[type-arg]
    """JSON in a text column, the same on every database, with decimals as they were written."""

    def from_db_value(self, value: str | None, *_: object) -> Any:
        """What the column holds, as values."""
        return None if value is None else json.loads(value, parse_float=Decimal)

    def get_prep_value(self, value: Any) -> str | None:
        """The text that is kept."""
        return None if value is None else write_json(value)

    def to_python(self, value: Any) -> Any:
        """Values stay as they are."""
        return value

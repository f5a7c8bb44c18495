"""The forms of a pack as data."""

from __future__ import annotations

import json
from typing import Any

from guiju.standard.pack.model import Pack


def form_data(pack: Pack) -> dict[str, Any]:
    """The forms as data; those that are no JSON are left out (reading a form tells them)."""
    found = {}
    for id_, data in pack.forms.items():
        try:
            found[id_] = json.loads(data)
        except (ValueError, RecursionError):
            continue
    return found

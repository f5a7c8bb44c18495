"""The mappings that are shipped; each is a file beside this one (docs/systems/erp-mappings.md)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import yaml


def _read() -> dict[str, Mapping[str, Any]]:
    found = sorted(files(__name__).iterdir(), key=lambda each: each.name)
    return {
        each.name.removesuffix(".yaml"): yaml.safe_load(each.read_text("utf-8"))
        for each in found
        if each.name.endswith(".yaml")
    }


MAPPINGS: Final[Mapping[str, Mapping[str, Any]]] = _read()

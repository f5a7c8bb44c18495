"""The library's front door: load a standard, play it, check a log against it, ask a decision."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from guiju.run import Played, play
from guiju.standard import Loaded, Problem, Standard, compile_standard

Source = str | os.PathLike[str] | bytes


def load(model: Source) -> Loaded:
    """Read and compile a BPMN file, with the DMN files beside it.

    Args:
        model: path of a BPMN 2.0 XML file, or its bytes.

    Returns:
        `Loaded(standard, problems)`; never raises for a bad model or an unreadable file.
    """
    if isinstance(model, bytes):
        return compile_standard(model)
    path = Path(model)
    try:
        data = path.read_bytes()
        tables = {
            each.name: each.read_bytes()
            for each in (sorted(path.parent.glob("*.dmn")) if b"businessRuleTask" in data else ())
        }
    except OSError as error:
        template = "Expected a file that can be read at {path}, but: {reason}."
        values = {"path": str(path), "reason": error.strerror or str(error)}
        return Loaded(None, (Problem("file-unreadable", template, None, values),))
    return compile_standard(data, tables)


__all__ = ["Any", "Loaded", "Played", "Problem", "Standard", "load", "play"]

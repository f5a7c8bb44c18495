"""Scripts that nobody outside runs: FEEL, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from guiju.standard import Problem, feel
from guiju.standard.model.definitions import Task


class ScriptFailure(Exception):
    """A script that could not be run; its text says why."""


def feel_script(node: Task, variables: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    """Evaluate a script as FEEL.

    Returns:
        Variables to set: the result under the name the task gives it, or a context's entries.

    Raises:
        ScriptFailure: the script is not FEEL.
    """
    text = (node.script or "").strip()
    if not text:
        return {}
    compiled = feel.compile_expression(text)
    if isinstance(compiled, Problem):
        raise ScriptFailure(f"expected a FEEL script, or a hook for {node.script_format}: {text}")
    value = compiled.evaluate(variables, now=now).value
    if node.extras.result:
        return {node.extras.result: value}
    return value if isinstance(value, dict) else {}

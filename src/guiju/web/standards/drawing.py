"""A model that was written without a drawing gets one, so that the browser can show it."""

from __future__ import annotations

from functools import lru_cache

from guiju.standard import bpmn
from guiju.standard.layout import layout, to_bpmndi


@lru_cache(maxsize=64)
def drawn(text: str) -> str:
    """The model with a drawing: its own where it has one, else one that is laid out."""
    if "BPMNDiagram" in text:
        return text
    definitions = bpmn.read(text.encode()).definitions
    end = text.rfind("</")
    if definitions is None or end < 0:
        return text
    return f"{text[:end]}{to_bpmndi(layout(definitions))}{text[end:]}"

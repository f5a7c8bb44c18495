"""The namespaces a BPMN file may speak in, and what we make of each."""

from __future__ import annotations

import re

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
OURS = "https://guiju.org/schema/2026"
CAMUNDA = (
    "http://camunda.org/schema/1.0/bpmn",
    "http://operaton.org/schema/1.0/bpmn",
    "http://activiti.org/bpmn",
    "http://flowable.org/bpmn",
)
ZEEBE = "http://camunda.org/schema/zeebe/1.0"
MODELER = "http://camunda.org/schema/modeler/1.0"

# A file in one of these is made for an engine that finds processes and forms by key at run time.
VENDORS = frozenset((*CAMUNDA, ZEEBE, MODELER, OURS))

_OF_ALL = re.compile(
    r"https?://(www|schema)\.(omg|w3)\.org/.*|https?://schemas\.xmlsoap\.org/.*|xsd", re.IGNORECASE
)
_OTHER_VERSION = re.compile(r"https?://(www|schema)\.omg\.org/(spec/)?bpmn[^ ]*", re.IGNORECASE)


def of_a_tool(uri: str) -> bool:
    """True for a namespace that no standard defines: that of a tool."""
    return _OF_ALL.fullmatch(uri) is None


def is_bpmn_of_another_version(uri: str) -> bool:
    """True for a BPMN namespace of a draft or of a later version."""
    return uri not in (BPMN, BPMNDI) and _OTHER_VERSION.fullmatch(uri) is not None

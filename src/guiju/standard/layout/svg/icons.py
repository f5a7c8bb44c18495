"""The signs inside tasks, events and gateways, drawn in a box of 24 by 24 around 0, 0.

What they show is told in the tables of BPMN 2.0.2 (chapters 7 and 10); the strokes are our own.
"""

from __future__ import annotations

from guiju.standard.layout.svg.paper import number, tag

_TASKS = {
    "userTask": "M-4 -4a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M-9 10v-3q0 -5 5 -6h8q5 1 5 6v3z",
    "manualTask": "M-10 -2q0 -3 4 -4l5 -2q3 0 1 3h8q2.5 0 2.5 2t-2.5 2h-3h2q2 0 2 2t-2 2h-2h1"
    "q2 0 2 2t-2 2h-2q2 0 1.5 1.5t-2 1.5h-8q-4.5 -1 -4.5 -4z",
    "serviceTask": "M-2 -10h4l.6 2.7l2.5 1l2.3 -1.5l2.8 2.8l-1.5 2.3l1 2.5"
    "l2.7 .6v0l-0 3.6l-2.7 .6l-1 2.5l1.5 2.3l-2.8 2.8l-2.3 -1.5l-2.5 1"
    "l-.6 2.3h-4l-.6 -2.3l-2.5 -1l-2.3 1.5l-2.8 -2.8l1.5 -2.3l-1 -2.5"
    "l-2.7 -.6v-3.6l2.7 -.6l1 -2.5l-1.5 -2.3l2.8 -2.8l2.3 1.5l2.5 -1z"
    "M-3.5 2.2a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0",
    "scriptTask": "M-4 -10h12q-5 4 -2 9t-2 11h-12q5 -5 2 -10t2 -10zM-3 -5.5h7M-3 -1.5h7"
    "M-1.5 2.5h6.5M-2.5 6.5h7",
    "businessRuleTask": "M-10 -8h20v16h-20zM-10 -3.5h20M-10 2h20M-4 -3.5v11.5",
    "receiveTask": "M-10 -7h20v14h-20zM-10 -7l10 8l10 -8",
}
_EVENTS = {
    "message": "M-9 -6.5h18v13h-18zM-9 -6.5l9 7l9 -7",
    "timer": "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M0 -10v2.5M10 0h-2.5M0 10v-2.5"
    "M-10 0h2.5M0 0l1.5 -6M0 0l5.5 1.5",
    "error": "M-9 9l5 -17l6.5 8.5l6 -10l-5.5 18.5l-6.5 -8.5z",
    "escalation": "M0 -9l7 17l-7 -6.5l-7 6.5z",
    "cancel": "M-6 -9l6 6l6 -6l3 3l-6 6l6 6l-3 3l-6 -6l-6 6l-3 -3l6 -6l-6 -6z",
    "compensate": "M-10 0l9 -7v14zM-1 0l9 -7v14z",
    "signal": "M0 -9l9 15h-18z",
    "conditional": "M-7 -9h14v18h-14zM-4.5 -5h9M-4.5 -1.7h9M-4.5 1.7h9M-4.5 5h9",
    "link": "M-9 -3.5h10v-4.5l9 8l-9 8v-4.5h-10z",
    "multiple": "M0 -9l9 6.5l-3.5 10.5h-11l-3.5 -10.5z",
    "parallel": "M-3 -9h6v6h6v6h-6v6h-6v-6h-6v-6h6z",
}
_GATEWAYS = {
    "exclusiveGateway": "M-7 -9l14 18M7 -9l-14 18",
    "parallelGateway": "M0 -12v24M-12 0h24",
    "complexGateway": "M0 -12v24M-12 0h24M-8.5 -8.5l17 17M8.5 -8.5l-17 17",
}
_MARKERS = {
    "loop": "M-2 5.5a6 6 0 1 1 4 0M-2 5.5l-3.5 -.5M-2 5.5l.5 -3.5",
    "parallel": "M-4 -6v12M0 -6v12M4 -6v12",
    "sequential": "M-6 -4h12M-6 0h12M-6 4h12",
    "compensation": "M-7 0l6 -5v10zM-1 0l6 -5v10z",
    "adhoc": "M-7 2q3.5 -6 7 -2t7 -2",
    "collapsed": "M-6.5 -6.5h13v13h-13zM0 -4v8M-4 0h8",
}


def task_icon(kind: str, x: float, y: float) -> str:
    """The sign of a kind of task; "" for a plain one."""
    if kind == "sendTask":
        return _drawn(_TASKS["receiveTask"], x, y, 0.75, "gj-icon gj-full")
    return _drawn(_TASKS[kind], x, y, 0.75, "gj-icon") if kind in _TASKS else ""


def event_icon(kind: str, throws: bool, x: float, y: float) -> str:
    """The sign of an event definition, filled where the event throws."""
    if kind == "terminate":
        return tag("circle", cx=x, cy=y, r=10.0, class_="gj-full gj-icon")
    full = " gj-full" if throws and kind != "timer" else ""
    return _drawn(_EVENTS[kind], x, y, 0.92, f"gj-icon{full}") if kind in _EVENTS else ""


def gateway_icon(kind: str, parallel: bool, x: float, y: float) -> str:
    """The sign of a gateway."""
    if kind == "inclusiveGateway":
        return tag("circle", cx=x, cy=y, r=11.5, class_="gj-icon gj-bold")
    if kind == "eventBasedGateway":
        rings = "".join(tag("circle", cx=x, cy=y, r=r, class_="gj-icon") for r in (14.5, 11.5))
        inside = "parallel" if parallel else "multiple"
        return rings + _drawn(_EVENTS[inside], x, y, 0.72, "gj-icon")
    return _drawn(_GATEWAYS.get(kind, ""), x, y, 1.0, "gj-icon gj-bold")


def marker(name: str, x: float, y: float) -> str:
    """A sign at the lower side of an activity."""
    return _drawn(_MARKERS[name], x, y, 1.0, "gj-icon")


def _drawn(path: str, x: float, y: float, scale: float, class_: str) -> str:
    if not path:
        return ""
    move = f"translate({number(x)} {number(y)}) scale({scale})"
    return tag("path", d=path, transform=move, class_=class_)

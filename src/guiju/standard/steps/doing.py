"""What an activity does once it is open, kind by kind (BPMN 2.0.2, 10.3.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from guiju.standard.model.definitions import Task
from guiju.standard.steps.activities import finish, needs_met
from guiju.standard.steps.program import KIND, Place
from guiju.standard.steps.state import WAIT
from guiju.standard.steps.sub_processes import do_ad_hoc, do_call, do_sub_process
from guiju.standard.steps.turn import Sent, Stuck, Turn
from guiju.standard.steps.values import plain
from guiju.standard.steps.waits import listen


def do_nothing(turn: Turn, place: Place, iid: int) -> None:
    """A none or manual task: no system has a part in it, so it passes by itself."""
    if _ready(turn, place, iid) and not turn.open:
        finish(turn, iid)


def do_work(turn: Turn, place: Place, iid: int) -> None:
    """A user or service task stays open until somebody outside has done it."""
    _ready(turn, place, iid)


def _ready(turn: Turn, place: Place, iid: int) -> bool:
    """Whether the data the activity needs is there; else it waits for it (10.4.2)."""
    if place.needs and not needs_met(turn, place, iid):
        live = turn.state.live
        live[iid] = live[iid]._replace(phase=WAIT, data=("needs",))
        return False
    return True


def do_script(turn: Turn, place: Place, iid: int) -> None:
    """A FEEL script is evaluated here; one of another language is work for a hook outside."""
    if not _ready(turn, place, iid) or turn.open or place.script is None:
        return
    value = turn.ask(place.script, iid, "any")
    finish(turn, iid, named_result(place, value))


def named_result(place: Place, value: Any) -> Mapping[str, Any]:
    """Where a result goes: to the variable that is named for it, or each entry to its own."""
    name = place.node.extras.result
    if name:
        return {name: value}
    return value if isinstance(value, dict) else {}


def do_rule(turn: Turn, place: Place, iid: int) -> None:
    """A business rule task asks its decision; without one it is work for a job."""
    if not _ready(turn, place, iid) or turn.open:
        return
    decide = turn.standard.decisions.get(place.node.extras.decision or "")
    if decide is None:
        return
    value = turn.note(lambda: plain(decide(turn.seen(iid), turn.now)))
    finish(turn, iid, named_result(place, value))


def do_send(turn: Turn, place: Place, iid: int) -> None:
    """A send task throws its message once other tokens rest, or is work for a job."""
    if not _ready(turn, place, iid) or turn.open or place.node.extras.job:
        return
    turn.late.append((_send, place, turn.state.live[iid].owner, iid))


def _send(turn: Turn, place: Place, scope: int, iid: int) -> None:
    if iid not in turn.state.live:
        return
    node = place.node
    assert isinstance(node, Task)
    payload = {name: turn.variables(iid).get(name) for name in place.local_names}
    turn.sent.append(Sent("message", node.message_name or node.message, place.id, None, payload))
    finish(turn, iid)


def do_receive(turn: Turn, place: Place, iid: int) -> None:
    """A receive task waits for its message."""
    if not _ready(turn, place, iid):
        return
    live = turn.state.live
    live[iid] = live[iid]._replace(phase=WAIT, data=())
    listen(turn, place, iid)


def not_an_activity(turn: Turn, place: Place, iid: int) -> None:
    """Gateways and events are never opened as activities."""
    raise Stuck("not-an-activity", "{element} is no activity.", {"element": place.id}, False)


_BY_KIND: Final[Mapping[str, Callable[[Turn, Place, int], None]]] = {
    "task": do_nothing,
    "manualTask": do_nothing,
    "userTask": do_work,
    "serviceTask": do_work,
    "scriptTask": do_script,
    "businessRuleTask": do_rule,
    "sendTask": do_send,
    "receiveTask": do_receive,
    "callActivity": do_call,
    "subProcess": do_sub_process,
    "transaction": do_sub_process,
    "adHocSubProcess": do_ad_hoc,
}

DO: Final = tuple(_BY_KIND.get(name, not_an_activity) for name in KIND)

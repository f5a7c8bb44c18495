"""What came in from outside and the case it belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from guiju.systems.messages.models import Message

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings


_CASE = re.compile(r"\[([A-Za-z0-9._:-]{1,200})\]")


def case_named(text: str) -> str:
    """The first case `[id]` in a text that anything was said in; empty where there is none."""
    for found in _CASE.findall(text):
        if Message.objects.filter(case=found).exists():
            return str(found)
    return ""


def tell(surroundings: Surroundings, row: Message, name: Any, variable: str) -> None:
    """Tell the case of a message, where the settings name a BPMN message for it.

    The case gets `variable: {from, about, text}`; its correlation value is the id of the case.
    Nothing happens without a name, a case, or an engine at hand.
    """
    if not name or not row.case or surroundings.engine is None:
        return
    from guiju.run.commands import SendMessage

    values = {variable: {"from": row.sender, "about": row.about, "text": row.text}}
    surroundings.engine.do(
        SendMessage(name=str(name), correlation=row.case, values=values, key=row.key)
    )

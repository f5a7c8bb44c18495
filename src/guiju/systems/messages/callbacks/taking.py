"""A callback taken in: what a page answers, and the message kept with its case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from guiju.standard import Problem
from guiju.systems.asked import text as text_of
from guiju.systems.messages.callbacks.dingtalk import read_dingtalk
from guiju.systems.messages.callbacks.said import Said
from guiju.systems.messages.callbacks.wecom import WecomKeys, echo_wecom, read_wecom
from guiju.systems.messages.models import Message
from guiju.systems.messages.telling import case_named, tell
from guiju.systems.writing import writing

if TYPE_CHECKING:
    from guiju.systems.wiring import Surroundings

TEXT_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page that was called answers.

    Attributes:
        body: the content; both chats take an empty one as "understood".
        case: the case the message was kept with; empty where it names none.
        new: false where the same message had come before.
    """

    body: bytes = b""
    case: str = ""
    new: bool = True


def take_callback(
    surroundings: Surroundings,
    robot: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    body: bytes,
) -> Answer | Problem:
    """Take a call of a chat in; a page hands over what came as it came.

    Args:
        surroundings: whose settings `messages.robots` know the robot.
        robot: name in those settings.
        query: parameters of the address, decoded.
        headers: of the request.
        body: of the request; empty for WeCom's question whether the address is ours.

    Returns:
        The answer to give with status 200, or why the call is not believed (status 403; 404 for
        `robot-unknown`).
    """
    settings = (surroundings.of("messages").get("robots") or {}).get(robot)
    if not isinstance(settings, Mapping):
        return _unknown(robot)
    now = surroundings.clock()
    if settings.get("kind") == "dingtalk":
        said = read_dingtalk(text_of(settings, "secret"), headers, body, now)
    else:
        names = ("token", "aes_key", "receiver")
        keys = WecomKeys(*(text_of(settings, name) for name in names))
        if "echostr" in query:
            echo = echo_wecom(keys, query, now)
            return echo if isinstance(echo, Problem) else Answer(echo, new=False)
        said = read_wecom(keys, query, body, now)
    if isinstance(said, Problem):
        return said
    return _keep(surroundings, said, settings)


def _unknown(robot: str) -> Problem:
    return Problem("robot-unknown", "expected a robot of the settings, found {robot}", None,
                   {"robot": robot})  # fmt: skip


def _keep(surroundings: Surroundings, said: Said, settings: Mapping[str, Any]) -> Answer:
    """Keep what was said once, with the case it names or else the one last named in its talk."""
    key = f"{said.channel}:{said.id}"[:300]
    with writing():
        row, made = Message.objects.get_or_create(
            key=key,
            defaults={
                "batch": key,
                "case": case_named(said.text) or _case_of(said),
                "direction": "in",
                "kind": "talk",
                "recipient": said.conversation[:254],
                "sender": said.sender[:254],
                "about": said.title[:1000],
                "text": said.text.replace("\x00", "")[:TEXT_MOST],
                "state": "received",
                "channel": said.channel,
                "at": said.at,
            },
        )
    if made:
        tell(surroundings, row, settings.get("tell"), "chat")
    return Answer(case=row.case, new=made)


def _case_of(said: Said) -> str:
    earlier = Message.objects.filter(channel=said.channel, recipient=said.conversation[:254])
    last = earlier.exclude(case="").order_by("-id").first()
    return str(last.case) if last is not None and said.conversation else ""

"""The few sentences this system says by itself, in the languages of the house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

LANGUAGES: Final = ("en", "zh-Hans", "zh-Hant")

_SENTENCES: Final[Mapping[str, tuple[str, str, str]]] = {
    "confirm": (
        "Please confirm these minutes: {about}",
        "请确认会议纪要：{about}",
        "請確認會議紀要：{about}",
    ),
    "remind": (
        "Reminder: the minutes still wait for your confirmation: {about}",
        "提醒：会议纪要仍待您确认：{about}",
        "提醒：會議紀要仍待您確認：{about}",
    ),
    "remind-text": (
        "You were named in the minutes below. Please confirm them, or say what you disagree with.",
        "您是以下纪要的指定确认人。请确认，或写明您不同意的内容。",
        "您是以下紀要的指定確認人。請確認，或寫明您不同意的內容。",
    ),
    "invited": (
        "You are invited to: {about}",
        "会议邀请：{about}",
        "會議邀請：{about}",
    ),
    "cancelled": (
        "Cancelled: {about}",
        "会议取消：{about}",
        "會議取消：{about}",
    ),
    "when": (
        "From {starts} to {ends} (UTC). {place}",
        "时间：{starts} 至 {ends}（UTC）。{place}",
        "時間：{starts} 至 {ends}（UTC）。{place}",
    ),
}


def say(what: str, language: str, **values: str) -> str:
    """A sentence in a language; English where the language is not known."""
    texts = _SENTENCES[what]
    index = LANGUAGES.index(language) if language in LANGUAGES else 0
    return texts[index].format_map(values)


def in_language(text: Any, language: str) -> str:
    """A text, or the one of several that stands under a language; English before any other."""
    if not isinstance(text, Mapping):
        return "" if text is None else str(text).strip()
    for name in (language, "en", *text):
        if text.get(name):
            return str(text[name]).strip()
    return ""

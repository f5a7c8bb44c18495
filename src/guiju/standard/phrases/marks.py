"""What makes an opinion concrete: who, what and when; a figure, a clause or a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from guiju.standard.phrases.wording import folded, occurrences

Mark = Literal["who", "what", "when", "figure", "clause", "file"]

_WHO: Final = re.compile(
    r"@\S+|\b(?:the )?(?:applicant|initiator|department|team|manager|director|head|supplier|"
    r"accounts|finance|legal|sales|purchasing|warehouse|quality|controller|engineer|owner)\b|"
    r"\b(?:mr|ms|mrs|dr)\.? \w+|"
    r"申请人|发起人|供应商|负责人|申請人|發起人|供應商|負責人|"
    r"[\u4e00-\u9fff]{1,6}(?:部门|部門|部|科|组|組|中心|经理|經理|总监|總監|主管|工程师|工程師|专员|專員)"
)
_WORDS: Final = re.compile(r"[^\W\d_]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_NUMBER: Final = r"(?:\d+|[一二三四五六七八九十两兩半]+)"
_WHEN: Final = re.compile(
    rf"\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b{_DAY}\b|"
    rf"\b\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b|\btoday\b|\btomorrow\b|"
    r"\bwithin (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) "
    r"(?:working )?(?:minute|hour|day|week|month)s?\b|"
    rf"{_NUMBER}\s*月\s*{_NUMBER}\s*[日号號]|{_NUMBER}\s*月[底初中]|"
    rf"{_NUMBER}\s*[个個]?\s*(?:工作日|小时|小時|分钟|分鐘|天|日|周|週|星期|月)\s*[内内內之]|"
    r"(?:本|下)?(?:周|週|星期)[一二三四五六日天]|今[天日]|明[天日]|本月|下月|月底"
)
_FIGURE: Final = re.compile(
    r"\d[\d,.]*\s*(?:%|percent|per cent|cny|rmb|usd|eur|hkd|twd|yuan|kg|units?|pieces?|"
    r"people|persons?|copies)(?!\w)|[¥￥$€]\s*\d|"
    r"\d[\d,.]*\s*(?:万|萬|元|块|塊|件|个|個|台|套|份|人|名|次|公斤|吨|噸|平方米|％)"
)
_CLAUSE: Final = re.compile(
    r"\b(?:clause|section|article|paragraph)s? [a-z]*-?\d|§\s*\d|\b[a-z]{2,5}-\d+(?:\.\d+)*\b|"
    rf"第\s*{_NUMBER}(?:\.\d+)*\s*[条條款项項章节節]"
)
_FILE: Final = re.compile(
    r"\b[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|png|jpg|eml|md)\b|"
    r"\b(?:attachment|annex|appendix|enclosure) \w+|《[^》]+》|"
    rf"附件\s*{_NUMBER}|附[录錄]\s*{_NUMBER}"
)
_PATTERNS: Final[tuple[tuple[Mark, re.Pattern[str]], ...]] = (
    ("who", _WHO),
    ("when", _WHEN),
    ("figure", _FIGURE),
    ("clause", _CLAUSE),
    ("file", _FILE),
)


def marks_of(text: str, people: Iterable[str] = ()) -> frozenset[Mark]:
    """What concrete things a text holds.

    Args:
        people: names of people and departments of the case, each of which is a `who`.
    """
    plain = folded(text)
    found = {mark for mark, pattern in _PATTERNS if pattern.search(plain)}
    if any(any(occurrences(one, plain)) for one in people if one.strip()):
        found.add("who")
    if _says_something(_WHEN.sub(" ", _WHO.sub(" ", plain))):
        found.add("what")
    return frozenset(found)


def _says_something(rest: str) -> bool:
    """Whether anything is said beside who and when; no list of verbs would ever be whole."""
    return len(_WORDS.findall(rest)) >= 6 or len(_HAN.findall(rest)) >= 2


def concrete(marks: frozenset[Mark]) -> bool:
    """Whether something can be done by it: who does what and when, or a figure, clause or file."""
    return {"who", "what", "when"} <= marks or bool(marks & {"figure", "clause", "file"})

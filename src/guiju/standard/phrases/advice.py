"""How to mend a hit, in a reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from guiju.standard.phrases.hit import Hit

_TEXTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "empty": (
        "Nothing is written. Write the text.",
        "没有内容。请写明内容。",
        "沒有內容。請寫明內容。",
    ),
    "blame": (
        '"{found}" puts the blame on the reader. Better: {instead}.',
        "“{found}”是在责怪对方。建议改为：{instead}。",
        "「{found}」是在責怪對方。建議改為：{instead}。",
    ),
    "shove": (
        '"{found}" pushes the matter away. Better: {instead}.',
        "“{found}”是在推诿。建议改为：{instead}。",
        "「{found}」是在推諉。建議改為：{instead}。",
    ),
    "heat": (
        '"{found}" adds heat. Better: {instead}.',
        "“{found}”带有情绪。建议改为：{instead}。",
        "「{found}」帶有情緒。建議改為：{instead}。",
    ),
    "loud": (
        '"{found}" reads as shouting. One mark and small letters are enough.',
        "“{found}”读起来像在喊叫。一个标点即可。",
        "「{found}」讀起來像在喊叫。一個標點即可。",
    ),
    "banned": (
        '"{found}" is not said in this script. Use one of its phrases.',
        "本话术不使用“{found}”。请改用话术中的语句。",
        "本話術不使用「{found}」。請改用話術中的語句。",
    ),
    "left-open": (
        "{found} has not been filled in. Put the value in its place.",
        "{found} 尚未填写。请填入具体内容。",
        "{found} 尚未填寫。請填入具體內容。",
    ),
    "too-long": (
        "The text is longer than {limit} characters. Shorten it.",
        "内容超过 {limit} 字。请缩短。",
        "內容超過 {limit} 字。請縮短。",
    ),
    "long-sentence": (
        'The sentence beginning "{found}" is longer than {limit} characters. Make two of it.',
        "以“{found}”开头的句子超过 {limit} 字。请分成两句。",
        "以「{found}」開頭的句子超過 {limit} 字。請分成兩句。",
    ),
    "part-missing": (
        'The part "{part}" is missing. Use one of: {words}.',
        "缺少“{part}”部分。可使用：{words}。",
        "缺少「{part}」部分。可使用：{words}。",
    ),
    "part-order": (
        'The part "{part}" stands before "{before}". Put it after that part.',
        "“{part}”写在了“{before}”之前。请移到其后。",
        "「{part}」寫在了「{before}」之前。請移到其後。",
    ),
    "vague": (
        '"{found}" is vague. Write instead: {instead}.',
        "“{found}”含糊不清。请{instead}。",
        "「{found}」含糊不清。請{instead}。",
    ),
    "not-concrete": (
        "The opinion cannot be acted on; it lacks {missing}. Say who does what by when, or name a "
        "figure, a clause or a file.",
        "意见无法执行，缺少{missing}。请写明由谁、做什么、何时完成，或写明数字、条款或文件。",
        "意見無法執行，缺少{missing}。請寫明由誰、做什麼、何時完成，或寫明數字、條款或文件。",
    ),
    "not-held": (
        "{name} is missing. Write it into the text: {value}.",
        "缺少{name}。请写入正文：{value}。",
        "缺少{name}。請寫入正文：{value}。",
    ),
}
_LANGUAGES: Final = ("en", "zh-Hans", "zh-Hant")
_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "who": ("who", "责任人", "責任人"),
    "what": ("what", "事项", "事項"),
    "when": ("when", "时间", "時間"),
}


def advise(hit: Hit, language: str = "en") -> str:
    """What is wrong and how to mend it; an unknown language is answered in English."""
    column = _LANGUAGES.index(language) if language in _LANGUAGES else 0
    values = dict(hit.values)
    if "missing" in values:
        names = [_WORDS.get(each, (each,) * 3)[column] for each in values["missing"].split(", ")]
        values["missing"] = (", " if column == 0 else "、").join(names)
    instead = values.get("instead", "").rstrip("。")
    if hit.code == "vague" and column and not instead.startswith(("写", "寫")):
        instead = ("写明：" if column == 1 else "寫明：") + instead
    text = _TEXTS[hit.code][column]
    values = {"value": "", "instead": "", **values, "found": hit.found}
    values["instead"] = instead
    return text.format_map(values).replace("....", "...").replace(": .", ".").replace("：。", "。")

"""Every text of a pack that people read in one language, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from guiju.packs import files_of

_SAID = re.compile(r'"(?P<language>en|zh-Hans|zh-Hant)": "(?P<text>[^"]*)')
"""A text that a model brings itself: {"en": "...", "zh-Hant": "..."}."""
_ROW = re.compile(
    r'<inputEntry><text>"(?P<language>en|zh-Hans|zh-Hant)"</text></inputEntry>(?P<text>.*?)</rule>'
)
"""The outputs of a table row that is for one language."""
_TAG = re.compile(r"<[^>]+>")


def texts(name: str, language: str) -> Iterator[tuple[str, str]]:
    """(place, text) of a shipped pack; what stands in banned lists is not read by people."""
    for path, data in sorted(files_of(name).items()):
        if path.endswith((f".{language}.md", f"/{language}.yaml", f"{language}.yaml")):
            yield from _of_file(path, data.decode(), language)
        elif path.endswith(("pack.yaml", "indicators.yaml")):
            yield from _told(path, yaml.safe_load(data), language)
        elif path.endswith((".bpmn", ".dmn")):
            for pattern in (_SAID, _ROW):
                for found in pattern.finditer(data.decode()):
                    if found["language"] == language:
                        yield path, _TAG.sub(" ", found["text"])


def _of_file(path: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    if path.startswith("i18n/"):
        for section, said in yaml.safe_load(text).items():
            yield from ((f"{path}: {section}: {key}", value) for key, value in said.items())
    else:
        yield path, text.rpartition("\n---\n")[2]


def _told(place: str, data: Any, language: str) -> Iterator[tuple[str, str]]:
    """Whatever stands under the tag of the language, but for words that nobody may use."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == language and isinstance(value, str):
                yield place, value
            elif key not in ("banned", "synonyms"):
                yield from _told(f"{place}: {key}", value, language)
    elif isinstance(data, list):
        for each in data:
            yield from _told(place, each, language)

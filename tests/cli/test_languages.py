"""The terminal in three languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from guiju.cli.help_layout import broken
from guiju.cli.parser import COMMANDS
from tests.cli.terminal import Terminal

WIDE = range(0x4E00, 0xA000)


def chinese(text: str) -> bool:
    return any(ord(each) in WIDE for each in text)


@pytest.fixture(autouse=True)
def no_language(guiju: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("name", "value", "begins"),
    [
        ("LANG", "zh_CN.UTF-8", "用法：guiju"),
        ("LC_ALL", "zh_TW.UTF-8", "用法：guiju"),
        ("LANGUAGE", "en:zh_CN", "usage: guiju"),
    ],
)
def test_the_help_is_in_the_language_of_the_environment(
    guiju: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str, begins: str
) -> None:
    monkeypatch.setenv(name, value)
    assert guiju("--help").out.startswith(begins)


def test_the_option_goes_before_the_environment(
    guiju: Terminal, flow: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "4 个警告" in guiju("lint", flow).out
    assert "4 個警告" in guiju("lint", flow, "--language", "zh_HK").out
    assert "4 warnings" in guiju("--language=en", "lint", flow).out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("tongue", ["zh-Hans", "zh-Hant"])
def test_every_help_is_translated_whole(guiju: Terminal, command: str, tongue: str) -> None:
    """No description and no meaning of an argument is left in English."""
    told = guiju(command, "--help", "--language", tongue).out
    assert chinese(told.split("\n\n")[1])
    meanings = re.findall(r"^ {2,4}[-A-Za-z].*? {2,}(\S.*)$", told, re.MULTILINE)
    assert [text for text in meanings if re.search("[a-z]{3}", text) and not chinese(text)] == []


def test_wrong_use_is_told_with_a_likely_spelling(guiju: Terminal) -> None:
    told = guiju("lnt", "--language", "zh-Hant")
    assert told.code == 2
    assert "無效的選擇：'lnt'" in told.err and "您是指 lint" in told.err
    assert "參見：guiju --help" in told.err


def test_an_unknown_language_is_wrong_use(guiju: Terminal, flow: Path) -> None:
    told = guiju("lint", flow, "--language", "fr")
    assert told.code == 2 and "expected en, zh-Hans or zh-Hant, found fr" in told.err


def test_what_programs_read_is_the_same_in_every_language(
    guiju: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_model = guiju.file("broken.bpmn", "<definitions/>")
    english = guiju("lint", broken_model, "--json").out
    monkeypatch.setenv("LANG", "zh_TW.UTF-8")
    assert guiju("lint", broken_model, "--json").out == english
    assert json.loads(english)["files"][0]["problems"][0]["template"]
    assert chinese(guiju("lint", broken_model).out)


def test_bad_news_of_the_rooms_below_is_translated(guiju: Terminal, flow: Path) -> None:
    told = guiju("feel", "sqrt(-1)", "--language", "zh-Hans")
    assert "sqrt：负数没有平方根" in told.err
    told = guiju("feel", "1 +", "--language", "zh-Hans")
    assert "应为 表达式，实为 结尾" in told.out
    told = guiju("lint", "nowhere.bpmn", "--language", "zh-Hant")
    assert told.err == "guiju: 沒有檔案 nowhere.bpmn。\n"


def test_lines_are_broken_by_columns_and_points_stay_with_their_sentence() -> None:
    lines = broken("把日志写成 .encoded（供 --engine 使用），否则不写。", 16)
    assert "".join(lines).replace(" ", "") == "把日志写成.encoded（供--engine使用），否则不写。"
    assert all(cell_len(line) <= 18 for line in lines)
    assert not any(line.startswith(("，", "。", "）")) for line in lines)

"""The printed manual says what the manual says, with drawings that any printer can draw."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.utils import translation

from guiju.packs import files_of, shipped
from guiju.standard.pack import LANGUAGES, manual, read_pack
from guiju.web.standards.models import Version
from guiju.web.standards.paper import manual_data, manual_pdf

VERSION = cast(
    Version,
    SimpleNamespace(
        label="1", number=1, check_code="AB12-CD34", effective=None, get_state_display=lambda: "-"
    ),
)


def told(name: str, language: str) -> tuple[Any, dict[str, Any]]:
    pack = read_pack(files_of(name))[0]
    assert pack is not None
    with translation.override(language):
        return pack, manual_data(VERSION, pack, language)


@pytest.mark.parametrize("name", shipped())
def test_every_process_of_a_pack_is_drawn_in_fixed_colours(name: str) -> None:
    pack, data = told(name, "zh-Hant")
    drawn = [part for part in data["parts"] if part["kind"] == "picture"]
    processes = [each for one in pack.standards.values() for each in one.definitions.processes]
    assert len(drawn) == len(processes)
    for part in drawn:
        assert "var(" not in part["svg"] and "@media" not in part["svg"]


def test_drawings_speak_the_language_of_the_manual_lanes_too() -> None:
    pack, data = told("stock", "zh-Hant")
    drawn = "".join(part["svg"] for part in data["parts"] if part["kind"] == "picture")
    for role in pack.roles.values():
        assert f">{role.title['en']}<" not in drawn
    assert pack.roles["stock-manager"].title["zh-Hant"] in drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_has_every_block_of_the_manual(language: str) -> None:
    pack, data = told("stock", language)
    title, _owner, *blocks = manual(pack, language)
    assert data["title"] == title.lines[0]
    assert len(data["parts"]) == len(blocks)
    assert manual_pdf(VERSION, pack, language).startswith(b"%PDF-")

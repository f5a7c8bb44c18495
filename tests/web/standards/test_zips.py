"""Zips that come in: nothing of them is believed."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guiju.web.standards.zips import MOST_FILES, packed, unpacked


def zipped(files: dict[str, bytes], link: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def test_what_was_packed_is_unpacked_whatever_folder_is_around_it() -> None:
    files = {"pack.yaml": "name: x", "processes/a.bpmn": "<x/>", "i18n/zh-Hans.yaml": "a: 甲"}
    assert unpacked(packed(files, "order")) == (files, ())
    assert packed(files, "order") == packed(files, "order")


@pytest.mark.parametrize(
    "name",
    [
        "../x.yaml",
        "/etc/x.yaml",
        "a/../../x.yaml",
        "a\\..\\x.yaml",
        "C:/x.yaml",
        "a//x.yaml",
        ".x.yaml",
    ],
)
def test_paths_that_lead_elsewhere_are_refused(name: str) -> None:
    files, problems = unpacked(zipped({"pack.yaml": b"", name: b"x"}))
    assert not files and problems[0].code == "zip-path"


def test_links_other_files_and_bytes_are_refused() -> None:
    assert unpacked(zipped({}, link="pack.yaml"))[1][0].code == "zip-path"
    assert unpacked(zipped({"run.sh": b"x"}))[1][0].code == "zip-kind"
    assert unpacked(zipped({"pack.yaml": b"\xff\xfe"}))[1][0].code == "zip-not-text"


def test_bombs_are_refused_before_they_are_unpacked_whole() -> None:
    bomb = zipped({f"forms/{n}.json": b"0" * (12 << 20) for n in range(3)})
    assert unpacked(bomb)[1][0].code == "zip-too-large"
    many = zipped({f"forms/{n}.json": b"" for n in range(MOST_FILES + 1)})
    assert unpacked(many)[1][0].code == "zip-too-many"


@given(some.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    files, problems = unpacked(data)
    assert problems or files == {}


@given(some.integers(0, 10_000), some.integers(0, 255))
def test_a_damaged_zip_raises_nothing(place: int, value: int) -> None:
    data = bytearray(packed({"pack.yaml": "name: x" * 50, "a.md": "b"}, "x"))
    data[place % len(data)] = value
    unpacked(bytes(data))

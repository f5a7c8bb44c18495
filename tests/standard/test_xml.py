"""The one door for XML, knocked at by hostile documents."""

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import LIMITS, XmlLimits, read_xml

DOCTYPE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BODY = "<a>&x;</a>"


def code(data: bytes, limits: XmlLimits = LIMITS) -> str:
    found = read_xml(data, limits)
    return found.code if isinstance(found, Problem) else "read"


@pytest.mark.parametrize(
    "data",
    [
        f"{DOCTYPE}{BODY}".encode(),
        f"<?xml version='1.0'?>\n<!-- <a> -->\n<?pi <a>?>{DOCTYPE}{BODY}".encode(),
        codecs.BOM_UTF8 + f"{DOCTYPE}{BODY}".encode(),
        f"<?xml version='1.0' encoding='utf-16'?>{DOCTYPE}{BODY}".encode("utf-16"),
        codecs.BOM_UTF16_BE + f"{DOCTYPE}{BODY}".encode("utf-16-be"),
        f"<?xml version='1.0' encoding='gbk'?>{DOCTYPE}{BODY}".encode("gbk"),
        b"<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>",
        b"<!DOCTYPE a PUBLIC '-//X' 'http://localhost:1/x.dtd'><a/>",
        b"<!doctype a><a/>",
    ],
)
def test_a_document_type_is_refused_in_every_encoding(data: bytes) -> None:
    assert code(data) == "xml-doctype"


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-",
        b"<?xml version='1.0' encoding='UTF-32'?><a/>",
        b"<?xml version='1.0' encoding='cp037'?><a/>",
        b"<?xml version='1.0' encoding='idna'?><a/>",
        b"<?xml version='1.0' encoding='rot13'?><a/>",
        "<a/>".encode("utf-32"),
        b"<a>\xff\xfe</a>",
        b"\xff\xfe\x00\xd8<\x00",
    ],
)
def test_an_encoding_off_the_list_or_not_kept_is_refused(data: bytes) -> None:
    assert code(data) == "xml-encoding"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"text",
        b"<a>",
        b"<a></b>",
        b"<a/><b/>",
        b"<a/><!DOCTYPE a>",
        b"<!-- never",
        b"<?pi",
        b"<a>&x;</a>",
        b"<a>&#0;</a>",
        b"<a b='1' b='2'/>",
        b"<a>\x00</a>",
        b"<x:a/>",
        "<a/>".encode("utf-16-le"),
        b"<![CDATA[<a/>]]>",
    ],
)
def test_what_is_not_well_formed_is_one_problem(data: bytes) -> None:
    found = read_xml(data)
    assert isinstance(found, Problem), found
    assert found.code in {"xml-malformed", "xml-doctype"}
    assert str(found)


def test_the_words_of_a_document_type_may_stand_in_a_text() -> None:
    root = read_xml(b"<a><![CDATA[<!DOCTYPE html><p/>]]></a>")
    assert isinstance(root, etree._Element)
    assert root.text == "<!DOCTYPE html><p/>"


def test_comments_and_instructions_are_left_out_and_text_stays_whole() -> None:
    root = read_xml(b"<a>1 <!-- and -->+<?pi x?> 2</a>")
    assert isinstance(root, etree._Element)
    assert root.text == "1 + 2"
    assert len(root) == 0


def test_lines_are_counted_as_in_the_file() -> None:
    root = read_xml(b"<?xml version='1.0'\n encoding='utf-8'?>\n<a>\n<b/></a>")
    assert isinstance(root, etree._Element)
    assert (root.sourceline, root[0].sourceline) == (3, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_chinese_is_read_in_the_encodings_it_is_written_in(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><a>規矩</a>'
    root = read_xml(text.encode(encoding))
    assert isinstance(root, etree._Element)
    assert root.text == "規矩"


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 201 + b"</a>" * 201,
        b"<a>" + b"<b/>" * 500_001 + b"</a>",
        b"<a b='" + b"x" * 2_000_001 + b"'/>",
        b"<a>" + b"x" * 2_000_001 + b"</a>",
        b"<a " + b" ".join(b"b%d=''" % n for n in range(201)) + b"/>",
        b" " * 20_000_001,
    ],
    ids=["deep", "many", "long attribute", "long text", "attributes", "large"],
)
def test_too_much_of_anything_is_a_limit_and_soon_said(data: bytes) -> None:
    start = time.process_time()
    assert code(data) == "xml-limit"
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 200_000,
        b"<a " + b" ".join(b"xmlns:n%d='u'" % n for n in range(100_000)) + b"/>",
        b"<" * 1_000_000,
        b"<a>" + b"<!--" * 1_000_000,
        b"&" * 1_000_000,
        b"<a>" + b"&#65;" * 400_000 + b"</a>",
        b"<?x?>" * 1_000_000,
    ],
)
def test_hostile_shapes_end_within_two_seconds(data: bytes) -> None:
    start = time.process_time()
    assert code(data) in {"xml-limit", "xml-malformed", "read"}
    assert time.process_time() - start < 2


def test_limits_are_kept_exactly() -> None:
    assert code(b"<a>" * 200 + b"</a>" * 200) == "read"
    assert code(b"<a><b/></a>", XmlLimits(elements=2)) == "read"
    assert code(b"<a><b/><b/></a>", XmlLimits(elements=2)) == "xml-limit"


@given(st.binary(max_size=200) | st.text("<>!?-[]a&;'\"= \n", max_size=60).map(str.encode))
def test_any_bytes_give_an_element_or_a_problem(data: bytes) -> None:
    found = read_xml(data)
    assert isinstance(found, (Problem, etree._Element))

"""The report: whole, self-contained, harmless, and equal to its tables."""

import re
from dataclasses import replace

import pytest
from lxml import html

from guiju.check import check_log, sequences
from guiju.check.report import BrokenRule, LogInfo, html_report, log_info
from guiju.check.rules import check_rules, rules_of
from guiju.cli import main
from guiju.journal import read_log
from guiju.standard import bpmn, compile_standard
from guiju.standard.steps import behaviour

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>\x00{name}{0}"

MODEL = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" name="Orders"
  targetNamespace="x"><process id="p" isExecutable="true"><startEvent id="s"/>
  <task id="a" name="Check"/><task id="b" name="Pack"/><task id="c" name="Ship"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
  <sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
  <sequenceFlow id="f3" sourceRef="b" targetRef="c"/>
  <sequenceFlow id="f4" sourceRef="c" targetRef="e"/></process></definitions>"""
CASES = (
    [["Check", "Pack", "Ship"]] * 6 + [["Check", "Ship"]] * 3 + [["Check", "Pack", "Call", "Ship"]]
)


def result_of(cases, model=MODEL):
    standard = compile_standard(model.encode()).standard
    return check_log(behaviour(standard, "p"), sequences(cases)), standard.definitions


def page_of(cases=CASES, info=None, model=MODEL):
    result, definitions = result_of(cases, model)
    return html_report(result, definitions, info)


def texts(element):
    return " ".join(" ".join(element.itertext()).split())


def test_the_report_tells_the_figures_of_the_check():
    root = html.fromstring(page_of())
    cards = [texts(card) for card in root.find_class("card")]
    assert cards[0].startswith("60.0% of the cases follow the standard")
    assert cards[1].startswith("4 cases deviate")
    assert texts(root.find(".//h1")) == "Conformance: Orders"
    deviations = root.xpath("//section[@aria-labelledby='deviations']//tbody/tr")
    assert [texts(row.find(".//td")) for row in deviations] == ["skipped", "outside"]
    assert "7 8 9" in texts(deviations[0])


def test_the_diagram_and_its_table_tell_the_same():
    root = html.fromstring(page_of())
    group = root.get_element_by_id("on-b")
    assert group.find("title").text == "Pack: 3 cases deviate here (skipped 3)"
    rows = root.xpath("//section[@aria-labelledby='where']//tbody/tr")
    assert texts(rows[0]) == "Pack 7 3 3 30.0% skipped 3"
    assert len(rows) == 3


def test_the_chart_and_its_table_tell_the_same():
    root = html.fromstring(page_of())
    part = root.xpath("//section[@aria-labelledby='fitness']")[0]
    values = [int(text.text) for text in part.find_class("value")]
    rows = [int(texts(row).split()[1]) for row in part.findall(".//tbody/tr")]
    assert sorted(values) == sorted(count for count in rows if count) == [4, 6]


def test_the_page_asks_for_nothing_and_runs_nothing():
    page = page_of()
    root = html.fromstring(page)
    assert not root.xpath("//script|//link|//iframe|//img|//object|//embed|//form")
    assert not re.search(r"@import|url\(|javascript:", page)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("src", "href", "xlink:href") or value.startswith("#")


def test_hostile_names_in_log_model_and_rules_stay_text():
    result, definitions = result_of([["Check", EVIL, "Ship"], [EVIL]])
    process = definitions.processes[0]
    nodes = tuple(replace(node, name=EVIL) for node in process.body.nodes)
    hostile = replace(
        definitions,
        name=EVIL,
        processes=(replace(process, body=replace(process.body, nodes=nodes)),),
    )
    rule = BrokenRule(EVIL, "broken", 1, (EVIL,))
    info = LogInfo(EVIL, 3, EVIL, EVIL, EVIL, EVIL, EVIL, {EVIL: EVIL}, (rule,))
    page = html_report(result, hostile, info)
    root = html.fromstring(page)
    assert not root.xpath("//script|//img")
    assert not any(
        n.startswith("on") for e in root.iter() if isinstance(e.tag, str) for n in e.attrib
    )
    assert "<script" not in page
    assert "alert(1)" in texts(root)


def test_hostile_case_ids_stay_text():
    quoted = EVIL.replace('"', '""').replace("\x00", "")
    log = read_log(f'case,activity,time\n"{quoted}",Check,2026-01-01T00:00:00Z\n'.encode())
    standard = compile_standard(MODEL.encode()).standard
    page = html_report(
        check_log(behaviour(standard, "p"), log), standard.definitions, log_info(log)
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_headings_tables_and_parts_are_ready_for_a_screen_reader():
    root = html.fromstring(page_of())
    assert root.get("lang") == "en"
    assert len(root.findall(".//h1")) == 1
    ids = [element.get("id") for element in root.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    for section in root.findall(".//section"):
        assert section.get("aria-labelledby") in ids
    for table in root.findall(".//table"):
        assert texts(table.find("caption"))
        assert all(head.get("scope") == "col" for head in table.findall(".//th"))
    for link in root.findall(".//nav//a"):
        assert link.get("href")[1:] in ids


def contrast(one, two):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1])
def test_texts_stand_out_enough_in_light_and_dark(mode):
    from guiju.check.report.style import STYLE

    block = re.findall(r":root\{([^}]*)\}", STYLE)[mode]
    block = block.replace("\n", "")
    found = dict(re.findall(r"--(\w+):(#\w+)", block))
    colours = {
        name: c if len(c) == 7 else "#" + "".join(2 * sign for sign in c[1:])
        for name, c in found.items()
    }
    for ink in ("ink", "soft", "accent", "good", "bad"):
        for ground in ("card", "page", "chip"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.mark.parametrize("cases", [[], [[]], [["Nothing known"]], [["Check", "Pack", "Ship"]]])
def test_odd_logs_have_a_report_too(cases):
    assert "</html>" in page_of(cases)


def test_ties_rules_and_settings_are_told():
    log = read_log(
        b"case,activity,time\n1,Check,2026-01-01T00:00:00Z\n1,Pack,2026-01-01T00:00:00Z\n"
        b"1,Ship,2026-01-02T00:00:00Z\n"
    )
    standard = compile_standard(MODEL.encode()).standard
    rules, problems = rules_of([{"rule": "too-seldom", "activity": "Call"}])
    assert not problems
    info = log_info(log, "log.csv", "m.bpmn", standard.digest, "today", check_rules(rules, log))
    found = check_log(behaviour(standard, "p"), log)
    told = texts(html.fromstring(html_report(found, standard.definitions, info)))
    assert "1 cases have events of equal time" in told
    assert "source" in told
    assert standard.digest in told
    assert "broken" in told
    assert found.to_html(standard.definitions, info) == html_report(
        found, standard.definitions, info
    )


def test_another_language_is_put_in_by_say():
    result, definitions = result_of(CASES)

    def upper(text, /, **values):
        return text.upper() if not values else text.format(**values)

    page = html_report(result, definitions, None, upper, "zh-Hant")
    assert "HOW CERTAIN THIS IS" in page
    assert '<html lang="zh-Hant">' in page


def test_the_command_writes_the_report(tmp_path):
    model, log, page = (tmp_path / name for name in ("m.bpmn", "l.csv", "r.html"))
    model.write_text(MODEL)
    log.write_text("case,activity,time\n1,Check,2026-01-01T00:00:00Z\n")
    assert main(["check", str(model), str(log), "--report", str(page)]) == 1
    assert "l.csv" in page.read_text("utf-8")
    assert main(["check", str(model), str(log), "--report", str(model)]) == 2
    assert model.read_text() == MODEL
    assert main(["check", str(model), str(log), "--report", str(tmp_path / "no" / "r")]) == 2
    assert bpmn.read(MODEL.encode()).definitions is not None

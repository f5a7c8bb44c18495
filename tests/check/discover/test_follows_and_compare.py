"""Frequencies and times of what follows what; two logs and two versions in words."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import definitions as sensible_definitions

from guiju.check.discover import compare_logs, compare_versions, follows_map
from guiju.journal import Log, read_log
from guiju.standard import bpmn

BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def log_of(cases, minutes=10):
    """A log of sequences, an event every so many minutes."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["case", "activity", "time"])
    for number, case in enumerate(cases):
        for i, activity in enumerate(case):
            at = BEGIN + timedelta(days=number, minutes=minutes * i)
            rows.writerow([number, activity, at.isoformat()])
    log = read_log(text.getvalue().encode())
    assert isinstance(log, Log), str(log)
    return log


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from("abcd"), min_size=1, max_size=6), min_size=1, max_size=6))
def test_the_map_counts_what_a_loop_would_count(cases):
    found = follows_map(log_of(cases))
    pairs = Counter(pair for case in cases for pair in pairwise(case))
    within = Counter(pair for case in cases for pair in set(pairwise(case)))
    assert {(f.source, f.target): f.count for f in found.follows} == pairs
    assert {(f.source, f.target): f.cases for f in found.follows} == within
    assert all(f.median == f.mean == 600 for f in found.follows)
    for use in found.activities:
        assert use.count == sum(case.count(use.activity) for case in cases)
        assert use.cases == sum(use.activity in case for case in cases)
        assert use.starts == sum(case[0] == use.activity for case in cases)
        assert use.ends == sum(case[-1] == use.activity for case in cases)


def test_equal_logs_differ_in_nothing():
    log = log_of([list("abc")] * 6)
    assert [d.code for d in compare_logs(log, log)] == ["sizes"]


def test_two_logs_are_compared_in_words():
    found = compare_logs(log_of([list("abc")] * 10), log_of([list("acd")] * 10, minutes=60))
    told = [str(d) for d in found]
    assert "b is gone: it was in 100% of the cases." in told
    assert "d is new: in 100% of the cases." in told
    assert "A case takes 2.0 h (median); it was 20.0 min." in told
    assert "100% of the cases go a > c > d; it was 0%." in told
    assert "c comes directly after a in 100% of the cases; it was 0%." in told


MODEL = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:gj="https://guiju.org/schema/2026" targetNamespace="x"><process id="p" isExecutable="true">
  <laneSet><lane id="l1" name="Sales"><flowNodeRef>s</flowNodeRef><flowNodeRef>t</flowNodeRef>
  <flowNodeRef>g</flowNodeRef></lane><lane id="l2" name="Finance"><flowNodeRef>u</flowNodeRef>
  <flowNodeRef>e</flowNodeRef></lane></laneSet>
  <startEvent id="s"/><userTask id="t" name="Check" gj:due="PT4H"/>
  <exclusiveGateway id="g" name="Large?" default="f4"/><userTask id="u" name="Approve"/>
  <endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
  <sequenceFlow id="f2" sourceRef="t" targetRef="g"/>
  <sequenceFlow id="f3" sourceRef="g" targetRef="u"><conditionExpression
  xsi:type="tFormalExpression">amount &gt; 1000</conditionExpression></sequenceFlow>
  <sequenceFlow id="f4" sourceRef="g" targetRef="e"/>
  <sequenceFlow id="f5" sourceRef="u" targetRef="e"/></process></definitions>"""


def version(*changes):
    text = MODEL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    definitions = bpmn.read(text.encode()).definitions
    assert definitions is not None
    return definitions


def told(*changes):
    return [str(d) for d in compare_versions(version(), version(*changes))]


def test_a_deadline_a_role_a_condition_and_a_name_that_change_are_told():
    assert told(("PT4H", "PT2H")) == ["Check: due time is PT2H; it was PT4H."]
    moved = (
        ("<flowNodeRef>t</flowNodeRef>", ""),
        ('name="Finance">', 'name="Finance"><flowNodeRef>t</flowNodeRef>'),
    )
    assert told(*moved) == ["Check: role is Finance; it was Sales."]
    assert told(("1000", "500")) == [
        "From Large? to Approve: condition is amount > 500; it was amount > 1000."
    ]
    assert told(('"Approve"', '"Sign"')) == ["Sign: name is Sign; it was Approve."]
    assert told(('<userTask id="u"', '<manualTask id="u"')) == [
        "Approve: kind is manualTask; it was userTask."
    ]


def test_elements_and_flows_that_come_and_go_are_told():
    found = told(
        ('<userTask id="u" name="Approve"/>', '<userTask id="v" name="Sign"/>'),
        ('targetRef="u"', 'targetRef="v"'), ('sourceRef="u"', 'sourceRef="v"'),
        ("<flowNodeRef>u", "<flowNodeRef>v"),
    )  # fmt: skip
    assert found == [
        "Sign (userTask) is new.",
        "Approve (userTask) is gone.",
        "A flow from Large? to Sign is new (if amount > 1000).",
        "A flow from Sign to e is new.",
        "The flow from Large? to Approve is gone.",
        "The flow from Approve to e is gone.",
    ]


@settings(max_examples=40)
@given(sensible_definitions())
def test_a_version_differs_from_itself_in_nothing_and_from_none_in_everything(definitions):
    assert compare_versions(definitions, definitions) == ()
    nothing = replace(definitions, processes=(), clauses=())
    nodes = [d for d in compare_versions(nothing, definitions) if d.code == "element-added"]
    back = compare_versions(definitions, nothing)
    gone = [d for d in back if d.code == "element-removed"]
    assert len(nodes) == len(gone) > 0
    assert all(str(d) for d in back)

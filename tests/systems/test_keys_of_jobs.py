"""Which key a system is asked under."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from guiju.journal.store import open_store
from guiju.run import Engine, Job, Worker
from tests.systems.house import House

MODEL = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
             xmlns:gj="https://guiju.org/schema/2026" id="model" targetNamespace="keys">
  <process id="keys" isExecutable="true">
    <startEvent id="begin"/>
    <serviceTask id="ours" gj:job="told">
      <extensionElements><gj:input source='="mine"' target="key"/></extensionElements>
    </serviceTask>
    <serviceTask id="theirs" gj:job="told"/>
    <endEvent id="end"/>
    <sequenceFlow id="a" sourceRef="begin" targetRef="ours"/>
    <sequenceFlow id="b" sourceRef="ours" targetRef="theirs"/>
    <sequenceFlow id="c" sourceRef="theirs" targetRef="end"/>
  </process>
</definitions>"""


def asked(variables: dict[str, Any], inputs: frozenset[str], number: int) -> Job:
    return Job("case-1", number, "stock.receive", "step", 1, 3, 0, 0, variables, {}, inputs)


def line(quantity: int) -> dict[str, Any]:
    return {"item": "A", "quantity": quantity, "location": "A01-01"}


def test_a_variable_of_the_case_that_is_named_key_is_no_key_of_its_jobs(house: House) -> None:
    house.give(stock={"items": [{"code": "A", "name": "Cup", "on_hand": 0, "location": "A01-01"}]})
    receive = house.systems.handlers["stock.receive"]
    for number in (1, 2):
        seen = {"key": "the key of a door", "lines": [line(number)]}
        assert receive(asked(seen, frozenset({"lines"}), number)) == {"received": number}
    same = {"key": "once", "lines": [line(5)]}
    inputs = frozenset({"key", "lines"})
    assert receive(asked(same, inputs, 3)) == receive(asked(same, inputs, 4)) == {"received": 5}
    assert house("stock.level", item="A")["level"]["on_hand"] == 8


def test_a_job_tells_which_names_its_step_brings(tmp_path: Path) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    engine = Engine(open_store(tmp_path / "cases.db"), lambda: now, random.Random(1))
    seen: dict[str, Job] = {}

    def told(job: Job) -> dict[str, Any]:
        seen[job.element] = job
        return {}

    assert engine.deploy(MODEL)[0] is not None
    engine.start("keys", {"key": "the key of a door"})
    Worker(engine, "worker", {"told": told}).settle()
    assert (seen["ours"].variables["key"], seen["ours"].inputs) == ("mine", {"key"})
    assert (seen["theirs"].variables["key"], seen["theirs"].inputs) == ("the key of a door", set())
    engine.close()

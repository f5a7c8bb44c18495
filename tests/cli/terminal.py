"""Runs a command line in this process and keeps what it wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from guiju.cli import main

ROOT = Path(__file__).resolve().parents[2]
INCIDENTS = ROOT / "examples" / "incidents"

FLOW = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
             xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
             id="d" targetNamespace="t">
  <process id="p" name="订单处理" isExecutable="true">
    <startEvent id="s"/>
    <userTask id="weigh" name="称重 [weigh]"/>
    <exclusiveGateway id="g" name="Heavy?" default="light"/>
    <userTask id="lift" name="Lift"/>
    <endEvent id="e"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="weigh"/>
    <sequenceFlow id="f2" sourceRef="weigh" targetRef="g"/>
    <sequenceFlow id="heavy" sourceRef="g" targetRef="lift">
      <conditionExpression xsi:type="tFormalExpression">weight &gt; 20</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="light" sourceRef="g" targetRef="e"/>
    <sequenceFlow id="f3" sourceRef="lift" targetRef="e"/>
  </process>
</definitions>
"""


@dataclass(frozen=True)
class Ran:
    """What a command line gave back: exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """Types command lines."""

    streams: pytest.CaptureFixture[str]
    folder: Path

    def __call__(self, *arguments: object) -> Ran:
        code = main([str(each) for each in arguments])
        out, err = self.streams.readouterr()
        assert "Traceback" not in err
        return Ran(code, out, err)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

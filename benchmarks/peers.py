"""What peers do, durably, with the same order model: one commit for each step."""

import sqlite3
import time
from pathlib import Path

from memory import HERE, order, result


def spiff_steps(folder, seconds):
    """Steps per second of SpiffWorkflow, its serializer writing to SQLite FULL after each step."""
    try:
        from SpiffWorkflow.bpmn.parser import BpmnParser
        from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        from SpiffWorkflow.util.task import TaskState
    except ImportError:
        return None
    from lxml import etree

    parser = BpmnParser()
    text = (HERE / "order.bpmn").read_text().replace("stock_ok = false", "stock_ok == False")
    # Its own serializer knows no plain service task; a user task costs it the same.
    text = text.replace("bpmn:serviceTask", "bpmn:userTask")
    parser.add_bpmn_xml(etree.fromstring(text.encode()))
    spec = parser.get_spec("order")
    serializer = BpmnWorkflowSerializer()
    database = sqlite3.connect(folder / "spiff.db", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, state TEXT)")
    ids = {"validate", "review", "pick", "invoice", "weigh", "ship"}
    case = steps = 0
    begun = time.perf_counter()
    while True:
        case += 1
        workflow = BpmnWorkflow(spec, script_engine=PythonScriptEngine())
        workflow.data.update(order(case))
        workflow.do_engine_steps()
        while True:
            state = serializer.serialize_json(workflow)
            database.execute("INSERT OR REPLACE INTO cases VALUES (?, ?)", (case, state))
            steps += 1
            if time.perf_counter() - begun > seconds:
                return steps / (time.perf_counter() - begun)
            if workflow.is_completed():
                break
            ready = workflow.get_tasks(state=TaskState.READY | TaskState.STARTED)
            task = next(each for each in ready if each.task_spec.bpmn_id in ids)
            task.data.update(result(task.task_spec.bpmn_id, case))
            if task.state != TaskState.STARTED:
                task.run()
            if task.state == TaskState.STARTED:
                task.complete()
            workflow.do_engine_steps()


def dbos_steps(folder, seconds):
    """Steps per second of DBOS on SQLite, as it comes; None where it is not installed."""
    try:
        from dbos import DBOS
    except ImportError:
        return None
    import logging

    logging.disable(logging.CRITICAL)
    address = f"sqlite:///{Path(folder) / 'dbos.db'}"
    DBOS(config={"name": "bench", "system_database_url": address})

    @DBOS.step()
    def step(element: str, number: int) -> dict:
        return result(element, number)

    @DBOS.workflow()
    def case(number: int) -> dict:
        data = order(number)
        for element in ("validate", "pick", "invoice", "weigh", "ship"):
            data.update(step(element, number))
        return data

    DBOS.launch()
    try:
        number, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < seconds:
            number += 1
            case(number)
        return number * 5 / (time.perf_counter() - begun)
    finally:
        DBOS.destroy()

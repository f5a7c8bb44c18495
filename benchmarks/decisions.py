"""Decisions per second, one thread, beside other libraries in one run, answers checked.

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install -r benchmarks/requirements.txt
    PYTHONPATH=src /tmp/peers/bin/python benchmarks/decisions.py [--write 2026-01-31]

A condition, a table of 5 rules, tables of 10, 1,000 and 10,000 rules over 4 inputs. Every engine
gets the same inputs in turn, compiled beforehand as far as it can, and must give the same
answers; the rounds of the engines alternate. CPU time, the best of three rounds. A peer that
cannot do a task, or cannot be imported, is left out with its reason.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from guiju.standard import dmn, feel

RESULTS = Path(__file__).parent / "results" / "decisions.json"
DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"
CATEGORIES = ["a", "b", "c", "d"]
Row = tuple[list[str], str]
Inputs = dict[str, object]
Answer = Callable[[Inputs], object]


class Table:
    """Columns with types, rules as FEEL cells, and inputs with their expected answers."""

    def __init__(self, columns: dict[str, str], rules: list[Row], inputs: list[Inputs]) -> None:
        self.columns = columns
        self.rules = rules
        self.inputs = inputs

    @staticmethod
    def small() -> "Table":
        rules = [
            (["< 100", "-"], "0"),
            (["[100..1000)", '"gold"'], "10"),
            (["[100..1000)", '"plain"'], "5"),
            ([">= 1000", '"gold"'], "20"),
            ([">= 1000", '"plain"'], "15"),
        ]
        inputs: list[Inputs] = [
            {"amount": amount, "kind": kind}
            for amount in (50, 100, 999, 1000, 5000)
            for kind in ("gold", "plain")
        ]
        return Table({"amount": "number", "kind": "string"}, rules, inputs)

    @staticmethod
    def large(size: int) -> "Table":
        """A product of categories, regions, bands of amounts and of ages: UNIQUE and complete."""
        bands = {10: (1, 2, 5, 1), 1000: (10, 5, 5, 4), 10000: (10, 10, 10, 10)}[size]
        places = [
            (a, b, c, d)
            for a in range(bands[0])
            for b in range(bands[1])
            for c in range(bands[2])
            for d in range(bands[3])
        ]
        rules = [
            (
                [
                    f'"c{a}"',
                    f'"r{b}"',
                    f"[{c * 100}..{c * 100 + 100})",
                    f"[{d * 10}..{d * 10 + 10})",
                ],
                str(number),
            )
            for number, (a, b, c, d) in enumerate(places)
        ]
        step = max(1, size // 20)
        inputs: list[Inputs] = [
            {"category": f"c{a}", "region": f"r{b}", "amount": c * 100 + 50, "age": d * 10 + 5}
            for a, b, c, d in places[::step]
        ]
        columns = {"category": "string", "region": "string", "amount": "number", "age": "number"}
        return Table(columns, rules, inputs)

    def xml(self, unary: Callable[[str], str] = str, names: bool = False) -> bytes:
        """As DMN 1.3; ``unary`` writes a cell in the peer's dialect."""
        data = "".join(
            f'<inputData id="i_{name}" name="{name}"><variable id="v_{name}" name="{name}" '
            f'typeRef="{kind}"/></inputData>'
            for name, kind in self.columns.items()
        )
        needs = "".join(
            f'<informationRequirement id="q_{name}"><requiredInput href="#i_{name}"/>'
            "</informationRequirement>"
            for name in self.columns
        )
        clauses = "".join(
            f'<input id="c_{name}" label="{name}"><inputExpression id="e_{name}" '
            f'typeRef="{kind}"><text>{name}</text></inputExpression></input>'
            for name, kind in self.columns.items()
        )
        rules = "".join(
            f'<rule id="r{number}">'
            + "".join(
                f'<inputEntry id="r{number}_{column}"><text>{escape(unary(cell))}</text></inputEntry>'
                for column, cell in enumerate(cells)
            )
            + f'<outputEntry id="r{number}_out"><text>{out}</text></outputEntry></rule>'
            for number, (cells, out) in enumerate(self.rules)
        )
        output = '<output id="o" name="rate" label="rate" typeRef="number"/>'
        return (
            f'<definitions xmlns="{DMN}" id="m" name="m" namespace="urn:m">{data if not names else ""}'
            f'<decision id="d" name="D">{"" if names else needs}'
            f'<decisionTable id="t" hitPolicy="UNIQUE">{clauses}{output}{rules}</decisionTable>'
            "</decision></definitions>"
        ).encode()


CONDITION_INPUTS: list[Inputs] = [
    {"amount": amount, "category": category}
    for amount in (5000, 10000, 10001, 20000)
    for category in (*CATEGORIES, "z")
]


def guiju_condition() -> Answer:
    compiled = feel.compile_expression(
        'amount > 10000 and category in ("a", "b", "c", "d")', names=("amount", "category")
    )
    assert isinstance(compiled, feel.Compiled), compiled
    return compiled.call


def guiju_table(table: Table) -> Answer:
    loaded = dmn.load(table.xml())
    assert loaded.model is not None and not loaded.problems, loaded.problems
    model = loaded.model
    return lambda inputs: dmn.decide(model, "D", inputs).value


def zen_condition() -> Answer:
    import zen

    compiled = zen.compile_expression("amount > 10000 and category in ['a', 'b', 'c', 'd']")
    return compiled.evaluate


def zen_table(table: Table) -> Answer:
    import zen

    def cell(text: str) -> str:
        return "" if text == "-" else text.replace('"', "'")

    names = list(table.columns)
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": f"i{n}", "name": name, "field": name} for n, name in enumerate(names)],
        "outputs": [{"id": "o", "name": "rate", "field": "rate"}],
        "rules": [
            {"_id": str(number), "o": out, **{f"i{n}": cell(text) for n, text in enumerate(cells)}}
            for number, (cells, out) in enumerate(table.rules)
        ],
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "t", "name": "t", "type": "decisionTableNode", "content": content},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "2", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return lambda inputs: decision.evaluate(inputs)["result"]["rate"]


def spiff_condition() -> Answer:
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

    engine = PythonScriptEngine()
    text = "amount > 10000 and category in ('a', 'b', 'c', 'd')"
    return lambda inputs: engine.environment.evaluate(text, inputs)


def spiff_table(table: Table) -> Answer:
    from lxml import etree
    from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
    from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
    from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

    def cell(text: str) -> str:
        if text.startswith("["):
            low, high = text.strip("[)").split("..")
            return f"{low} <= ? < {high}"
        return "" if text == "-" else text

    class Flow:
        script_engine = PythonScriptEngine()

    class Task:
        workflow = Flow()

        def __init__(self, data: Inputs) -> None:
            self.data = data

    root = etree.fromstring(table.xml(cell, names=True))
    parser = DMNParser(None, root, {"dmn": DMN}, filename="m")
    parser.parse()
    engine = DMNEngine(parser.decision.decisionTables[0])
    return lambda inputs: engine.result(Task(dict(inputs)))["rate"]


def bkflow_condition() -> Answer:
    from bkflow_feel.api import parse_expression

    text = 'amount > 10000 and list contains(["a", "b", "c", "d"], category)'
    return lambda inputs: parse_expression(text, inputs)


def bkflow_table(table: Table) -> Answer:
    from bkflow_dmn.data_model import SingleDecisionTable

    def test(name: str, text: str) -> str:
        if text.startswith("["):
            low, high = text.strip("[)").split("..")
            return f"{name} >= {low} and {name} < {high}"
        return f"{name} {text}" if text[0] in "<>" else f"{name} = {text}"

    made = SingleDecisionTable(
        title="t",
        hit_policy="Unique",
        inputs={
            "cols": [{"id": name} for name in table.columns],
            "rows": [
                " and ".join(
                    test(name, text)
                    for name, text in zip(table.columns, cells, strict=True)
                    if text != "-"
                )
                for cells, _ in table.rules
            ],
        },
        outputs={"cols": [{"id": "rate"}], "rows": [[out] for _, out in table.rules]},
    )
    return lambda inputs: made.decide(inputs)[0]["rate"]


def pysfeel_condition() -> Answer:
    from pySFeel import SFeelParser

    parser = SFeelParser()

    def answer(inputs: Inputs) -> object:
        parser.sFeelParse(f"amount <- {inputs['amount']}")
        parser.sFeelParse(f'category <- "{inputs["category"]}"')
        return parser.sFeelParse('(amount > 10000) and (category in ("a", "b", "c", "d"))')[1]

    return answer


CONDITIONS: dict[str, Callable[[], Answer]] = {
    "guiju": guiju_condition,
    "zen-engine": zen_condition,
    "SpiffWorkflow": spiff_condition,
    "bkflow-feel": bkflow_condition,
    "pySFeel": pysfeel_condition,
}
TABLES: dict[str, Callable[[Table], Answer]] = {
    "guiju": guiju_table,
    "zen-engine": zen_table,
    "SpiffWorkflow": spiff_table,
    "bkflow-dmn": bkflow_table,
}


def measure(
    engines: dict[str, Callable[[], Answer]],
    inputs: list[Inputs],
    expected: list[object],
    seconds: float,
) -> dict[str, object]:
    """Evaluations per second of each engine, or why it was left out."""
    ready: dict[str, Answer] = {}
    told: dict[str, object] = {}
    for name, make in engines.items():
        try:
            answer = make()
            found = [answer(one) for one in inputs]
        except Exception as error:
            told[name] = f"left out: {type(error).__name__}: {str(error)[:80]}"
            continue
        if found != expected:
            told[name] = "left out: other answers"
        else:
            ready[name] = answer
    best = dict.fromkeys(ready, 0.0)
    for _ in range(3):
        for name, answer in ready.items():
            best[name] = max(best[name], rate(answer, inputs, seconds))
    return {name: round(value) for name, value in best.items()} | told


def rate(answer: Answer, inputs: list[Inputs], seconds: float) -> float:
    """Evaluations per second of CPU time, going round the inputs."""
    count = 0
    began = time.process_time()
    while True:
        for one in inputs:
            answer(one)
            count += 1
            if count & 15 == 0 and time.process_time() - began > seconds:
                return count / (time.process_time() - began)
        if time.process_time() - began > seconds:
            return count / (time.process_time() - began)


def all_figures(seconds: float) -> dict[str, dict[str, object]]:
    expected: list[object] = [
        one["amount"] > 10000 and one["category"] in CATEGORIES for one in CONDITION_INPUTS
    ]
    figures = {"condition": measure(CONDITIONS, CONDITION_INPUTS, expected, seconds)}
    small = Table.small()
    figures["table of 5 rules"] = measured_table(
        small, [0, 0, 10, 5, 10, 5, 20, 15, 20, 15], seconds
    )
    for size in (10, 1000, 10000):
        table = Table.large(size)
        step = max(1, size // 20)
        figures[f"table of {size:,} rules, 4 inputs, UNIQUE"] = measured_table(
            table, list(range(0, size, step)), seconds, alone=size == 10000
        )
    return figures


def measured_table(
    table: Table, expected: list[object], seconds: float, alone: bool = False
) -> dict[str, object]:
    engines = {
        name: (lambda make=make: make(table))
        for name, make in TABLES.items()
        if name == "guiju" or not alone
    }
    return measure(engines, table.inputs, expected, seconds)


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=0.5, help="CPU seconds per round")
    parser.add_argument("--write", metavar="DATE", help="keep the result, with this date")
    arguments = parser.parse_args()
    figures = all_figures(arguments.seconds)
    print(json.dumps(figures, indent=1))
    if arguments.write:
        load = [round(value, 1) for value in os.getloadavg()]
        kept = {"date": arguments.write, "machine": machine(), "load": load, "per second": figures}
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

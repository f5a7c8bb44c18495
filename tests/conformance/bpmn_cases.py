"""Runs the shared BPMN execution cases and says which runs do not hold.

    python -m tests.conformance.bpmn_cases [--write]

`--write` refreshes `conformance/bpmn.json`; a run that once passed must go on passing.
"""

import json
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import guiju

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "conformance" / "bpmn.json"
CASES = ROOT.parent / "shared" / "bpmn-cases"


class ScriptFailed(Exception):
    """What THROW_ERROR raises."""


class Hooks:
    """The words of the test models, with the meaning their README gives them."""

    def __init__(self):
        self.trace = []

    def script(self, text, format_, variables):
        word = text.strip()
        if word.startswith("SCRIPT_"):
            self.trace.append(word.removeprefix("SCRIPT_"))
        elif word == "CREATE_MARKER_FILE":
            if "marker" not in self.trace:
                self.trace.append("marker")
        elif word.startswith("INCREMENT_INTEGER_VARIABLE"):
            if word.endswith("_AND_LOG"):
                self.trace.append("increment")
            return {"integerVariable": variables["integerVariable"] + 1}
        elif word == "SET_STRING_DATA":
            empty = [name for name, value in variables.items() if value is None]
            return dict.fromkeys(empty, "String")
        elif word == "LOG_DATA":
            if "String" in variables.values():
                self.trace.append("data")
        elif word == "THROW_ERROR":
            raise ScriptFailed(word)
        return {}


def run(path, case):
    """The trace of one run, outcomes included."""
    loaded = guiju.load(path)
    if loaded.standard is None:
        return ["!rejected"], [str(each) for each in loaded.problems]
    hooks = Hooks()
    played = guiju.play(
        loaded.standard,
        case["variables"],
        also_start=case.get("also_start", ()),
        on_script=hooks.script,
        horizon=timedelta(days=1),
    )
    notes = [played.outcome, *map(str, played.incidents)]
    if "!parallel" in case["trace"]:
        return (["!parallel"] if together(played) else hooks.trace), notes
    if played.outcome == "stuck":
        hooks.trace.append("!runtime-error")
    elif played.outcome == "failed":
        hooks.trace.append("!thrown-error")
    return hooks.trace, notes


def together(played):
    """Whether two instances of work were open at once."""
    open_, most = set(), 0
    for entry in played.entries:
        for what, _, instance in entry.path:
            if what == "entered":
                open_.add(instance)
            elif what in ("completed", "cancelled"):
                open_.discard(instance)
            most = max(most, len(open_))
    return most >= 2


def holds(expected, found):
    if expected == ["!error"]:
        return "!runtime-error" in found or "!thrown-error" in found
    return Counter(expected) == Counter(found)


def all_runs():
    """(name, number, expected, found, notes) of every run."""
    for name, cases in json.loads((CASES / "cases.json").read_text()).items():
        for number, case in enumerate(cases):
            found, notes = run(CASES / f"{name}.bpmn", case)
            yield name, number, case["trace"], found, notes


def results():
    failing = [
        f"{name}#{number}"
        for name, number, expected, found, _ in all_runs()
        if not holds(expected, found)
    ]
    total = sum(map(len, json.loads((CASES / "cases.json").read_text()).values()))
    return {"runs": total, "passed": total - len(failing), "failing": failing}


def main():
    for name, number, expected, found, notes in all_runs():
        if not holds(expected, found):
            print(f"{name}#{number}: expected {expected}, found {found} {notes}")
    if "--write" in sys.argv:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results(), indent=1) + "\n")
        print(RESULTS.read_text())


if __name__ == "__main__":
    main()

"""Cases of the purchase standard, worked on from the terminal."""

from __future__ import annotations

from typing import Any

from tests.cli.terminal import ROOT, Terminal

MODEL = ROOT / "examples" / "purchase" / "purchase.bpmn"


def begin(guiju: Terminal, case: str = "P-1", amount: int = 500) -> None:
    """Deploy, start a case and write its request: it then waits for goods or approval."""
    assert guiju("deploy", MODEL).code == 0
    ran = guiju("start", "purchase", "--case", case, "--vars", f'{{"order": "{case}"}}')
    assert ran.code == 0, ran.err
    done(guiju, f"{case}:1", "ann", "staff", f'{{"amount": {amount}}}')


def done(guiju: Terminal, task: str, actor: str, group: str, given: str = "{}") -> dict[str, Any]:
    """Complete a task; the answer."""
    ran = guiju(
        "task", "complete", task, "--actor", actor, "--group", group, "--vars", given, "--json"
    )
    assert ran.code == 0, ran.out
    found: dict[str, Any] = ran.data
    return found


def finish(guiju: Terminal, case: str = "P-1") -> None:
    """The goods come and the invoice is booked."""
    ran = guiju("message", "Goods have come", "--key", case, "--json")
    assert (ran.code, ran.data["case"]) == (0, case)
    [task] = [each for each in guiju("tasks", "--json").data["tasks"] if each["case"] == case]
    assert done(guiju, task["task"], "eve", "accounts")["status"] == "completed"

"""What all diagrams share: expressions, correlation, names (chapter 8)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.file import File, executable, local
from guiju.standard.model.problem import Problem

# Expressions that say nothing when they are empty, and the element that needs them.
_EXPRESSIONS = (
    "conditionExpression", "condition", "timeDate", "timeDuration", "timeCycle", "loopCondition",
    "loopCardinality", "completionCondition", "activationCondition", "transformation", "from",
    "to", "messagePath", "dataPath", "formalExpression",
)  # fmt: skip


def expression_empty(file: File) -> Iterator[Problem]:
    """An expression has a body; drawing tools leave them empty where nothing is run (8.4.2)."""
    for element in file.all(*_EXPRESSIONS):
        process = element.inside("process")
        if element.text.strip() or element.attributes.keys() & _resources(element.attributes):
            continue
        say = wrong if process is None or executable(element) else doubtful
        yield say("expression-empty", element, "A {tag} must hold an expression; it is empty.")


def _resources(names: dict[str, str]) -> set[str]:
    """Some engines read the text from a file beside the model."""
    return {name for name in names if name.startswith("{") and name.endswith("}resource")}


def correlation_bindings(file: File) -> Iterator[Problem]:
    """A subscription binds each property of its key, and no other (Table 8.35)."""
    for subscription in file.all("correlationSubscription"):
        key = file.follow(subscription, "correlationKeyRef")
        if key is None:
            continue
        wanted = [local(ref.text) for ref in key.all("correlationPropertyRef")]
        bound = [
            local(binding.get("correlationPropertyRef") or "")
            for binding in subscription.all("correlationPropertyBinding")
        ]
        if sorted(wanted) != sorted(bound):
            yield wrong(
                "correlation-bindings",
                subscription,
                "A correlation subscription must bind each property of its key once: {expected}; "
                "it binds {found}.",
                expected=", ".join(wanted),
                found=", ".join(bound) or "none",
            )


def signal_names(file: File) -> Iterator[Problem]:
    """Signals find each other by name."""
    for signal in file.all("signal"):
        if not signal.name:
            yield doubtful("signal-without-name", signal, "A signal should have a name.")


RULES = (expression_empty, correlation_bindings, signal_names)

"""What all diagrams share: expressions, correlation, names (chapter 8)."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.file import File, drawing, local
from guiju.standard.bpmn.references import where
from guiju.standard.model.problem import Problem

_ITEM_REFERENCES = (
    ("error", "structureRef"), ("escalation", "structureRef"),
    ("signal", "structureRef"), ("correlationProperty", "type"), ("resourceParameter", "type"),
)  # fmt: skip

# Expressions that say nothing when they are empty, and the element that needs them.
_EXPRESSIONS = (
    "conditionExpression", "condition", "timeDate", "timeDuration", "timeCycle", "loopCondition",
    "loopCardinality", "completionCondition", "activationCondition", "transformation", "from",
    "to", "messagePath", "dataPath", "formalExpression",
)  # fmt: skip


def expression_empty(file: File) -> Iterator[Problem]:
    """An expression has a body; drawing tools leave them empty where nothing is run (8.4.2)."""
    for element in file.all(*_EXPRESSIONS):
        if element.text.strip() or element.attributes.keys() & _resources(element.attributes):
            continue
        say = doubtful if drawing(file, element) else wrong
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


def item_references(file: File) -> Iterator[Problem]:
    """What carries data names an item definition; other prefixes lead to other languages (8.4)."""
    for tag, attribute in _ITEM_REFERENCES:
        for element in file.all(tag):
            ref = element.get(attribute)
            if ref is None or file.tool:
                continue
            place, target = where(file, element, ref)
            prefix = ref.rpartition(":")[0]
            if place == "nowhere" and element.xml.nsmap.get(prefix) in (file.target, file.own):
                yield wrong(
                    "dangling-reference",
                    element,
                    "{attribute} must name an element of the file; there is no {ref}.",
                    attribute=attribute,
                    ref=ref,
                )
            elif target is not None and target.tag != "itemDefinition":
                yield wrong(
                    "reference-to-wrong-kind",
                    element,
                    "{attribute} must name one of {expected}; {ref} is a {found}.",
                    attribute=attribute,
                    expected="itemDefinition",
                    ref=ref,
                    found=target.tag,
                )


RULES = (item_references, expression_empty, correlation_bindings, signal_names)

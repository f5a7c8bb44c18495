"""Extensions: languages other than FEEL, and what our own attributes may say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guiju.standard.bpmn.bad import doubtful, wrong
from guiju.standard.bpmn.element import Element
from guiju.standard.bpmn.file import File, executable
from guiju.standard.bpmn.juel import is_juel, to_feel
from guiju.standard.bpmn.namespaces import CAMUNDA, OURS
from guiju.standard.bpmn.reading.expressions import expression
from guiju.standard.bpmn.schema.table import EXPRESSIONS
from guiju.standard.model.problem import Problem

ATTRIBUTES = frozenset(
    (
        "clause", "role", "form", "due", "certificate", "differentFrom", "indicator", "decision",
        "result", "job", "assignee", "users", "priority", "retries", "correlation", "variable",
        "collection", "element", "results", "allInputs", "allOutputs", "calledElement",
        "deadline",
    )
)  # fmt: skip
ELEMENTS = frozenset(("clauses", "parameters", "input", "output", "header", "other"))

# Attributes that hold an expression for us; the text of a job's type is taken as it is.
_EXPRESSIONS = ("assignee", "candidateUsers", "candidateGroups", "dueDate", "priority")


def language(file: File) -> Iterator[Problem]:
    """FEEL is the only language of expressions; simple JUEL is said in FEEL."""
    for element in file.all(*EXPRESSIONS.split(), "formalExpression"):
        told = expression(element)
        if told is None or told.language == "feel":
            continue
        say = wrong if executable(element) else doubtful
        yield say(
            "expression-language",
            element,
            "An expression must be in FEEL; {text!r} is in {language}.",
            text=told.text,
            language=told.language,
        )


def vendor_expressions(file: File) -> Iterator[Problem]:
    """Vendor attributes whose expression cannot be said in FEEL."""
    for element in file.root.walk():
        for name, text in element.attributes.items():
            uri, _, bare = name[1:].partition("}")
            if uri not in CAMUNDA or not is_juel(text) or to_feel(text) is not None:
                continue
            if bare == "collection":
                yield _untold(wrong if executable(element) else doubtful, element, text)
            elif bare in _EXPRESSIONS:
                yield _untold(doubtful, element, text)
        mapped = element.tag.endswith("putParameter") and is_juel(element.text)
        if mapped and to_feel(element.text) is None:
            yield _untold(doubtful, element, element.text.strip())


def _untold(say: Callable[..., Problem], element: Element, text: str) -> Problem:
    template = "An expression must be in FEEL; {text!r} is in {language}."
    return say("expression-language", element, template, text=text, language="juel")


def own_names(file: File) -> Iterator[Problem]:
    """Attributes and elements of our namespace are those of its schema."""
    prefix = "{" + OURS + "}"
    for element in file.root.walk():
        for name in element.attributes:
            if name.startswith(prefix) and name[len(prefix) :] not in ATTRIBUTES:
                yield doubtful(
                    "unknown-extension",
                    element,
                    "{name} has no meaning in {namespace}.",
                    name=name[len(prefix) :],
                    namespace=OURS,
                )
        if element.tag == "extensionElements":
            for child in element.children:
                if child.tag.startswith(prefix) and child.tag[len(prefix) :] not in ELEMENTS:
                    yield doubtful(
                        "unknown-extension",
                        child,
                        "{name} has no meaning in {namespace}.",
                        name=child.tag[len(prefix) :],
                        namespace=OURS,
                    )


def different_from(file: File) -> Iterator[Problem]:
    """Four eyes: the other steps must be there."""
    for element in file.root.walk():
        for ref in element.attributes.get("{" + OURS + "}differentFrom", "").split():
            if file.find(ref) is None:
                yield wrong(
                    "dangling-reference",
                    element,
                    "{attribute} must name an element of the file; there is no {ref}.",
                    attribute="differentFrom",
                    ref=ref,
                )


RULES = (language, vendor_expressions, own_names, different_from)

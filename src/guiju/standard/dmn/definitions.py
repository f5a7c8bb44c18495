"""A DMN file as it was written (DMN 1.5, chapters 6 and 7): plain immutable data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from guiju.standard.dmn.expressions import Expression, FunctionDefinition, UnaryTests, Variable
from guiju.standard.dmn.versions import LATEST
from guiju.standard.model.problem import Problem
from guiju.standard.model.xml import read_xml

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of XML that is kept and not looked into; equal whatever prefixes it uses."""

    text: str

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Fragment):
            return NotImplemented
        return self.text == other.text or _plain(self.text) == _plain(other.text)

    def __hash__(self) -> int:
        return hash(Fragment)


def _plain(text: str) -> list[Any]:
    """Names, attributes and texts in document order, prefixes resolved."""
    root = read_xml(text.encode())
    if isinstance(root, Problem):
        return [text]
    return [
        (one.tag, sorted(one.attrib.items()), one.text, one.tail, len(one)) for one in root.iter()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What every named element has; ``attributes`` and ``extensions`` are other vendors' own.

    Attributes:
        id: unique in the file, None where the file gives none.
        name: the name that expressions use.
        description: prose.
        attributes: attributes of foreign namespaces, (Clark name, value), sorted.
        extensions: foreign extension elements, each a fragment.
        line: source line.
    """

    name: str
    id: str | None = None
    label: str | None = None
    description: str | None = None
    attributes: Pairs = ()
    extensions: tuple[Fragment, ...] = ()
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Element):
    """Another model whose elements this one uses (6.3.3); ``name`` is the prefix in expressions."""

    namespace: str
    import_type: str
    location: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDefinition(Element):
    """A type (7.3.2): a name for another type, a structure, a collection or a function type.

    Attributes:
        type_ref: the type it restricts, None for a structure or a function type.
        allowed_values: unary tests on the value (on each element of a collection).
        type_constraint: unary tests on the whole value (DMN 1.5).
        components: the entries of a structure.
        is_collection: whether the value is a list of such values.
        parameters: of a function type; None where this is none.
        result: type of a function type's value.
    """

    type_ref: str | None = None
    allowed_values: UnaryTests | None = None
    type_constraint: UnaryTests | None = None
    components: tuple[ItemDefinition, ...] = ()
    is_collection: bool = False
    parameters: tuple[Variable, ...] | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to an element: its id, and the namespace of its model (None: this model)."""

    id: str
    namespace: str | None = None

    def __str__(self) -> str:
        return f"{self.namespace or ''}#{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """An arrow of the requirement graph that ends at the element that holds it (6.2.2)."""

    kind: Literal["input", "decision", "knowledge", "authority"]
    target: Reference
    id: str | None = None
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRow:
    """A decision's own test: given these inputs, expect this value (both JSON texts)."""

    __test__ = False

    name: str
    given: str
    expect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputData(Element):
    """What a decision is given from outside (6.3.11)."""

    variable: Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """A decision (6.3.7): a value determined from required values by an expression.

    ``others`` are children that have no bearing on the value (owners, processes, goals).
    """

    variable: Variable
    requirements: tuple[Requirement, ...] = ()
    expression: Expression | None = None
    question: str | None = None
    answers: str | None = None
    others: tuple[Fragment, ...] = ()
    tests: tuple[TestRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessKnowledgeModel(Element):
    """A function that decisions may invoke by name (6.3.9)."""

    variable: Variable
    requirements: tuple[Requirement, ...] = ()
    logic: FunctionDefinition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionService(Element):
    """A part of the graph that may be called like a function (6.3.10)."""

    variable: Variable
    outputs: tuple[Reference, ...] = ()
    encapsulated: tuple[Reference, ...] = ()
    input_decisions: tuple[Reference, ...] = ()
    input_data: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSource(Element):
    """Where knowledge comes from (6.3.12); no bearing on values. ``others`` as in Decision."""

    requirements: tuple[Requirement, ...] = ()
    others: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Element):
    """One DMN file (6.3.2).

    Attributes:
        namespace: names this model in references from others.
        version: the namespace of the DMN version it is written in.
        diagrams: the DMNDI part as a fragment, None where there is none.
        others: artifacts and groups, each a fragment.
    """

    namespace: str
    version: str = LATEST
    expression_language: str | None = None
    type_language: str | None = None
    exporter: Pairs = ()
    imports: tuple[Import, ...] = ()
    types: tuple[ItemDefinition, ...] = ()
    inputs: tuple[InputData, ...] = ()
    decisions: tuple[Decision, ...] = ()
    knowledge: tuple[BusinessKnowledgeModel, ...] = ()
    services: tuple[DecisionService, ...] = ()
    sources: tuple[KnowledgeSource, ...] = ()
    others: tuple[Fragment, ...] = ()
    diagrams: Fragment | None = None

"""Definitions -> nodes: every element compiled once, imported models' nodes beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Definitions,
    Element,
    InputData,
    ItemDefinition,
    Reference,
    Requirement,
)
from guiju.standard.dmn.graph.nodes import (
    DecisionNode,
    FunctionNode,
    InputNode,
    Key,
    Need,
    Node,
)
from guiju.standard.dmn.graph.plans import functions_of
from guiju.standard.dmn.graph.services import service_node
from guiju.standard.dmn.logic.boxed import compile_function, compile_logic
from guiju.standard.dmn.logic.place import Place, Workshop
from guiju.standard.dmn.logic.texts import compile_tests
from guiju.standard.dmn.logic.typed import Border, border
from guiju.standard.dmn.run import RUNNING, Deciding
from guiju.standard.dmn.table.compile import CompiledTable
from guiju.standard.dmn.types import Types, member_names
from guiju.standard.dmn.walk import drg_elements
from guiju.standard.feel.types import FunctionType, Type
from guiju.standard.model.problem import Problem


@dataclass(slots=True)
class Linked:
    """A model ready to be evaluated.

    Attributes:
        definitions: what was read.
        nodes: its elements and those of all models it imports, by key.
        variables: name of the variable of each of its own elements, by key.
        types: its own and imported types by name.
        tables: its decision tables with their cells, compiled.
        problems: texts that are not FEEL.
    """

    definitions: Definitions
    nodes: dict[Key, Node]
    variables: dict[Key, str]
    types: Mapping[str, Type]
    tables: tuple[CompiledTable, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def link(definitions: Definitions, imported: Mapping[str, Linked], index: bool = True) -> Linked:
    """Compile all elements of a model.

    Args:
        definitions: what was read.
        imported: the models it imports, linked, by namespace.
        index: whether decision tables get an index.
    """
    return _Linking(definitions, imported, index).link()


def key_of(definitions: Definitions, element: Element) -> Key:
    """The key of an element of a model."""
    return definitions.namespace, element.id or element.name


class _Linking:
    """The work of linking one model: tables that all elements need, then one node for each."""

    def __init__(
        self, definitions: Definitions, imported: Mapping[str, Linked], index: bool
    ) -> None:
        self.definitions = definitions
        self.imported = imported
        self.prefixes = {one.namespace: one.name for one in definitions.imports}
        self.nodes: dict[Key, Node] = {}
        for other in imported.values():
            self.nodes.update(other.nodes)
        self.variables = {
            key_of(definitions, one): one.variable.name
            for one in drg_elements(definitions)
            if isinstance(one, InputData | Decision | BusinessKnowledgeModel | DecisionService)
        }
        self.shop = Workshop(
            types=Types(
                own={item.name: item for item in definitions.types},
                imported=self._foreign_types(),
                compile=self._allowed,
            ),
            members=frozenset(self._members()),
            language=definitions.expression_language,
            items={item.name: item for item in definitions.types},
            index=index,
        )
        self.shop.named = self.shop.types.all_named()
        self.shop.problems.extend(
            Problem("dmn-type-deep", "'{type}' is too many types away.", name, {"type": name})
            for name in sorted(self.shop.types.too_deep)
        )

    def link(self) -> Linked:
        for one in self.definitions.inputs:
            self._input(one)
        for knowledge in self.definitions.knowledge:
            self._knowledge(knowledge)
        for service in self.definitions.services:
            self._service(service)
        for decision in self.definitions.decisions:
            self._decision(decision)
        return Linked(
            self.definitions,
            self.nodes,
            self.variables,
            self.shop.named,
            tuple(self.shop.tables),
            self.shop.problems,
        )

    def _foreign_types(self) -> dict[str, Type]:
        found: dict[str, Type] = {}
        for namespace, prefix in self.prefixes.items():
            other = self.imported.get(namespace)
            for name, type_ in {} if other is None else other.types.items():
                found[f"{prefix}.{name}" if prefix else name] = type_
        return found

    def _members(self) -> set[str]:
        found = member_names(self.definitions)
        for other in self.imported.values():
            found |= member_names(other.definitions) | set(other.variables.values())
        return found | _entry_names(self.definitions)

    def _allowed(self, item: ItemDefinition, tests: box.UnaryTests) -> Callable[[Any], bool]:
        code, _ = compile_tests(Place(self.shop, item.id or item.name), tests)

        def is_allowed(value: Any) -> bool:
            around = RUNNING.get()
            own = Deciding({})
            if around is None:
                return code({"?": value}, own) is True
            own.fuel = around.fuel - 1
            try:
                return code({"?": value}, own) is True
            finally:
                around.fuel = own.fuel

        return is_allowed

    def _needs(self, arrows: Sequence[Requirement], kinds: frozenset[str]) -> tuple[Need, ...]:
        found = (self._need(arrow.target) for arrow in arrows if arrow.kind in kinds)
        return tuple(need for need in found if need is not None)

    def _need(self, target: Reference) -> Need | None:
        if target.namespace is None:
            key = (self.definitions.namespace, target.id)
            name = self.variables.get(key)
            return None if name is None else Need(key, name)
        other = self.imported.get(target.namespace)
        key = (target.namespace, target.id)
        name = None if other is None else other.variables.get(key)
        if name is None:
            return None
        return Need(key, name, self.prefixes.get(target.namespace) or None)

    def _place(self, element: Element, *needs: tuple[Need, ...]) -> Place:
        names = {need.prefix or need.name for group in needs for need in group}
        return Place(self.shop, element.id or element.name, frozenset(names))

    def _border(self, one: InputData | Decision) -> Border:
        name = one.variable.type_ref
        return border(self.shop.types.named(name), name or "", one.id or one.name)

    def _input(self, one: InputData) -> None:
        key = key_of(self.definitions, one)
        self.nodes[key] = InputNode(key, one.variable.name, one.id or one.name, self._border(one))

    def _decision(self, one: Decision) -> None:
        needs = self._needs(one.requirements, frozenset({"input", "decision"}))
        functions = self._needs(one.requirements, frozenset({"knowledge"}))
        key = key_of(self.definitions, one)
        self.nodes[key] = DecisionNode(
            key=key,
            name=one.variable.name,
            element=one.id or one.name,
            needs=needs,
            functions=functions,
            code=compile_logic(self._place(one, needs, functions), one.expression),
            border=self._border(one),
        )

    def _knowledge(self, one: BusinessKnowledgeModel) -> None:
        """The function sees itself; its scope is filled at its first call, when all exist."""
        key = key_of(self.definitions, one)
        own = Need(key, one.variable.name)
        needs = (own, *self._needs(one.requirements, frozenset({"knowledge"})))
        logic = one.logic or box.FunctionDefinition(parameters=(), body=None)
        make = compile_function(self._place(one, needs), logic, one.variable.name)
        scope = _Late(lambda: functions_of(needs, self.nodes))
        result = _result(self.shop.types.named(one.variable.type_ref))
        function = make(scope, result)
        self.nodes[key] = FunctionNode(key, one.variable.name, one.id or one.name, function)

    def _service(self, one: DecisionService) -> None:
        key = key_of(self.definitions, one)
        parameters = self._all_needs((*one.input_data, *one.input_decisions))
        types = [self._type_of(need) for need in parameters]
        self.nodes[key] = service_node(
            key,
            one.variable.name,
            one.id or one.name,
            parameters,
            types,
            self._all_needs(one.outputs),
            _result(self.shop.types.named(one.variable.type_ref)),
            self.nodes,
        )

    def _all_needs(self, targets: Sequence[Reference]) -> tuple[Need, ...]:
        found = (self._need(target) for target in targets)
        return tuple(need for need in found if need is not None)

    def _type_of(self, need: Need) -> Type:
        typed: list[InputData | Decision] = [*self.definitions.inputs, *self.definitions.decisions]
        for one in typed:
            if key_of(self.definitions, one) == need.key:
                return self.shop.types.named(one.variable.type_ref)
        return self.shop.types.named(None)


def _result(type_: Type) -> Type:
    """The type of a function's value: DMN 1.2 gave that alone, 1.3 the whole function type."""
    return type_.result if isinstance(type_, FunctionType) else type_


def _entry_names(definitions: Definitions) -> set[str]:
    """Names of entries of contexts, columns and outputs: they may stand behind a dot."""
    from guiju.standard.dmn.walk import expressions_of, inner

    found: set[str] = set()
    for element in drg_elements(definitions):
        for top in expressions_of(element):
            for one in inner(top):
                if isinstance(one, box.Context):
                    found.update(e.variable.name for e in one.entries if e.variable is not None)
                elif isinstance(one, box.Relation):
                    found.update(column.name for column in one.columns)
                elif isinstance(one, box.DecisionTable) and len(one.outputs) > 1:
                    found.update(output.name for output in one.outputs if output.name)
    return found


class _Late(dict[str, Any]):
    """Names in scope that are looked up when first asked for."""

    def __init__(self, make: Callable[[], dict[str, Any]]) -> None:
        super().__init__()
        self._make: Callable[[], dict[str, Any]] | None = make

    def __missing__(self, name: str) -> Any:
        if self._make is None:
            raise KeyError(name)
        self.update(self._make())
        self._make = None
        return self[name]

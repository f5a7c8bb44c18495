"""Each kind of boxed expression as a function of (scope, run) (DMN 1.5, section 10.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guiju.standard.dmn import expressions as box
from guiju.standard.dmn.logic.place import Code, Place
from guiju.standard.dmn.logic.texts import compile_text
from guiju.standard.dmn.logic.typed import typed
from guiju.standard.dmn.run import Deciding
from guiju.standard.dmn.table.compile import compile_table
from guiju.standard.feel.invocation import invoke
from guiju.standard.feel.ranges import steps
from guiju.standard.feel.scope import Scope
from guiju.standard.feel.temporal import Date
from guiju.standard.feel.types import ANY, Type
from guiju.standard.feel.values import Function, Parameter, Range


def compile_logic(place: Place, expression: box.Expression | None) -> Code:
    """The expression as code; a value that is not of its stated type becomes null.

    Args:
        place: where it stands; texts that are not FEEL are reported there and worth null.
        expression: None stands for a part that is missing, which is worth null.
    """
    match expression:
        case None | box.Unread():
            return _nothing
        case box.LiteralExpression():
            code = compile_text(place, expression).run
        case box.DecisionTable():
            code = compile_table(place, expression)
        case box.Context():
            code = _context(place, expression)
        case box.ListExpression():
            code = _list(place, expression)
        case box.Relation():
            code = _relation(place, expression)
        case box.Invocation():
            code = _invocation(place, expression)
        case box.FunctionDefinition():
            return _function(place, expression)
        case box.Conditional():
            code = _conditional(place, expression)
        case box.Filter():
            code = _filter(place, expression)
        case box.Iterator():
            code = _iterator(place, expression)
    return typed(place, expression.type_ref, code)


def _nothing(scope: Any, run: Deciding) -> Any:
    return None


def _context(place: Place, node: box.Context) -> Code:
    entries: list[tuple[str, Code]] = []
    result: Code | None = None
    for entry in node.entries:
        code = compile_logic(place, entry.expression)
        if entry.variable is None:
            result = code
            continue
        entries.append((entry.variable.name, typed(place, entry.variable.type_ref, code)))
        place = place.naming(entry.variable.name)
    last = result

    def context(scope: Any, run: Deciding) -> Any:
        inside = Scope(scope)
        for name, code in entries:
            inside[name] = code(inside, run)
        return dict(inside) if last is None else last(inside, run)

    return context


def _list(place: Place, node: box.ListExpression) -> Code:
    items = [compile_logic(place, item) for item in node.items]
    return lambda scope, run: [item(scope, run) for item in items]


def _relation(place: Place, node: box.Relation) -> Code:
    rows = [
        [
            (column.name, typed(place, column.type_ref, compile_logic(place, cell)))
            for column, cell in zip(node.columns, row.items, strict=False)
        ]
        for row in node.rows
    ]
    return lambda scope, run: [{name: cell(scope, run) for name, cell in row} for row in rows]


def _invocation(place: Place, node: box.Invocation) -> Code:
    called = compile_logic(place, node.called)
    bindings = [
        (
            binding.parameter.name,
            typed(place, binding.parameter.type_ref, compile_logic(place, binding.expression)),
        )
        for binding in node.bindings
    ]

    def invocation(scope: Any, run: Deciding) -> Any:
        arguments = {name: code(scope, run) for name, code in bindings}
        function = called(scope, run)
        if not isinstance(function, Function):
            run.note("dmn-no-function", "What is invoked must be a function.", place.element)
            return None
        mark = len(run.warnings)
        value = invoke(function, [], arguments, 0, run)
        run.place(mark, place.element, node.line)
        return value

    return invocation


def _function(place: Place, node: box.FunctionDefinition) -> Code:
    make = compile_function(place, node, "")
    return lambda scope, run: make(scope)


def compile_function(place: Place, node: box.FunctionDefinition, name: str) -> Any:
    """A function definition as code that makes a function out of the names it sees."""
    types = place.workshop.types
    names = tuple(parameter.name for parameter in node.parameters)
    parameters = tuple(Parameter(one.name, types.named(one.type_ref)) for one in node.parameters)
    body: Code = _nothing
    if node.kind == "FEEL":
        body = typed(place, node.type_ref, compile_logic(place.naming(*names), node.body))

    def make(scope: Any, result: Type = ANY) -> Function:
        def run_body(arguments: Sequence[Any], run: Any) -> Any:
            inside = Scope(scope)
            inside.update(zip(names, arguments, strict=True))
            return body(inside, run)

        return Function(parameters, run_body, name, result)

    return make


def _conditional(place: Place, node: box.Conditional) -> Code:
    condition = compile_logic(place, node.condition)
    then = compile_logic(place, node.then)
    otherwise = compile_logic(place, node.otherwise)

    def conditional(scope: Any, run: Deciding) -> Any:
        held = condition(scope, run)
        if held is True:
            return then(scope, run)
        if held is False or held is None:
            return otherwise(scope, run)
        return _no_truth(run, place.element)

    return conditional


def _no_truth(run: Deciding, element: str) -> None:
    run.note("dmn-condition", "A condition must be true or false.", element)


def _filter(place: Place, node: box.Filter) -> Code:
    source = compile_logic(place, node.source)
    members = place.workshop.members
    match = compile_logic(place.naming("item", *members), node.match)

    def filtered(scope: Any, run: Deciding) -> Any:
        found = []
        for item in _elements(source(scope, run)):
            run.burn()
            inside = Scope(scope)
            if isinstance(item, dict):
                inside.update(item)
            inside.setdefault("item", item)
            held = match(inside, run)
            if held is True:
                found.append(item)
            elif held is not False and held is not None:
                return _no_truth(run, place.element)
        return found

    return filtered


def _elements(value: Any) -> list[Any]:
    """The elements of a list; any other value is a list of itself, null is none."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _iterator(place: Place, node: box.Iterator) -> Code:
    source = compile_logic(place, node.source)
    extra = ("partial",) if node.kind == "for" else ()
    body = compile_logic(place.naming(node.variable, *extra), node.body)
    if node.kind == "for":
        return _for(node.variable, source, body, place.element)
    return _quantified(node.kind == "some", node.variable, source, body, place.element)


def _for(variable: str, source: Code, body: Code, element: str) -> Code:
    def iterate(scope: Any, run: Deciding) -> Any:
        items = _iterated(source(scope, run), run, element)
        if items is None:
            return None
        found: list[Any] = []
        for item in items:
            run.burn()
            inside = Scope(scope)
            inside["partial"] = found
            inside[variable] = item
            found.append(body(inside, run))
        return run.sized(found)

    return iterate


def _quantified(some: bool, variable: str, source: Code, body: Code, element: str) -> Code:
    """``some`` is a disjunction and ``every`` a conjunction in FEEL's three-valued logic."""

    def quantified(scope: Any, run: Deciding) -> Any:
        items = _iterated(source(scope, run), run, element)
        if items is None:
            return None
        answer: bool | None = not some
        for item in items:
            run.burn()
            inside = Scope(scope)
            inside[variable] = item
            held = body(inside, run)
            if held is some:
                return some
            if held is None:
                answer = None
            elif not isinstance(held, bool):
                return _no_truth(run, element)
        return answer

    return quantified


def _iterated(value: Any, run: Deciding, element: str) -> Any:
    if isinstance(value, list):
        return value
    if isinstance(value, Range):
        found = steps(value)
        if found is not None and isinstance(value.start, Date):
            return [Date.of_number(number) for number in found]
        if found is not None:
            return found
    elif value is not None:
        return [value]
    run.note("dmn-iteration", "A list was expected to go over.", element)
    return None

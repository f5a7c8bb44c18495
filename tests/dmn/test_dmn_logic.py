"""Boxed expressions, types at the borders, services and imports."""

from typing import Any

import pytest

from guiju.standard import dmn
from guiju.standard.dmn.definitions import Import
from tests.dmn.models import LATEST, decision, definitions, inputs, literal, model, needs


def value(expression: str, **variables: Any) -> Any:
    kinds = dict.fromkeys(variables, "Any")
    body = inputs(**kinds) + decision(expression, needs=needs(*variables))
    return dmn.decide(model(body), "D", variables).value


def entry(name: str, expression: str) -> str:
    named = f'<variable name="{name}"/>' if name else ""
    return f"<contextEntry>{named}{expression}</contextEntry>"


def test_a_context_without_a_result_is_its_entries() -> None:
    boxed = f"<context>{entry('a', literal('1'))}{entry('b', literal('a + 1'))}</context>"
    assert value(boxed) == {"a": 1, "b": 2}


def test_a_context_with_a_result_is_that() -> None:
    boxed = f"<context>{entry('a', literal('1'))}{entry('', literal('a + 1'))}</context>"
    assert value(boxed) == 2


def test_relations_and_lists() -> None:
    rows = "".join(f"<row>{literal(str(n))}{literal(str(n * n))}</row>" for n in (1, 2))
    relation = f'<relation><column name="n"/><column name="square"/>{rows}</relation>'
    assert value(relation) == [{"n": 1, "square": 1}, {"n": 2, "square": 4}]
    assert value(f"<list>{literal('1')}{literal('x')}</list>", x=5) == [1, 5]


@pytest.mark.parametrize(
    ("boxed", "expected"),
    [
        ("<conditional><if>{0}</if><then>{1}</then><else>{2}</else></conditional>", 1),
        ("<filter><in>{3}</in><match>{4}</match></filter>", [2, 3]),
        ('<for iteratorVariable="i"><in>{3}</in><return>{5}</return></for>', [2, 4, 6]),
        ('<some iteratorVariable="i"><in>{3}</in><satisfies>{6}</satisfies></some>', True),
        ('<every iteratorVariable="i"><in>{3}</in><satisfies>{6}</satisfies></every>', False),
    ],
)
def test_boxed_control(boxed: str, expected: object) -> None:
    texts = ["true", "1", "2", "[1, 2, 3]", "item > 1", "i * 2", "i > 2"]
    assert value(boxed.format(*map(literal, texts))) == expected


def test_a_function_defined_in_a_context_is_invoked_by_a_box() -> None:
    function = (
        '<functionDefinition><formalParameter name="n" typeRef="number"/>'
        f"{literal('n * 10')}</functionDefinition>"
    )
    call = (
        f'<invocation>{literal("f")}<binding><parameter name="n"/>{literal("x")}</binding>'
        "</invocation>"
    )
    boxed = f"<context>{entry('f', function)}{entry('', call)}</context>"
    assert value(boxed, x=4) == 40
    assert value(boxed, x="four") is None


def test_allowed_values_of_a_type_turn_others_into_null() -> None:
    kind = (
        '<itemDefinition name="tKind"><typeRef>string</typeRef>'
        '<allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>'
    )
    made = model(kind + inputs(k="tKind") + decision(literal("k"), needs=needs("k")))
    assert dmn.decide(made, "D", {"k": "a"}).value == "a"
    assert dmn.decide(made, "D", {"k": ["b"]}).value == "b"
    wrong = dmn.decide(made, "D", {"k": "c"})
    assert (wrong.value, [one.code for one in wrong.warnings]) == (None, ["dmn-type"])


def test_a_constraint_looks_at_the_whole_list() -> None:
    kind = (
        '<itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef>'
        "<allowedValues><text>&gt; 0</text></allowedValues>"
        "<typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>"
    )
    made = model(kind + inputs(k="tFew") + decision(literal("k"), needs=needs("k")))
    assert dmn.decide(made, "D", {"k": [1, 2]}).value == [1, 2]
    assert dmn.decide(made, "D", {"k": [1, 2, 3]}).value is None
    assert dmn.decide(made, "D", {"k": [1, -2]}).value is None


def test_structures_may_hold_themselves() -> None:
    kind = (
        '<itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef>'
        '</itemComponent><itemComponent name="boss"><typeRef>tPerson</typeRef></itemComponent>'
        "</itemDefinition>"
    )
    made = model(kind + inputs(p="tPerson") + decision(literal("p.boss.name"), needs=needs("p")))
    person = {"name": "a", "boss": {"name": "b", "boss": None}}
    assert dmn.decide(made, "D", {"p": person}).value == "b"


SERVICE = (
    inputs(x="number")
    + decision(literal("x + 1"), name="inner", needs=needs("x"))
    + decision(
        literal("inner * 10"),
        name="outer",
        needs='<informationRequirement><requiredDecision href="#inner"/></informationRequirement>',
    )
    + '<decisionService id="S" name="S"><variable name="S"/><outputDecision href="#outer"/>'
    '<inputDecision href="#inner"/></decisionService>'
    + decision(
        literal("S(7)"),
        name="caller",
        needs='<knowledgeRequirement><requiredKnowledge href="#S"/></knowledgeRequirement>',
    )
)


def test_a_service_takes_its_input_decisions_as_parameters() -> None:
    made = model(SERVICE)
    assert dmn.decide(made, "caller", {}).value == 70
    assert dmn.decide(made, "S", {"inner": 3}).value == 30
    assert dmn.decide(made, "outer", {"x": 1}).value == 20


OTHER = definitions(
    '<itemDefinition name="tAge"><typeRef>number</typeRef></itemDefinition>'
    + inputs(age="tAge")
    + decision(literal("age >= 18"), name="adult", needs=needs("age"))
).replace(b"urn:test", b"urn:other")


def importing(text: str) -> bytes:
    need = (
        '<informationRequirement><requiredDecision href="urn:other#adult"/>'
        "</informationRequirement>"
    )
    return definitions(
        f'<import name="other" namespace="urn:other" importType="{LATEST}"/>'
        + decision(literal(text), kind="boolean", needs=need)
    )


def test_imported_decisions_are_seen_behind_the_name_of_the_import() -> None:
    asked: list[str] = []

    def resolve(one: Import) -> bytes:
        asked.append(one.namespace)
        return OTHER

    loaded = dmn.load(importing("not(other.adult)"), resolve)
    assert loaded.problems == ()
    assert loaded.model is not None
    assert asked == ["urn:other"]
    assert dmn.decide(loaded.model, "D", {"age": 3}).value is True
    assert dmn.decide(loaded.model, "D", {"{urn:other}age": 30, "age": 3}).value is False


def test_a_model_imported_many_times_is_read_once() -> None:
    """Twenty models that all import all later ones would else be read a million times."""
    files = {
        f"urn:m{n}": definitions(
            "".join(
                f'<import name="m{k}" namespace="urn:m{k}" importType="{LATEST}"/>'
                for k in range(n + 1, 20)
            )
            + decision("")
        ).replace(b"urn:test", f"urn:m{n}".encode())
        for n in range(20)
    }
    asked: list[str] = []

    def resolve(one: Import) -> bytes:
        asked.append(one.namespace)
        return files[one.namespace]

    loaded = dmn.load(files["urn:m0"], resolve)
    assert len(loaded.problems) == 20
    assert len(asked) == len(set(asked)) == 19


def test_models_that_import_each_other_are_refused() -> None:
    loop = importing("1").replace(b"urn:other", b"urn:test")
    codes = [problem.code for problem in dmn.load(loop, lambda _: loop).problems]
    assert "dmn-import-circle" in codes


def test_an_import_of_another_namespace_is_told() -> None:
    codes = [p.code for p in dmn.load(importing("1"), lambda _: SERVICE_FILE).problems]
    assert codes[0] == "dmn-import-namespace"


SERVICE_FILE = definitions(SERVICE).replace(b"urn:test", b"urn:third")

"""Wrong models: every mistake is one problem with its place, and nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.standard import dmn
from guiju.standard.dmn.versions import MODELS
from tests.dmn.models import decision, definitions, inputs, literal, needs, problems, table


def knows(name: str, text: str, *requires: str) -> str:
    """A business knowledge model without parameters."""
    arrows = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{one}"/></knowledgeRequirement>'
        for one in requires
    )
    return (
        f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"/>'
        f"<encapsulatedLogic>{literal(text)}</encapsulatedLogic>{arrows}</businessKnowledgeModel>"
    )


def requires(name: str) -> str:
    return f'<informationRequirement><requiredDecision href="#{name}"/></informationRequirement>'


def typed(name: str, inside: str) -> str:
    return f'<itemDefinition name="{name}">{inside}</itemDefinition>'


CASES: dict[str, tuple[str, list[str]]] = {
    "a reference to nothing": (decision(literal("1"), needs=needs("gone")), ["dmn-dangling"]),
    "a decision where an input should be": (
        decision(literal("1"), name="A") + decision(literal("1"), needs=needs("A")),
        ["dmn-wrong-target"],
    ),
    "a circle of two": (
        decision(literal("1"), name="A", needs=requires("B"))
        + decision(literal("1"), name="B", needs=requires("A")),
        ["dmn-circle"],
    ),
    "a decision that needs itself": (
        decision(literal("1"), needs=requires("D")),
        ["dmn-circle"],
    ),
    "an unknown type": (decision(literal("1"), kind="tGone"), ["dmn-type-unknown"]),
    "a type made of itself": (
        typed("t", "<typeRef>u</typeRef>") + typed("u", "<typeRef>t</typeRef>"),
        ["dmn-type-circle"],
    ),
    "an id given twice": (
        inputs(a="number") + decision(literal("1"), name="a"),
        ["dmn-id-twice", "dmn-name-twice"],
    ),
    "a syntax error": (decision(literal("1 +")), ["feel-syntax"]),
    "a decision without logic": (decision(""), ["dmn-no-logic"]),
    "an unknown hit policy": (
        decision(table({}, [], policy="BEST")),
        ["table-hit-policy"],
    ),
    "an aggregation without COLLECT": (
        decision(table({}, [], aggregation="SUM")),
        ["table-aggregation"],
    ),
    "a rule of another width": (
        inputs(a="number") + decision(table({"a": "number"}, [([], ["1"])]), needs=needs("a")),
        ["table-rule-width"],
    ),
    "several outputs without names": (
        decision(table({}, [([], ["1", "2"])], outputs=("", ""))),
        ["table-output-name", "table-output-name"],
    ),
    "a table without outputs": (
        decision(table({}, [([], [])], outputs=())),
        ["table-no-output"],
    ),
    "a priority without an order": (
        decision(table({}, [([], ["1"])], policy="PRIORITY")),
        ["table-no-priority"],
    ),
    "a condition without else": (
        decision(
            f"<conditional><if>{literal('true')}</if><then>{literal('1')}</then></conditional>"
        ),
        ["dmn-expression-missing"],
    ),
    "another expression language": (
        decision(
            '<literalExpression expressionLanguage="urn:js"><text>1;</text></literalExpression>'
        ),
        ["dmn-not-feel"],
    ),
    "a service without output": (
        '<decisionService id="s" name="s"><variable name="s"/></decisionService>',
        ["dmn-service-output"],
    ),
    "an import that nobody finds": (
        '<import name="x" namespace="urn:x" '
        'importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>',
        ["dmn-import-missing"],
    ),
    "an element without a name": (
        '<inputData id="i"><variable name="i"/></inputData>',
        ["dmn-no-name"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_told(case: str) -> None:
    body, codes = CASES[case]
    assert problems(body) == codes


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_model_can_be_decided_all_the_same(case: str) -> None:
    model = dmn.load(definitions(CASES[case][0])).model
    assert model is not None
    for one in (*model.definitions.decisions, *model.definitions.services):
        assert isinstance(dmn.decide(model, one.name, {"a": 1}), dmn.Decided)


def test_a_syntax_error_names_the_cell_and_its_line() -> None:
    body = (
        inputs(a="number")
        + "\n"
        + decision(
            table({"a": "number"}, [(["< 1"], ["1"]), (["<"], ["2"])]).replace("<rule", "\n<rule"),
            needs=needs("a"),
        )
    )
    (problem,) = dmn.load(definitions(body)).problems
    assert (problem.code, problem.element, problem.line) == ("feel-syntax", "D", 4)
    assert problem.values["text"] == "<"


def test_a_circle_is_null_with_a_warning() -> None:
    model = dmn.load(definitions(CASES["a circle of two"][0])).model
    assert model is not None
    decided = dmn.decide(model, "A", {})
    assert decided.value is None
    assert {warning.code for warning in decided.warnings} == {"dmn-circle"}


def test_a_name_that_is_not_required_is_not_seen() -> None:
    body = inputs(a="number") + decision(literal("a"))
    model = dmn.load(definitions(body)).model
    assert model is not None
    decided = dmn.decide(model, "D", {"a": 1})
    assert decided.value is None
    assert [warning.code for warning in decided.warnings] == ["unknown-name"]
    assert decided.warnings[0].element == "D"


def test_no_such_decision_is_a_problem_that_names_those_there_are() -> None:
    model = dmn.load(definitions(decision(literal("1")))).model
    assert model is not None
    problem = dmn.decide(model, "X", {}).problem
    assert problem is not None
    assert str(problem) == "There is no decision 'X'; the model has D."


@pytest.mark.parametrize("text", ["for i in 1..900000 return i", "f()"])
def test_a_limit_is_a_problem_and_never_null_alone(text: str) -> None:
    body = knows("f", "f()") + decision(
        literal(text),
        needs='<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>',
    )
    model = dmn.load(definitions(body)).model
    assert model is not None
    problem = dmn.decide(model, "D", {}).problem
    assert problem is not None
    assert problem.code == "dmn-limit"


def test_a_chain_of_a_thousand_decisions_is_decided() -> None:
    chain = decision(literal("0"), name="d0") + "".join(
        decision(literal(f"d{n - 1} + 1"), name=f"d{n}", needs=requires(f"d{n - 1}"))
        for n in range(1, 1000)
    )
    model = dmn.load(definitions(chain)).model
    assert model is not None
    assert dmn.decide(model, "d999", {}).value == 999


def test_a_long_chain_of_types_is_told_and_harmless() -> None:
    chain = "".join(typed(f"t{n}", f"<typeRef>t{n + 1}</typeRef>") for n in range(2000))
    last = typed("t2000", "<typeRef>number</typeRef>")
    assert set(problems(chain + last)) == {"dmn-type-deep"}


def test_allowed_values_burn_the_fuel_of_the_evaluation() -> None:
    kind = (
        '<itemDefinition name="tSlow" isCollection="true"><typeRef>number</typeRef><allowedValues>'
        "<text>count(for i in 1..5000 return ?) &gt; 0</text></allowedValues></itemDefinition>"
    )
    body = kind + inputs(k="tSlow") + decision(literal("k"), needs=needs("k"))
    model = dmn.load(definitions(body)).model
    assert model is not None
    assert dmn.decide(model, "D", {"k": [1, 2]}).value == [1, 2]
    problem = dmn.decide(model, "D", {"k": list(range(10_000))}).problem
    assert problem is not None
    assert problem.values["limit"] == "fuel"


@pytest.mark.parametrize("namespace", MODELS)
def test_every_version_is_read_and_written_as_itself(namespace: str) -> None:
    loaded = dmn.load(definitions(decision(literal("1 + 1")), namespace))
    assert loaded.problems == ()
    assert loaded.model is not None
    assert dmn.decide(loaded.model, "D", {}).value == 2
    assert namespace.encode() in dmn.to_xml(loaded.model)


def test_types_of_dmn_1_1_have_a_prefix() -> None:
    body = '<inputData id="a" name="a"><variable name="a" typeRef="f:number"/></inputData>'
    text = definitions(
        body + decision(literal("a + 1"), needs=needs("a")),
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        'xmlns:f="http://www.omg.org/spec/FEEL/20140401"',
    )
    loaded = dmn.load(text)
    assert loaded.problems == ()
    assert loaded.model is not None
    assert loaded.model.definitions.inputs[0].variable.type_ref == "number"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a/>",
        b"<definitions/>",
        b"<!DOCTYPE a><a/>",
        b"\xff",
        b"<definitions xmlns='urn:x'/>",
    ],
)
def test_what_is_no_dmn_is_one_problem_and_no_model(data: bytes) -> None:
    loaded = dmn.load(data)
    assert loaded.model is None
    assert len(loaded.problems) == 1


SEED = definitions(
    inputs(a="number", b="string")
    + knows("f", "1 + 1")
    + decision(
        table(
            {"a": "number", "b": "string"}, [(["[1..2]", '"x"'], ["a + 1"]), (["-", "-"], ["null"])]
        ),
        needs=needs("a", "b"),
    )
    + decision(
        f"<context><contextEntry><variable name='x'/>{literal('[1, 2][item > 1]')}</contextEntry>"
        f"<contextEntry>{literal('x[1] + f()')}</contextEntry></context>",
        name="E",
        needs='<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>',
    )
)


@given(
    cut=st.integers(0, len(SEED)),
    length=st.integers(0, 40),
    put=st.sampled_from(
        [b"", b"<", b'"', b"&lt;", b"1", b"[", b"decision", b"#D", b"\xc3", b" x "]
    ),
)
def test_a_damaged_model_gives_problems_or_values_and_never_raises(
    cut: int, length: int, put: bytes
) -> None:
    loaded = dmn.load(SEED[:cut] + put + SEED[cut + length :])
    if loaded.model is None:
        assert loaded.problems
        return
    for one in loaded.model.definitions.decisions:
        decided = dmn.decide(loaded.model, one.id or one.name, {"a": 1, "b": "x"})
        assert isinstance(decided, dmn.Decided)
    assert dmn.load(dmn.to_xml(loaded.model)).model == loaded.model

"""Data: objects, properties, inputs and outputs, and what moves between them (10.4)."""

import pytest

import guiju
from tests.steps.models import (
    catch,
    definitions,
    element,
    end,
    flows,
    process,
    start,
    timer,
)

ITEM = '<itemDefinition id="item" structureRef="string"/>'


def io(inputs="", outputs="", more='itemSubjectRef="item"'):
    ins = "".join(f'<dataInput id="{id_}" name="{id_}" {more}/>' for id_ in inputs.split())
    outs = "".join(f'<dataOutput id="{id_}" name="{id_}" {more}/>' for id_ in outputs.split())
    in_set = "".join(f"<dataInputRefs>{id_}</dataInputRefs>" for id_ in inputs.split())
    out_set = "".join(f"<dataOutputRefs>{id_}</dataOutputRefs>" for id_ in outputs.split())
    return (
        f"<ioSpecification>{ins}{outs}<inputSet>{in_set}</inputSet>"
        f"<outputSet>{out_set}</outputSet></ioSpecification>"
    )


def reads(source, target):
    return (
        f'<dataInputAssociation id="in-{target}"><sourceRef>{source}</sourceRef>'
        f"<targetRef>{target}</targetRef></dataInputAssociation>"
    )


def writes(source, target):
    return (
        f'<dataOutputAssociation id="out-{source}"><sourceRef>{source}</sourceRef>'
        f"<targetRef>{target}</targetRef></dataOutputAssociation>"
    )


def script(id_, text, inside=""):
    return element("scriptTask", id_, f"{inside}<script>{text}</script>")


def run(data, hook):
    loaded = guiju.load(data)
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    return guiju.play(loaded.standard, {}, on_script=hook)


def two_scripts(declared, first, second):
    return definitions(
        ITEM,
        process(
            declared, start(), script("write", "WRITE", first), script("read", "READ", second),
            end(), flows("s > write > read > e"),
        ),
    )  # fmt: skip


def setting_what_is_empty(seen):
    def hook(text, format_, variables):
        if text == "WRITE":
            return {name: "String" for name, value in variables.items() if value is None}
        seen.append(dict(variables))
        return {}

    return hook


DATA_OBJECT = '<dataObject id="d" name="data" itemSubjectRef="item"/>'
REFERENCE = DATA_OBJECT + '<dataObjectReference id="r" name="ref" dataObjectRef="d"/>'
PROPERTY = '<property id="d" name="data" itemSubjectRef="item"/>'


@pytest.mark.parametrize("declared", [DATA_OBJECT, REFERENCE, PROPERTY])
def test_data_of_the_process_is_there_from_its_start_and_is_kept(declared):
    seen = []
    played = run(two_scripts(declared, "", ""), setting_what_is_empty(seen))
    assert played.outcome == "completed"
    assert seen[0]["data"] == "String"
    assert played.variables["data"] == "String"


@pytest.mark.parametrize("name", ["o", "data", "d"])
def test_data_moves_through_inputs_and_outputs(name):
    seen = []

    def hook(text, format_, variables):
        if text == "WRITE":
            return {name: "String"}
        seen.append(dict(variables))
        return {}

    first = io(outputs="o") + writes("o", "r")
    second = io(inputs="i") + reads("r", "i")
    played = run(two_scripts(REFERENCE, first, second), hook)
    assert played.outcome == "completed"
    assert seen[0]["i"] == "String"
    assert played.variables["data"] == "String"


def test_a_property_of_a_sub_process_is_gone_with_it():
    inner = element(
        "subProcess", "u",
        PROPERTY + start("s1") + script("write", "WRITE") + script("read", "READ") + end("e1")
        + flows("s1 > write > read > e1"),
    )  # fmt: skip
    data = definitions(ITEM, process(start(), inner, end(), flows("s > u > e")))
    seen = []
    played = run(data, setting_what_is_empty(seen))
    assert played.outcome == "completed"
    assert seen[0]["data"] == "String"
    assert "data" not in played.variables


def test_a_property_of_a_task_lives_in_it():
    data = definitions(
        ITEM, process(start(), script("read", "READ", PROPERTY), end(), flows("s > read > e"))
    )
    seen = []
    assert run(data, setting_what_is_empty(seen)).outcome == "completed"
    assert seen[0]["data"] is None


def test_assignments_and_transformations_are_evaluated():
    association = (
        '<dataInputAssociation id="in"><sourceRef>d</sourceRef><targetRef>i</targetRef>'
        '<transformation xsi:type="tFormalExpression">data + "!"</transformation>'
        "</dataInputAssociation>"
    )
    seen = []
    first = ""
    second = io(inputs="i") + association
    run(two_scripts(DATA_OBJECT, first, second), setting_what_is_empty(seen))
    assert seen[0]["i"] == "String!"


def test_an_activity_waits_until_its_data_is_there():
    data = two_scripts(DATA_OBJECT, "", io(inputs="i") + reads("d", "i"))

    def hook(text, format_, variables):
        return {}

    played = run(data, hook)
    assert played.outcome == "waiting"
    assert [each.element for each in played.entries] == [None, "write"]


COLLECTION = '<dataObject id="d" name="items" isCollection="true"/>'
SEVERAL = 'isCollection="true"'
RESULTS = '<dataObject id="r" name="results" isCollection="true"/>'


def many_of(inside):
    return f"<multiInstanceLoopCharacteristics>{inside}</multiInstanceLoopCharacteristics>"


def test_a_collection_is_worked_off_item_by_item():
    loop = many_of('<loopDataInputRef>i</loopDataInputRef><inputDataItem id="x" name="x"/>')
    task = element("userTask", "t", io("i", "", SEVERAL) + reads("d", "i") + loop)
    data = definitions(ITEM, process(COLLECTION, start(), task, end(), flows("s > t > e")))
    loaded = guiju.load(data)
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    seen = []
    played = guiju.play(
        loaded.standard,
        {"items": ["a", "b"]},
        on_task=lambda work: seen.append(work.variables["x"]),
    )
    assert (played.outcome, sorted(seen)) == ("completed", ["a", "b"])


def test_the_results_of_instances_are_collected_in_order():
    loop = many_of(
        "<loopDataInputRef>i</loopDataInputRef><loopDataOutputRef>o</loopDataOutputRef>"
        '<inputDataItem id="x" name="x"/><outputDataItem id="y" name="y"/>'
    )
    task = element(
        "userTask", "t", io("i", "o", SEVERAL) + reads("d", "i") + writes("o", "r") + loop
    )
    data = definitions(ITEM, process(COLLECTION, RESULTS, start(), task, end(), flows("s > t > e")))
    loaded = guiju.load(data)
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    played = guiju.play(
        loaded.standard,
        {"items": ["a", "b", "c"]},
        on_task=lambda work: {"y": work.variables["x"] + "!"},
    )
    assert (played.outcome, played.variables["results"]) == ("completed", ["a!", "b!", "c!"])


def test_data_of_an_activity_is_its_own_and_goes_out_by_assignment():
    text = 'xsi:type="tFormalExpression"'
    into = (
        f'<dataInputAssociation id="in"><targetRef>i</targetRef><assignment><from {text}>'
        f'"Str" + "ing"</from><to {text}>i</to></assignment></dataInputAssociation>'
    )
    seen = []
    second = io(inputs="i") + into
    run(two_scripts(DATA_OBJECT, "", second), setting_what_is_empty(seen))
    assert seen[0]["i"] == "String"


def plays_called(called, hook):
    call = element(
        "callActivity", "u", io("i", "o") + reads("d", "i") + writes("o", "d"), calledElement="q"
    )
    main = process(DATA_OBJECT, start(), call, end(), flows("s > u > e"))
    loaded = guiju.load(definitions(ITEM, main, called))
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    return guiju.play(loaded.standard, {"data": "String"}, on_script=hook, process="p")


def test_data_passes_into_and_out_of_a_called_process():
    called = process(
        io("qi", "qo"), start("s1"), script("read", "READ"), script("write", "WRITE"), end("e1"),
        flows("s1 > read > write > e1"), id="q",
    )  # fmt: skip
    seen = []

    def hook(text, format_, variables):
        if text == "WRITE":
            return {"qo": variables["qi"] + "!"}
        seen.append(variables["qi"])
        return {}

    played = plays_called(called, hook)
    assert (played.outcome, seen) == ("completed", ["String"])
    assert played.variables["data"] == "String!"


def test_each_instance_of_a_call_is_given_its_data():
    loop = many_of('<loopCardinality xsi:type="tFormalExpression">2</loopCardinality>')
    call = element("callActivity", "u", io("i") + reads("d", "i") + loop, calledElement="q")
    called = element("globalScriptTask", "q", io("qi") + "<script>READ</script>")
    main = process(DATA_OBJECT, start(), call, end(), flows("s > u > e"))
    loaded = guiju.load(definitions(ITEM, main, called))
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    seen = []
    guiju.play(
        loaded.standard,
        {"data": "String"},
        on_script=lambda text, format_, names: seen.append((names["loopCounter"], names["qi"])),
    )
    assert sorted(seen) == [(1, "String"), (2, "String")]


def test_data_passes_into_and_out_of_a_global_task():
    called = element("globalScriptTask", "q", io("qi", "qo") + "<script>BOTH</script>")
    played = plays_called(called, lambda text, format_, names: {"qo": names["qi"] + "!"})
    assert (played.outcome, played.variables["data"]) == ("completed", "String!")


def test_a_data_store_and_a_data_object_are_read_everywhere():
    store = (
        '<dataStore id="ds" name="shelf"/>',
        '<dataStoreReference id="dr" name="shelf" dataStoreRef="ds"/>',
    )
    main = process(
        store[1], start(), script("write", "WRITE", io(outputs="o") + writes("o", "dr")),
        script("read", "READ", io(inputs="i") + reads("dr", "i")), end(),
        flows("s > write > read > e"),
    )  # fmt: skip
    seen = []

    def hook(text, format_, variables):
        if text == "WRITE":
            return {"o": "String"}
        seen.append(variables["i"])
        return {}

    assert run(definitions(ITEM, store[0], main), hook).outcome == "completed"
    assert seen == ["String"]


@pytest.mark.parametrize("kind", ["dataInput", "dataOutput"])
def test_data_of_the_process_itself_can_be_read_and_written(kind):
    """A process may declare its own inputs and outputs; they are variables like any other."""
    way = "Input" if kind == "dataInput" else "Output"
    other = "Output" if way == "Input" else "Input"
    held = (
        f'<ioSpecification id="pio"><data{way} id="d" name="data" itemSubjectRef="item"/>'
        + f'<inputSet id="pis">{"<dataInputRefs>d</dataInputRefs>" if way == "Input" else ""}'
        + '</inputSet><outputSet id="pos">'
        + f"{'<dataOutputRefs>d</dataOutputRefs>' if other == 'Input' else ''}"
        + "</outputSet></ioSpecification>"
    )
    seen = []
    played = run(two_scripts(held, "", ""), setting_what_is_empty(seen))
    assert played.outcome == "completed"
    assert seen[0]["data"] == "String"
    assert played.variables["data"] == "String"


def test_one_available_input_set_is_enough():
    sets = (
        '<ioSpecification id="io2"><dataInput id="i" name="i"/><dataInput id="k" name="k"/>'
        '<inputSet id="a1"><dataInputRefs>i</dataInputRefs></inputSet>'
        '<inputSet id="a2"><dataInputRefs>k</dataInputRefs></inputSet><outputSet id="a3"/>'
        "</ioSpecification>"
    )
    seen = []
    second = sets + reads("d", "k")
    played = run(two_scripts(DATA_OBJECT, "", second), setting_what_is_empty(seen))
    assert (played.outcome, seen[0]["k"]) == ("completed", "String")


def test_an_optional_input_is_not_waited_for():
    sets = (
        '<ioSpecification id="io2"><dataInput id="i" name="i"/><inputSet id="a1">'
        "<dataInputRefs>i</dataInputRefs><optionalInputRefs>i</optionalInputRefs></inputSet>"
        '<outputSet id="a3"/></ioSpecification>'
    )
    played = run(
        two_scripts(DATA_OBJECT, "", sets + reads("d", "i")), lambda text, format_, names: {}
    )
    assert played.outcome == "completed"


def test_what_is_waited_for_may_come_from_a_branch_beside():
    read = script("read", "READ", io(inputs="i") + reads("d", "i"))
    data = definitions(
        ITEM,
        process(
            DATA_OBJECT, start(), element("parallelGateway", "g"), read, script("write", "WRITE"),
            catch("w", timer("PT1H")), end(), end("e2"),
            flows("s g", "g > read > e", "g > w > write > e2"),
        ),
    )  # fmt: skip
    seen = []
    played = run(data, setting_what_is_empty(seen))
    assert (played.outcome, len(seen)) == ("completed", 1)


def test_data_of_one_instance_is_not_that_of_another():
    inner = element(
        "subProcess", "u",
        many_of('<loopCardinality xsi:type="tFormalExpression">2</loopCardinality>')
        + PROPERTY + start("s1") + script("write", "WRITE") + script("read", "READ") + end("e1")
        + flows("s1 > write > read > e1"),
    )  # fmt: skip
    data = definitions(ITEM, process(start(), inner, end(), flows("s > u > e")))
    seen = []

    def hook(text, format_, variables):
        if text == "WRITE":
            return {"data": variables["loopCounter"]}
        seen.append((variables["loopCounter"], variables["data"]))
        return {}

    assert run(data, hook).outcome == "completed"
    assert sorted(seen) == [(1, 1), (2, 2)]

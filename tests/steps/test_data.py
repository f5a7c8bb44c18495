"""Data: objects, properties, inputs and outputs, and what moves between them (10.4)."""

import pytest

import guiju
from tests.steps.models import definitions, element, end, flows, process, start

ITEM = '<itemDefinition id="item" structureRef="string"/>'


def io(inputs="", outputs=""):
    ins = "".join(
        f'<dataInput id="{id_}" name="{id_}" itemSubjectRef="item"/>' for id_ in inputs.split()
    )
    outs = "".join(
        f'<dataOutput id="{id_}" name="{id_}" itemSubjectRef="item"/>' for id_ in outputs.split()
    )
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


def test_a_collection_is_worked_off_item_by_item():
    loop = (
        "<multiInstanceLoopCharacteristics><loopDataInputRef>d</loopDataInputRef>"
        '<inputDataItem id="x" name="x"/></multiInstanceLoopCharacteristics>'
    )
    collection = '<dataObject id="d" name="items" isCollection="true"/>'
    data = definitions(
        ITEM,
        process(
            collection, start(), element("userTask", "t", loop), end(), flows("s > t > e")
        ),
    )  # fmt: skip
    loaded = guiju.load(data)
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    seen = []
    played = guiju.play(
        loaded.standard,
        {"items": ["a", "b"]},
        on_task=lambda work: seen.append(work.variables["x"]),
    )
    assert (played.outcome, sorted(seen)) == ("completed", ["a", "b"])

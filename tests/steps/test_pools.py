"""Pools: messages and message flows between processes of one file (BPMN 2.0.2, 9 and 10.5.1)."""

import pytest

from tests.steps.models import (
    MESSAGE,
    SIGNAL,
    boundary,
    catch,
    definitions,
    element,
    end,
    es,
    flows,
    gate,
    many,
    played,
    process,
    script,
    scripts,
    start,
    throw,
    timer,
    trace_of,
)

SEND = element("sendTask", "t", messageRef="M")
M2 = '<message id="M2" name="M"/>'
UNNAMED = '<message id="N1"/><message id="N2"/><signal id="T1"/><signal id="T2"/>'


def collaboration(*pairs, processes="pq"):
    pools = "".join(f'<participant id="pool-{p}" name="{p}" processRef="{p}"/>' for p in processes)
    messages = "".join(
        f'<messageFlow id="mf-{n}" sourceRef="{a}" targetRef="{b}"/>'
        for n, (a, b) in enumerate(pairs)
    )
    return f'<collaboration id="col">{pools}{messages}</collaboration>'


def message(ref):
    return f'<messageEventDefinition messageRef="{ref}"/>'


def signal(ref):
    return f'<signalEventDefinition signalRef="{ref}"/>'


SENDERS = {
    "throw": throw("t", MESSAGE),
    "send": SEND,
    "several": element("sendTask", "t", many("1"), messageRef="M"),
}


@pytest.mark.parametrize("how", SENDERS)
@pytest.mark.parametrize("flow", [True, False])
def test_every_sender_reaches_every_receiver(how, flow):
    one = process(start(), SENDERS[how], scripts("a"), end(), flows("s > t > a > e"))
    receivers = {
        "catch": (start("s2"), catch("r", MESSAGE)),
        "receive": (start("s2"), element("receiveTask", "r", messageRef="M")),
        "border": (start("s2"), element("receiveTask", "x", messageRef="Z"),
                   boundary("r", "x", MESSAGE)),
    }  # fmt: skip
    for name, parts in receivers.items():
        way = flows("s2 > r > b > e2") if name != "border" else flows("s2 x", "x e3", "r > b > e2")
        last = end("e3") if name == "border" else ""
        two = process(*parts, scripts("b"), end("e2"), last, way, id="q")
        drawn = collaboration(("t", "r")) if flow else ""
        data = definitions('<message id="Z" name="Z"/>', one, two, drawn)
        assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["a", "b"])


@pytest.mark.parametrize("how", SENDERS)
def test_every_sender_starts_a_process(how):
    one = process(start(), SENDERS[how], scripts("a"), end(), flows("s > t > a > e"))
    two = process(start("r", MESSAGE), scripts("b"), end("e2"), flows("r > b > e2"), id="q")
    three = process(element("receiveTask", "r", messageRef="M", instantiate="true"), scripts("b"),
                    flows("r > b"), id="q")  # fmt: skip
    for other in (two, three):
        for drawn in (collaboration(("t", "r")), ""):
            assert trace_of(definitions(one, other, drawn)) == ("completed", ["a", "b"])
            assert trace_of(definitions(other, one, drawn)) == ("completed", ["a", "b"])


def test_a_message_flow_decides_between_messages_of_one_name():
    one = process(start(), throw("t", MESSAGE), end(), flows("s > t > e"))
    two = process(
        start("s2"), element("eventBasedGateway", "g"), catch("r1", MESSAGE), catch("r2", message("M2")),
        scripts("a", "b"), end("e2"), end("e3"), flows("s2 g", "g > r1 > a > e2", "g > r2 > b > e3"),
        id="q",
    )  # fmt: skip
    data = definitions(M2, one, two, collaboration(("t", "r2")))
    assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["b"])


def test_messages_and_signals_without_name_are_told_apart():
    for kind, first, second in (
        ("m", message("N1"), message("N2")),
        ("s", signal("T1"), signal("T2")),
    ):
        one = process(start(), throw("t", second), end(), flows("s > t > e"))
        two = process(
            start("s2"), element("eventBasedGateway", "g"), catch("r1", first), catch("r2", second),
            scripts("a", "b"), end("e2"), end("e3"),
            flows("s2 g", "g > r1 > a > e2", "g > r2 > b > e3"), id="q",
        )  # fmt: skip
        data = definitions(UNNAMED, one, two)
        assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["b"]), kind


def test_a_conversation_goes_there_and_back():
    one = process(start(), SEND, catch("r", message("M3")), scripts("a"), end(),
                  flows("s > t > r > a > e"))  # fmt: skip
    two = process(start("s2", MESSAGE), scripts("b"), throw("t2", message("M3")), end("e2"),
                  flows("s2 > b > t2 > e2"), id="q")  # fmt: skip
    drawn = collaboration(("t", "s2"), ("t2", "r"))
    data = definitions('<message id="M3" name="M3"/>', one, two, drawn)
    assert played(data)[1] == ["b", "a"]


def test_a_message_starts_an_event_sub_process_in_another_pool():
    one = process(start(), end("t", MESSAGE), flows("s t"))
    two = process(start("s2"), catch("w", timer("PT1H")), scripts("never"), end("e2"),
                  flows("s2 > w > never > e2"), es("es", MESSAGE), id="q")  # fmt: skip
    for drawn in (collaboration(("t", "es-s")), ""):
        data = definitions(one, two, drawn)
        assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["es-a"])


def test_each_message_reaches_one_of_two_waiting_branches():
    one = process(start(), script("a", many("2", isSequential="true")), SEND, SEND.replace('"t"', '"t2"'), end(),
                  flows("s > a > t > t2 > e"))  # fmt: skip
    two = process(start("s2"), gate("g"), catch("r1", MESSAGE), catch("r2", MESSAGE),
                  scripts("b", "c"), end("e2"), flows("s2 g", "g > r1 > b > e2", "g > r2 > c > e2"),
                  id="q")  # fmt: skip
    data = definitions(one, two)
    assert trace_of(data, process="p", also_start=["q"]) == ("completed", ["a", "a", "b", "c"])


def test_a_signal_reaches_all_pools_and_every_place():
    one = process(start(), throw("t", SIGNAL), scripts("a"), end(), flows("s > t > a > e"))
    two = process(start("s2"), element("receiveTask", "x", messageRef="M"), boundary("r", "x", SIGNAL),
                  scripts("b"), end("e2"), end("e3"), flows("s2 > x > e3", "r > b > e2"), id="q")  # fmt: skip
    three = process(start("s3"), catch("w", timer("PT1H")), end("e4"), flows("s3 > w > e4"),
                    es("es", SIGNAL, interrupting=False), id="z")  # fmt: skip
    data = definitions(one, two, three)
    result = trace_of(data, process="p", also_start=["q", "z"])
    assert result == ("completed", ["a", "b", "es-a"])


def test_a_pool_without_process_takes_messages_and_sends_none():
    one = process(start(), SEND, scripts("a"), end(), flows("s > t > a > e"))
    drawn = (
        '<collaboration id="col"><participant id="pool-p" processRef="p"/>'
        '<participant id="black"/><messageFlow id="mf" sourceRef="t" targetRef="black"/>'
        "</collaboration>"
    )
    assert trace_of(definitions(one, drawn)) == ("completed", ["a"])


def test_a_process_that_is_not_executable_is_not_taken():
    private = process(start("s2"), scripts("b"), end("e2"), flows("s2 > b > e2"), id="q").replace(
        'isExecutable="true"', 'isExecutable="false"'
    )
    one = process(start(), scripts("a"), end(), flows("s > a > e"))
    assert trace_of(definitions(private, one)) == ("completed", ["a"])


def test_data_comes_with_a_message():
    item = '<itemDefinition id="item" structureRef="string"/>'
    sending = (
        '<dataInput id="i" name="i" itemSubjectRef="item"/><dataInputAssociation id="da">'
        "<sourceRef>d</sourceRef><targetRef>i</targetRef></dataInputAssociation>"
        '<inputSet id="is"><dataInputRefs>i</dataInputRefs></inputSet>'
    )
    getting = (
        '<dataOutput id="o" name="o" itemSubjectRef="item"/><dataOutputAssociation id="db">'
        "<sourceRef>o</sourceRef><targetRef>d2</targetRef></dataOutputAssociation>"
        '<outputSet id="os"><dataOutputRefs>o</dataOutputRefs></outputSet>'
    )
    receive = (
        '<ioSpecification id="io"><dataOutput id="o" name="o" itemSubjectRef="item"/>'
        '<inputSet id="is2"/><outputSet id="os"><dataOutputRefs>o</dataOutputRefs></outputSet>'
        '</ioSpecification><dataOutputAssociation id="db"><sourceRef>o</sourceRef>'
        "<targetRef>d2</targetRef></dataOutputAssociation>"
    )
    one = process('<dataObject id="d" name="data" itemSubjectRef="item"/>', start(),
                  throw("t", sending + MESSAGE), end(), flows("s > t > e"))  # fmt: skip
    own = '<dataObject id="d2" name="got" itemSubjectRef="item"/>'
    twos = [
        process(own, start("s2"), catch("r", getting + MESSAGE), end("e2"), flows("s2 > r > e2"),
                id="q"),
        process(own, start("s2"), element("receiveTask", "r", receive, messageRef="M"), end("e2"),
                flows("s2 > r > e2"), id="q"),
        process(own, start("s2", getting + MESSAGE), end("e2"), flows("s2 e2"), id="q"),
        process(own, start("s2"), element("receiveTask", "x", messageRef="Z"),
                boundary("r", "x", getting + MESSAGE), end("e2"), end("e3"),
                flows("s2 > x > e2", "r e3"), id="q"),
        process(own, start("s2"), element("receiveTask", "x", messageRef="Z"), end("e2"),
                flows("s2 > x > e2"), es("es", getting + MESSAGE), id="q"),
    ]  # fmt: skip
    for number, two in enumerate(twos):
        data = definitions(item, '<message id="Z" name="Z"/>', one, two)
        also = [] if number == 2 else ["q"]
        result, _ = played(data, {"data": "String"}, process="p", also_start=also)
        assert result.cases[1].state.variables["got"] == "String", number

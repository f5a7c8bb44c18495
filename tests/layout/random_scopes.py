"""Random definitions that need not make sense: the layout draws them all the same."""

from hypothesis import strategies as st

from guiju.standard.model.definitions import (
    Annotation,
    Association,
    DataItem,
    Definitions,
    Event,
    Gateway,
    Lane,
    MessageFlow,
    Participant,
    Process,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
)

NAMES = st.sampled_from(
    [
        "",
        "Check",
        "檢查訂單的完整性與客戶的信用額度",
        "A rather long name for a step",
        "Donaudampfschifffahrtsgesellschaft",
        "<b>&\"'",
    ]
)
KINDS = st.sampled_from(
    [
        "userTask",
        "task",
        "exclusiveGateway",
        "parallelGateway",
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "subProcess",
    ]
)


@st.composite
def scopes(draw, prefix, depth=2, most=12):
    """A scope of any nodes and any flows, self loops and several components among them."""
    nodes = []
    for i in range(draw(st.integers(0, most))):
        id_, kind, name = f"{prefix}{i}", draw(KINDS), draw(NAMES)
        if kind.endswith("Gateway"):
            nodes.append(Gateway(id=id_, kind=kind, name=name))
        elif kind.endswith("Event"):
            nodes.append(Event(id=id_, kind=kind, name=name))
        elif kind == "subProcess" and depth:
            body = draw(scopes(f"{id_}-", depth - 1, 5))
            nodes.append(SubProcess(id=id_, kind=kind, name=name, body=body))
        else:
            nodes.append(Task(id=id_, kind="userTask", name=name))
    hosts = [n.id for n in nodes if isinstance(n, (Task, SubProcess))]
    ids = [n.id for n in nodes]
    for i in range(draw(st.integers(0, 4)) if hosts else 0):
        id_ = f"{prefix}b{i}"
        nodes.append(
            Event(
                id=id_,
                kind="boundaryEvent",
                name=draw(NAMES),
                attached_to=draw(st.sampled_from(hosts)),
            )
        )
    ends = [n.id for n in nodes]
    flows = tuple(
        SequenceFlow(
            f"{prefix}f{i}", draw(st.sampled_from(ends)), draw(st.sampled_from(ids)), draw(NAMES)
        )
        for i in range(draw(st.integers(0, 2 * len(ids))) if ids else 0)
    )
    notes = tuple(Annotation(f"{prefix}n{i}", draw(NAMES)) for i in range(draw(st.integers(0, 2))))
    data = tuple(
        DataItem(f"{prefix}d{i}", "dataObjectReference", draw(NAMES))
        for i in range(draw(st.integers(0, 2)))
    )
    tied = tuple(
        Association(f"{prefix}a{i}", note.id, draw(st.sampled_from(ends)))
        for i, note in enumerate(notes)
        if ends
    )
    return Scope(tuple(nodes), flows, data, tied, notes)


@st.composite
def processes(draw, id_):
    """A process whose top-level nodes are dealt to lanes, or none."""
    body = draw(scopes(f"{id_}-"))
    ids = [n.id for n in body.nodes]
    count = draw(st.integers(0, 4))
    deal = [draw(st.integers(0, count)) for _ in ids]
    lanes = tuple(
        Lane(f"{id_}-l{i}", draw(NAMES), tuple(n for n, d in zip(ids, deal, strict=True) if d == i))
        for i in range(count)
    )
    if count > 2:
        both = (*lanes[0].nodes, *lanes[1].nodes)
        lanes = (Lane(f"{id_}-outer", draw(NAMES), both, lanes[:2]), *lanes[2:])
    return Process(id_, draw(NAMES), body, lanes=lanes)


@st.composite
def definitions(draw):
    """Processes, some of them in pools, black boxes, and message flows between anything."""
    made = tuple(draw(processes(f"p{i}")) for i in range(draw(st.integers(1, 3))))
    pools = [Participant(f"pool-{p.id}", draw(NAMES), p.id) for p in made if draw(st.booleans())]
    if pools and draw(st.booleans()):
        pools.insert(0, Participant("black", draw(NAMES)))
    ends = [p.id for p in pools] + [n.id for p in made for n in p.body.nodes]
    talk = tuple(
        MessageFlow(f"m{i}", draw(st.sampled_from(ends)), draw(st.sampled_from(ends)), draw(NAMES))
        for i in range(draw(st.integers(0, 4)) if pools else 0)
    )
    return Definitions(
        processes=made,
        participants=tuple(pools),
        message_flows=talk,
        collaboration="talk" if pools else None,
    )

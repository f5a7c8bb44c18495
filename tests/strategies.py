"""Random things that tests share: models as text and as read, with all that a model may hold."""

from dataclasses import replace
from types import MappingProxyType

from hypothesis import strategies as st

from guiju.standard import bpmn
from guiju.standard.model.definitions import (
    Activity,
    Annotation,
    Assignment,
    Clause,
    DataAssociation,
    DataItem,
    Definitions,
    Event,
    Expression,
    Extras,
    InputOutput,
    IoSet,
    Lane,
    MultiInstance,
    Named,
    Participant,
    Process,
    Scope,
    StandardLoop,
    SubProcess,
    Task,
)
from tests.laws.blocks import text_of, trees

# Texts as people write them, with what XML and FEEL find hard; never blank at an end.
texts = st.sampled_from(
    [
        "Check",
        "Prüfen & <senden>",
        "檢查訂單",
        "a \"b\" 'c'",
        "x]]>y",
        "two\nlines",
        "😀",
        "${a}",
        "=b",
    ]
)
words = st.sampled_from(["amount", "order.total", "is urgent", "änderung", "客戶"])
names = st.one_of(st.just(""), texts)
expressions = st.builds(
    Expression,
    st.sampled_from(
        ["amount > 5", '"${not juel}"', "=x", "a < b and c & d", 'if x then "ü" else "]]>"']
    ),
)
foreign = st.builds(Expression, st.just("${a.b()}"), st.just("juel"))


def maybe(strategy):
    """The thing, or None."""
    return st.one_of(st.none(), strategy)


def few(strategy, most=2):
    """A short tuple."""
    return st.lists(strategy, max_size=most).map(tuple)


mappings = st.builds(Assignment, st.one_of(expressions, foreign), words)
pairs = st.dictionaries(words, names, max_size=2).map(MappingProxyType)
extras = st.builds(
    Extras,
    clause=maybe(texts),
    job=maybe(texts),
    form=maybe(texts),
    assignee=maybe(texts),
    groups=few(st.sampled_from(["clerk", "second line", "採購"])),
    users=few(st.sampled_from(["ann", "bob"])),
    due=maybe(st.one_of(expressions, foreign, st.just(Expression("PT4H")))),
    priority=maybe(texts),
    decision=maybe(texts),
    result=maybe(words),
    inputs=few(mappings),
    outputs=few(mappings),
    headers=pairs,
    retries=maybe(st.integers(0, 99)),
    certificate=maybe(texts),
    indicator=maybe(texts),
    other=pairs,
)
loops = st.one_of(
    st.builds(
        StandardLoop,
        condition=maybe(expressions),
        maximum=maybe(st.integers(1, 9)),
        test_before=st.booleans(),
    ),
    st.builds(
        MultiInstance,
        sequential=st.booleans(),
        collection=expressions,
        element=maybe(words),
        results=maybe(words),
        result=maybe(expressions),
        completion=maybe(expressions),
    ),
)


def models(depth=3):
    """The text of a random process that uses every kind of element."""
    return trees(depth).map(text_of)


@st.composite
def definitions(draw, depth=2):
    """Definitions of such a process, with names, extensions, data, loops, lanes and pools."""
    read = bpmn.read(draw(models(depth))).definitions
    assert read is not None
    items = dict(read.items)
    (process, *others) = read.processes
    process = replace(process, body=_scope(draw, process.body, items))
    process = replace(
        process,
        name=draw(names),
        documentation=draw(names),
        extras=draw(extras),
        lanes=_lanes(draw, process),
        closed=draw(st.booleans()),
    )
    pools = (Participant("pool", draw(names), process.id, 0, draw(st.integers(1, 3))),)
    roots = dict(read.roots)
    roots["R"] = Named("R", "resource", "Night shift")
    return replace(
        read,
        name=draw(names),
        processes=(process, *others),
        participants=pools if draw(st.booleans()) else (),
        collaboration="talks",
        clauses=draw(few(st.builds(Clause, st.sampled_from(["1", "2.1"]), texts, names))),
        roots=MappingProxyType(roots),
        items=MappingProxyType(items),
    )


def _scope(draw, scope: Scope, items: dict[str, str]) -> Scope:
    nodes = tuple(_node(draw, node, items) for node in scope.nodes)
    number = len(items)
    data = (DataItem(f"data{number}", "dataObject", draw(names), draw(st.booleans())),)
    items[data[0].id] = data[0].name or data[0].id
    notes = draw(few(st.builds(Annotation, st.just(f"note{number}"), names), 1))
    return replace(scope, nodes=nodes, data=(*scope.data, *data), annotations=notes)


def _node(draw, node, items):
    node = replace(node, name=draw(names), documentation=draw(names), extras=draw(extras))
    if isinstance(node, SubProcess):
        node = replace(node, body=_scope(draw, node.body, items))
    if isinstance(node, Task) and draw(st.booleans()):
        node = _with_data(draw, node, items)
    if isinstance(node, Activity) and node.loop is None and draw(st.booleans()):
        node = replace(node, loop=draw(loops))
    if isinstance(node, Task):
        node = replace(node, resources=draw(few(st.sampled_from(["Night shift", "owner"]))))
    if isinstance(node, Event):
        node = replace(node, properties=_properties(node, items))
    return node


def _properties(node, items):
    item = DataItem(f"{node.id}-note", "property", "note")
    items[item.id] = "note"
    return (item,)


def _with_data(draw, node, items):
    given, made = f"{node.id}-in", f"{node.id}-out"
    io = InputOutput(
        (DataItem(given, "dataInput", draw(names)),),
        (DataItem(made, "dataOutput", draw(names), False),),
        (IoSet(None, (given,), draw(few(st.just(given), 1))),),
        (IoSet(f"{node.id}-set", (made,)),),
    )
    properties = _properties(node, items)
    moved = DataAssociation(
        f"{node.id}-moves", (properties[0].id,), given, draw(maybe(expressions))
    )
    for item in (*io.inputs, *io.outputs):
        items[item.id] = item.name or item.id
    return replace(node, io=io, properties=properties, data_inputs=(moved,))


def _lanes(draw, process: Process) -> tuple[Lane, ...]:
    ids = [node.id for node in process.body.nodes]
    cut = draw(st.integers(0, len(ids)))
    inner = Lane("inner", draw(names), tuple(ids[:cut]))
    return draw(
        st.sampled_from(
            [
                (),
                (Lane("one", "One", tuple(ids[:cut]), (inner,)), Lane("two", "", tuple(ids[cut:]))),
            ]
        )
    )


__all__ = ["Definitions", "definitions", "expressions", "extras", "models", "texts"]

"""Random block-structured models that use every kind of element, as BPMN text.

A block has one way in and one way out, so that blocks nest. Conditions read the Boolean variables
v0 .. v7; user tasks may set them anew, so that loops end or not as the dice fall.
"""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.steps.models import (
    ANY_ERROR,
    COMPENSATE,
    ERROR,
    ESCALATION,
    SIGNAL,
    TERMINATE,
    boundary,
    catch,
    definitions,
    element,
    end,
    flow,
    process,
    start,
    throw,
    timer,
)

SIMPLE = ("user", "user", "script", "service", "manual", "feel")
NESTED = (
    "sequence", "sequence", "xor", "and", "or", "loop", "events", "sub", "timeout", "reminder",
    "error", "escalation", "event-sub", "many", "repeat", "compensated", "signal", "ended", "adhoc",
)  # fmt: skip


@dataclass
class Writing:
    """The text as far as it is written, and the numbers used up."""

    parts: list[str] = field(default_factory=list)
    count: int = 0

    def id(self, prefix):
        self.count += 1
        return f"{prefix}{self.count}"

    def add(self, text):
        self.parts.append(text)

    def link(self, source, target, condition=None):
        self.add(flow(source, target, condition))


def trees(depth=3):
    """Strategy of block trees: (kind, *parts)."""
    leaf = st.tuples(st.sampled_from(SIMPLE))
    variable = st.integers(0, 7)

    def extend(inner):
        return st.one_of(
            st.tuples(st.sampled_from(NESTED), variable, inner, inner),
            st.tuples(st.just("sequence"), variable, inner, inner),
        )

    return st.recursive(leaf, extend, max_leaves=2 * depth + 2)


def text_of(tree, id_="p"):
    """The BPMN file of a tree."""
    writing = Writing()
    body(writing, tree)
    return definitions(process(*writing.parts, id=id_))


def body(writing, tree, inside=""):
    """Start, the block, end."""
    s, e = writing.id("s"), writing.id("e")
    writing.add(start(s))
    first, last = WRITE[tree[0]](writing, *tree[1:])
    writing.link(s, first)
    writing.add(end(e, inside))
    writing.link(last, e)


def inner_of(writing, tree, inside=""):
    """The text of a scope's inside, with ids that go on counting."""
    scope = Writing(count=writing.count)
    body(scope, tree, inside)
    writing.count = scope.count
    return "".join(scope.parts)


def task(kind, script=""):
    def write(writing):
        id_ = writing.id("t")
        writing.add(element(kind, id_, script))
        return id_, id_

    return write


def write_feel(writing):
    id_ = writing.id("t")
    writing.add(
        element("scriptTask", id_, "<script>{v0: v1, total: 1 + 1}</script>", scriptFormat="feel")
    )
    return id_, id_


def sequence(writing, _, one, two):
    first, middle = WRITE[one[0]](writing, *one[1:])
    second, last = WRITE[two[0]](writing, *two[1:])
    writing.link(middle, second)
    return first, last


def split_and_join(writing, kind, branches, conditions):
    g, j = writing.id("g"), writing.id("j")
    default = "" if conditions[-1] is not None or kind == "parallelGateway" else None
    ends = [WRITE[branch[0]](writing, *branch[1:]) for branch in branches]
    attributes = {} if default is not None else {"default": f"{g}-{ends[-1][0]}"}
    writing.add(element(kind, g, **attributes))
    writing.add(element(kind, j))
    for (first, last), condition in zip(ends, conditions, strict=True):
        writing.link(g, first, condition)
        writing.link(last, j)
    return g, j


def xor(writing, variable, one, two):
    return split_and_join(writing, "exclusiveGateway", [one, two], [f"v{variable}", None])


def both(writing, _, one, two):
    return split_and_join(writing, "parallelGateway", [one, two], [None, None])


def some(writing, variable, one, two):
    conditions = [f"v{variable}", f"v{(variable + 1) % 8}", None]
    return split_and_join(writing, "inclusiveGateway", [one, two, ("user",)], conditions)


def loop(writing, variable, one, two):
    m, x = writing.id("m"), writing.id("x")
    first, last = WRITE[one[0]](writing, *one[1:])
    back, again = WRITE[two[0]](writing, *two[1:])
    writing.add(element("exclusiveGateway", m))
    out = writing.id("t")
    writing.add(element("userTask", out))
    writing.add(element("exclusiveGateway", x, default=f"{x}-{out}"))
    writing.link(m, first)
    writing.link(last, x)
    writing.link(x, back, f"v{variable}")
    writing.link(again, m)
    writing.link(x, out)
    return m, out


def events(writing, variable, one, two):
    g, a, b, j = (writing.id(p) for p in "gcdj")
    writing.add(element("eventBasedGateway", g))
    writing.add(catch(a, timer(f"PT{variable + 1}H")) + catch(b, timer("PT3H")))
    writing.add(element("exclusiveGateway", j))
    for event, branch in ((a, one), (b, two)):
        first, last = WRITE[branch[0]](writing, *branch[1:])
        writing.link(g, event)
        writing.link(event, first)
        writing.link(last, j)
    return g, j


def sub(writing, variable, one, two, kind="subProcess", extra="", inside=""):
    id_ = writing.id("u")
    writing.add(element(kind, id_, extra + inner_of(writing, one, inside)))
    first, last = WRITE[two[0]](writing, *two[1:])
    writing.link(id_, first)
    return id_, last


def with_boundary(definition, interrupting, inside=""):
    def write(writing, variable, one, two):
        id_, b, j = writing.id("u"), writing.id("b"), writing.id("j")
        writing.add(element("subProcess", id_, inner_of(writing, one, inside)))
        writing.add(boundary(b, id_, definition, interrupting))
        first, last = WRITE[two[0]](writing, *two[1:])
        writing.link(b, first)
        if interrupting:
            writing.add(element("exclusiveGateway", j))
            writing.link(id_, j)
            writing.link(last, j)
            return id_, j
        e = writing.id("e")
        writing.add(end(e))
        writing.link(last, e)
        return id_, id_

    return write


def event_sub(writing, variable, one, two):
    id_, es, s, e = writing.id("u"), writing.id("v"), writing.id("s"), writing.id("e")
    first_parts = Writing(count=writing.count)
    body(first_parts, one)
    handler = Writing(count=first_parts.count)
    first, last = WRITE[two[0]](handler, *two[1:])
    handler.link(s, first)
    handler.link(last, e)
    writing.count = handler.count
    interrupting = "true" if variable % 2 else "false"
    inside = start(s, timer("PT90M"), isInterrupting=interrupting) + "".join(handler.parts) + end(e)
    nested = element("subProcess", es, inside, triggeredByEvent="true")
    writing.add(element("subProcess", id_, "".join(first_parts.parts) + nested))
    return id_, id_


def many(writing, variable, one, two):
    loop_text = (
        f'<multiInstanceLoopCharacteristics isSequential="{"true" if variable % 2 else "false"}">'
        f'<loopCardinality xsi:type="tFormalExpression">{variable % 3}</loopCardinality>'
        "</multiInstanceLoopCharacteristics>"
    )
    id_ = writing.id("t")
    writing.add(element("userTask", id_, loop_text))
    first, last = WRITE[two[0]](writing, *two[1:])
    writing.link(id_, first)
    return id_, last


def repeat(writing, variable, one, two):
    loop_text = (
        '<standardLoopCharacteristics loopMaximum="3"><loopCondition xsi:type="tFormalExpression">'
        f"v{variable}</loopCondition></standardLoopCharacteristics>"
    )
    id_ = writing.id("u")
    # The loop stands after the content of the sub-process in no schema, so it goes first.
    writing.add(element("subProcess", id_, loop_text + inner_of(writing, one)))
    return id_, id_


def compensated(writing, variable, one, two):
    a, u, b, t = writing.id("t"), writing.id("t"), writing.id("b"), writing.id("i")
    writing.add(element("userTask", a) + boundary(b, a, COMPENSATE))
    writing.add(element("userTask", u, isForCompensation="true"))
    writing.add(f'<association id="{writing.id("k")}" sourceRef="{b}" targetRef="{u}"/>')
    first, last = WRITE[one[0]](writing, *one[1:])
    writing.add(throw(t, COMPENSATE))
    writing.link(a, first)
    writing.link(last, t)
    return a, t


def signalled(writing, variable, one, two):
    t = writing.id("i")
    writing.add(throw(t, SIGNAL))
    first, last = WRITE[one[0]](writing, *one[1:])
    writing.link(t, first)
    return t, last


def ended(writing, variable, one, two):
    return sub(writing, variable, one, two, inside=TERMINATE)


def ad_hoc(writing, variable, one, two):
    id_ = writing.id("u")
    ordering = "Sequential" if variable % 2 else "Parallel"
    tasks = "".join(element("userTask", writing.id("t")) for _ in range(2))
    writing.add(element("adHocSubProcess", id_, tasks, ordering=ordering))
    return id_, id_


WRITE = {
    "user": task("userTask"),
    "script": task("scriptTask", "<script>LOG x</script>"),
    "service": task("serviceTask"),
    "manual": task("manualTask"),
    "feel": write_feel,
    "sequence": sequence,
    "xor": xor,
    "and": both,
    "or": some,
    "loop": loop,
    "events": events,
    "sub": sub,
    "timeout": with_boundary(timer("PT2H"), True),
    "reminder": with_boundary(timer("PT1H"), False),
    "error": with_boundary(ERROR, True, ERROR),
    "escalation": with_boundary(ESCALATION, False, ESCALATION),
    "any-error": with_boundary(ANY_ERROR, True),
    "event-sub": event_sub,
    "many": many,
    "repeat": repeat,
    "compensated": compensated,
    "signal": signalled,
    "ended": ended,
    "adhoc": ad_hoc,
}

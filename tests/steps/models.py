"""Small models for tests: XML from a line per element."""

import itertools
from datetime import timedelta

from lxml import etree

import guiju
from guiju.run import replay

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs" targetNamespace="urn:t">'
)
ROOTS = (
    '<message id="M" name="M"/><signal id="S" name="S"/>'
    '<error id="E" name="E" errorCode="e1"/><error id="E2" name="E2" errorCode="e2"/>'
    '<escalation id="X" name="X" escalationCode="x1"/>'
)


FIRST = ("ioSpecification", "property", "dataInputAssociation", "dataOutputAssociation")
LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
LAST = ("association", "resourceRole", "completionCondition", "script")
WITH_ORDER = ("process", "subProcess", "transaction", "adHocSubProcess")


def definitions(*parts):
    root = etree.fromstring(HEAD + ROOTS + "".join(parts) + "</definitions>")
    for scope in root.iter(*(f"{{{root.nsmap[None]}}}{tag}" for tag in WITH_ORDER)):
        scope[:] = sorted(scope, key=rank)
    return etree.tostring(root)


def rank(child):
    """Where the schema wants a child of a process or sub-process, among its other children."""
    tag = etree.QName(child).localname
    ordered = (*FIRST, *LOOPS, "laneSet", "flow element", *LAST)
    return ordered.index(tag if tag in ordered else "flow element")


def process(*body, id="p"):
    return f'<process id="{id}" isExecutable="true">{"".join(body)}</process>'


def model(*body):
    """A file of one process."""
    return definitions(process(*body))


def scripts(*names):
    """Script tasks that leave their name in the trace."""
    return "".join(script(name) for name in names)


def script(name, inside="", **attributes):
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<scriptTask id="{name}"{extra}>{inside}<script>LOG {name}</script></scriptTask>'


def flows(*arrows):
    """Flows from "a b" or "a b condition"; chains from "a > b > c"."""
    made = []
    for arrow in arrows:
        if ">" in arrow.split(" ")[1:2]:
            nodes = arrow.split(" > ")
            made += [flow(*pair) for pair in itertools.pairwise(nodes)]
        else:
            made.append(flow(*arrow.split(" ", 2)))
    return "".join(made)


def flow(source, target, condition=None):
    id_ = f"{source}-{target}"
    if condition is None:
        return f'<sequenceFlow id="{id_}" sourceRef="{source}" targetRef="{target}"/>'
    text = condition.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<sequenceFlow id="{id_}" sourceRef="{source}" targetRef="{target}">'
        f'<conditionExpression xsi:type="tFormalExpression">{text}</conditionExpression>'
        "</sequenceFlow>"
    )


def start(id_="s", inside="", **attributes):
    return element("startEvent", id_, inside, **attributes)


def end(id_="e", inside=""):
    return element("endEvent", id_, inside)


def catch(id_, inside):
    return element("intermediateCatchEvent", id_, inside)


def throw(id_, inside=""):
    return element("intermediateThrowEvent", id_, inside)


def boundary(id_, host, inside, interrupting=True):
    cancel = "" if interrupting else ' cancelActivity="false"'
    return f'<boundaryEvent id="{id_}" attachedToRef="{host}"{cancel}>{inside}</boundaryEvent>'


def element(kind, id_, inside="", **attributes):
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{kind} id="{id_}"{extra}>{inside}</{kind}>'


def sub(id_, *body, kind="subProcess", **attributes):
    return element(kind, id_, "".join(body), **attributes)


def es(id_, starts_with, *inside, interrupting=True, **attributes):
    """An event sub-process that leaves its id in the trace, or does what is given."""
    body = inside or (scripts(f"{id_}-a"), end(f"{id_}-e"), flows(f"{id_}-s > {id_}-a > {id_}-e"))
    flag = str(interrupting).lower()
    begin = start(f"{id_}-s", starts_with, isInterrupting=flag, **attributes)
    return sub(id_, begin, *body, triggeredByEvent="true")


def gate(id_, kind="parallel", **attributes):
    return element(f"{kind}Gateway", id_, **attributes)


def many(cardinality, inside="", **attributes):
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return (
        f"<multiInstanceLoopCharacteristics{extra}>"
        f'<loopCardinality xsi:type="tFormalExpression">{cardinality}</loopCardinality>'
        f"{inside}</multiInstanceLoopCharacteristics>"
    )


def undo(host, handler):
    """A compensation event on the border of `host`, and the script that undoes it."""
    return undo_by(host, script(handler, isForCompensation="true"), handler)


def undo_by(host, handler, id_):
    return (
        boundary(f"b-{host}", host, COMPENSATE)
        + handler
        + f'<association id="association-{host}" sourceRef="b-{host}" targetRef="{id_}"/>'
    )


def timer(text):
    kind = {"P": "timeDuration", "R": "timeCycle"}.get(text[0], "timeDate")
    return (
        f'<timerEventDefinition><{kind} xsi:type="tFormalExpression">{text}</{kind}>'
        "</timerEventDefinition>"
    )


def condition(text):
    text = text.replace("<", "&lt;")
    return (
        '<conditionalEventDefinition><condition xsi:type="tFormalExpression">'
        f"{text}</condition></conditionalEventDefinition>"
    )


MESSAGE = '<messageEventDefinition messageRef="M"/>'
SIGNAL = '<signalEventDefinition signalRef="S"/>'
ERROR = '<errorEventDefinition errorRef="E"/>'
ERROR2 = '<errorEventDefinition errorRef="E2"/>'
ANY_ERROR = "<errorEventDefinition/>"
ESCALATION = '<escalationEventDefinition escalationRef="X"/>'
CANCEL = "<cancelEventDefinition/>"
COMPENSATE = "<compensateEventDefinition/>"
TERMINATE = "<terminateEventDefinition/>"


def link(name):
    return f'<linkEventDefinition name="{name}"/>'


class Failed(Exception):
    """What a script named `fail` raises."""


def played(data, variables=None, **options):
    """Play a model; returns the play and the trace its scripts leave."""
    loaded = guiju.load(data)
    assert loaded.standard is not None, [str(each) for each in loaded.problems]
    trace = []

    def on_script(text, format_, seen):
        name = text.removeprefix("LOG ").strip()
        if name.startswith("fail"):
            raise Failed(name)
        if name.startswith("add"):
            trace.append(name)
            return {"n": seen["n"] + 1}
        trace.append(name)
        return {}

    options.setdefault("horizon", timedelta(days=400))
    result = guiju.play(loaded.standard, variables or {}, on_script=on_script, **options)
    for case in result.cases:
        assert replay(loaded.standard, case.state.process, case.entries) == replayable(case)
        assert_counted(case.state)
    return result, trace


def replayable(case):
    """The state of a case; one that never began had its variables given, not entered."""
    if not case.entries:
        case.state.variables.clear()
    return case.state


def assert_counted(state):
    """Every open scope counts exactly the tokens and instances that it holds."""
    if state.status != "active":
        return
    for scope, count in state.counts.items():
        inside = sum(1 for each in state.live.values() if each.owner == scope)
        resting = sum(n for (at, _), n in state.tokens.items() if at == scope)
        resets = sum(
            1 for (at, _), data in state.joins.items() if at == scope and data[:1] == ("reset",)
        )
        assert count == inside + resting + resets


def trace_of(data, variables=None, **options):
    """Outcome and sorted trace."""
    result, trace = played(data, variables, **options)
    return result.outcome, sorted(trace)

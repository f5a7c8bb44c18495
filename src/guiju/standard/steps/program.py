"""The run model: a file's processes as integer tables, so that a step is a few list look-ups.

`build` makes it from the read model. Every element of every process of the file has one index
(its place); sequence flows have indexes of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from guiju.standard import feel
from guiju.standard.model.definitions import Definitions, EventDefinition, Node

# Kinds of places, as small ints: the turn picks its function by them.
KINDS: Final = (
    "task", "manualTask", "userTask", "serviceTask", "scriptTask", "businessRuleTask",
    "sendTask", "receiveTask", "callActivity", "subProcess", "transaction", "adHocSubProcess",
    "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway",
    "complexGateway", "startEvent", "intermediateCatchEvent", "intermediateThrowEvent",
    "boundaryEvent", "endEvent",
)  # fmt: skip
KIND: Final[Mapping[str, int]] = {name: number for number, name in enumerate(KINDS)}
LAST_ACTIVITY: Final = KIND["adHocSubProcess"]


@dataclass(slots=True)
class Mapped:
    """`target = source` compiled: an assignment of a data association or a mapping."""

    source: feel.Compiled
    target: str


@dataclass(slots=True)
class Loop:
    """Compiled loop characteristics; which fields are set tells which kind it is."""

    multi: bool
    sequential: bool = True
    condition: feel.Compiled | None = None
    maximum: int | None = None
    test_before: bool = False
    cardinality: feel.Compiled | None = None
    collection: feel.Compiled | None = None
    element: str | None = None
    results: str | None = None
    result: feel.Compiled | None = None
    completion: feel.Compiled | None = None
    behavior: str = "All"
    thrown: EventDefinition | None = None
    complex: tuple[tuple[feel.Compiled, tuple[EventDefinition, ...]], ...] = ()


@dataclass(slots=True)
class Catch:
    """One compiled event definition of an event element."""

    definition: EventDefinition
    expression: feel.Compiled | None = None
    literal: str | None = None
    correlation: feel.Compiled | None = None


@dataclass(slots=True)
class Body:
    """What is inside a process or sub-process.

    Attributes:
        starts: places that get a token when the scope is entered plainly.
        event_starts: start events of the process that something must trigger.
        event_subs: start event places of its event sub-processes.
        names: variables that belong to the scope (data objects, properties).
        ad_hoc: inner activities of an ad-hoc sub-process that may be started.
        takes, gives: data inputs and outputs of a process or global task, for who calls it.
    """

    id: str
    starts: tuple[int, ...] = ()
    event_starts: tuple[int, ...] = ()
    event_subs: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    ad_hoc: tuple[int, ...] = ()
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


@dataclass(slots=True)
class Place:
    """One element, compiled. `scope` is the place of the sub-process it is in, -1 in a process.

    Attributes:
        ins, outs: flow indexes; `conditions` runs parallel to `outs`.
        default: flow index or -1.
        boundary: places of the boundary events attached to it.
        handler: place of the compensation activity of a compensation boundary event, or -1.
        compensable: its completion must be remembered.
        link: place of the catch link event a throw link jumps to, or -1.
        script: compiled FEEL of a script task or expression of a decision.
        inputs, outputs: data moved on entering and on leaving.
        takes: data inputs of a call activity, in order.
        gives: data outputs, in order: of a call activity, or those that what comes with a message
            or signal goes to.
    """

    index: int
    id: str
    kind: int
    node: Node
    process: str
    scope: int = -1
    ins: tuple[int, ...] = ()
    outs: tuple[int, ...] = ()
    conditions: tuple[feel.Compiled | None, ...] = ()
    conditional: bool = False
    default: int = -1
    start_quantity: int = 1
    completion_quantity: int = 1
    boundary: tuple[int, ...] = ()
    attached: int = -1
    interrupting: bool = True
    parallel_multiple: bool = False
    handler: int = -1
    compensable: bool = False
    for_compensation: bool = False
    event_sub: bool = False
    link: int = -1
    instantiate: bool = False
    catches: tuple[Catch, ...] = ()
    loop: Loop | None = None
    body: Body | None = None
    script: feel.Compiled | None = None
    activation: feel.Compiled | None = None
    completion: feel.Compiled | None = None
    cancel_remaining: bool = True
    sequential: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    inputs: tuple[Mapped, ...] = ()
    outputs: tuple[Mapped, ...] = ()
    local_names: tuple[str, ...] = ()
    plain: bool = False
    late: bool = False
    called: str | None = None
    reach: Mapping[int, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The element's name for people: its own, else its id."""
        return self.node.name or self.id


@dataclass(slots=True)
class Program:
    """Every process of one file, compiled.

    Attributes:
        places: every element; `index` finds one by id.
        flow_ids, flow_target, flow_source: of sequence flows, by flow index.
        bodies: of each process and global task, by id.
        aliases: id of each data item whose variable has another name.
        message_flows: targets of the message flows that leave an element, by id.
        constants: FEEL values of the standard's parameters by name; no variable hides them.
        has_ad_hoc, has_conditions, has_needs: whether there is any ad-hoc sub-process, or any
            element that waits for a condition, or for data; where none is, no step looks for it.
    """

    places: list[Place] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    flow_ids: list[str] = field(default_factory=list)
    flow_index: dict[str, int] = field(default_factory=dict)
    flow_target: list[int] = field(default_factory=list)
    flow_source: list[int] = field(default_factory=list)
    bodies: dict[str, Body] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    message_flows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    has_ad_hoc: bool = False
    has_conditions: bool = False
    has_needs: bool = False


@dataclass(frozen=True, slots=True)
class Standard:
    """One written standard, compiled: immutable from here on, and all that any use needs.

    Attributes:
        definitions: what was read, for people, pictures and export.
        program: what is run, checked, simulated and taught.
        decisions: DMN models that business rule tasks call, by file or model name.
        digest: SHA-256 of the text it was compiled from, in hex: names the version.
    """

    definitions: Definitions
    program: Program
    decisions: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""

    @property
    def processes(self) -> tuple[str, ...]:
        """Ids of the processes of the file, in its order."""
        return tuple(process.id for process in self.definitions.processes)

"""Play cases in memory on a virtual clock: what `guiju play` and every example do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

from guiju.journal.entry import Entry
from guiju.run.case import Case
from guiju.run.post import Post, waits_of
from guiju.standard import Incident, Standard, Step
from guiju.standard.model.definitions import Task
from guiju.standard.steps.program import KIND, LAST_ACTIVITY
from guiju.standard.steps.state import WORK

START: Final = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
"""The virtual clock starts on a Monday morning, so that a play is the same every day."""

YEAR: Final = timedelta(days=365)
MOST_STEPS: Final = 20_000
"""A play stops after so many steps; a cycle timer without end would never stop by itself."""

MOST_QUIET_ROUNDS: Final = 50
"""So many rounds of other work pass at most before work that signals to nobody is done."""

Outcome = Literal["completed", "waiting", "stuck", "failed"]
OnWork = Callable[["Work"], Mapping[str, Any] | None]
OnScript = Callable[[str, str | None, Mapping[str, Any]], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Work:
    """Work that the play hands to whoever plays: a user task, or a job.

    Attributes:
        element: id of the element; `name` is what people call it.
        kind: userTask, serviceTask, scriptTask, businessRuleTask, sendTask ...
        case: id of the case.
        job: type of the job, where the standard names one.
        variables: what the element sees, by name.
        time: the virtual moment.
    """

    element: str
    name: str
    kind: str
    case: str
    job: str | None
    variables: Mapping[str, Any]
    time: datetime


@dataclass(frozen=True, slots=True)
class Played:
    """How a play ended.

    Attributes:
        outcome: of the first case; "stuck" or "failed" also when another case of the play is.
        entries: of all cases, in the order they were made.
        cases: all cases, the first one first.
        incidents: why cases are stuck.
        variables: of the first case, at its end.
        time: where the virtual clock stands.
        limited: the play was stopped after `most_steps` steps.
    """

    outcome: Outcome
    entries: tuple[Entry, ...]
    cases: tuple[Case, ...]
    incidents: tuple[Incident, ...]
    variables: Mapping[str, Any]
    time: datetime
    limited: bool = False


def play(
    standard: Standard,
    variables: Mapping[str, Any] | None = None,
    process: str | None = None,
    also_start: Iterable[str] = (),
    on_script: OnScript | None = None,
    on_task: OnWork | None = None,
    on_job: OnWork | None = None,
    horizon: timedelta | None = None,
    start: datetime = START,
    most_steps: int = MOST_STEPS,
) -> Played:
    """Run cases in memory on a virtual clock that jumps to the next due timer.

    Messages and signals reach the other cases of the same play. Manual and none tasks pass by
    themselves; user tasks and jobs complete with no data unless a hook says otherwise.

    Args:
        standard: a compiled standard.
        variables: of the first case.
        process: id of the process to start; None for the first that can be started plainly.
        also_start: ids of further processes of the file to start beside it.
        on_script: (text, format, variables) -> variables to set, for scripts that are not FEEL;
            an exception it raises is a failure of the script.
        on_task: a user task -> variables to set.
        on_job: any other work -> variables to set.
        horizon: how far the clock may jump, one year by default.
        start: where the clock starts, UTC.
        most_steps: the play is stopped, and says so, after so many steps.

    Raises:
        ValueError: there is no such process.
    """
    playing = _Playing(standard, on_script, on_task, on_job, start)
    playing.most_steps = most_steps
    others = [also_start] if isinstance(also_start, str) else list(also_start)
    playing.begin(process or first_process(standard, others), variables or {})
    for other in others:
        playing.begin(other, variables or {})
    playing.go(start + (YEAR if horizon is None else horizon))
    return playing.played()


def first_process(standard: Standard, besides: Collection[str] = ()) -> str:
    """The first executable process that can start plainly and that no other calls.

    Where there is none, executable counts more than plain, and the first of the file is the last
    resort.

    Args:
        standard: compiled.
        besides: ids of processes that are started anyway, taken only if there is no other.

    Raises:
        ValueError: the file has no process.
    """
    everyone = standard.definitions.processes
    processes = [each for each in everyone if each.id not in besides] or everyone
    bodies = standard.program.bodies
    plain = [each for each in processes if bodies[each.id].starts]
    executable = [each for each in plain if each.executable]
    called = {place.called for place in standard.program.places if place.called != place.process}
    uncalled = [each for each in executable if each.id not in called]
    for found in (uncalled, executable, plain, processes):
        if found:
            return found[0].id
    raise ValueError("the file has no process to start")


class Asleep(NamedTuple):
    """A case that a timer start event will begin.

    Attributes:
        due: when, UTC.
        place: the start event.
        case: not yet started.
        left: how many further cases the cycle starts; -1 without end.
        text: the timer as written.
    """

    due: datetime
    place: int
    case: Case
    left: int
    text: str


class _Playing:
    """One play: its cases, its clock, its post."""

    def __init__(
        self,
        standard: Standard,
        on_script: OnScript | None,
        on_task: OnWork | None,
        on_job: OnWork | None,
        start: datetime,
    ) -> None:
        self.standard = standard
        self.on_script = on_script
        self.on_task = on_task
        self.on_job = on_job
        self.now = start
        self.cases: list[Case] = []
        self.entries: list[Entry] = []
        self.post = Post(standard)
        self.steps = 0
        self.most_steps = MOST_STEPS
        self.asleep: list[Asleep] = []
        self.signallers = signallers(standard)
        self.quiet_rounds = 0

    # -- starting -----------------------------------------------------------------------------

    def begin(self, process: str, variables: Mapping[str, Any]) -> None:
        """Start a process plainly; one that only events start begins as if its first had come."""
        bodies = self.standard.program.bodies
        if process not in bodies:
            raise ValueError(f"expected one of {', '.join(bodies)}, got {process}")
        case = Case(self.standard, process, f"case-{len(self.cases) + 1}", variables)
        self.cases.append(case)
        body = bodies[process]
        if body.starts or not body.event_starts:
            self.fire(case, Step("start", -1))
        else:
            self.begin_at_event(case, body.event_starts[0])

    def begin_at_event(self, case: Case, index: int) -> None:
        """A timer start waits for its time, a condition for its truth; others begin at once."""
        from guiju.standard.steps.waits import due_of

        place = self.standard.program.places[index]
        for catch in place.catches:
            if catch.definition.kind == "timer" and not place.instantiate:
                text = catch.literal
                if text is None and catch.expression is not None:
                    text = str(catch.expression.call(case.state.variables))
                try:
                    due, left = due_of(text or "", self.now)
                except ValueError:
                    break
                self.asleep.append(Asleep(due, index, case, left, text or ""))
                return
            compiled = catch.expression if catch.definition.kind == "conditional" else None
            if compiled is not None and compiled.call(case.state.variables) is not True:
                return
        self.fire(case, Step("start", index))

    # -- going on -----------------------------------------------------------------------------

    def go(self, end: datetime) -> None:
        """Do all that can be done, then let the clock jump, until nothing is left to do."""
        while self.steps < self.most_steps:
            if self.do_work() or self.deliver():
                continue
            if not self.jump(end):
                return

    def fire(self, case: Case, step: Step) -> None:
        """Take a step and post what it sends."""
        self.steps += 1
        fired = case.fire(step, self.now)
        self.entries.append(case.entries[-1])
        for sent in fired.sent:
            self.post.take(sent, case)

    def do_work(self) -> bool:
        """Do every piece of work that is open now, once; what signals to nobody comes last."""
        did = self.work_round(self.unheard())
        self.quiet_rounds = self.quiet_rounds + 1 if did else 0
        return did or self.work_round(())

    def unheard(self) -> Collection[int]:
        """Places of work before a signal that nobody listens to yet, but somebody may soon."""
        if not self.signallers or self.quiet_rounds >= MOST_QUIET_ROUNDS:
            return ()
        heard = {
            place.catches[number].definition.name
            for case in self.cases
            for _, place, number in waits_of(case)
            if place.catches[number].definition.kind == "signal"
        }
        return [place for place, names in self.signallers.items() if not names & heard]

    def work_round(self, but_for: Collection[int]) -> bool:
        """Do what is open now, but for work at some places; whether anything was done."""
        did = False
        for case in list(self.cases):
            open_ = [iid for iid, each in case.state.live.items() if each.phase == WORK]
            if self.signallers:  # what is open at once is done before its signals interrupt it
                open_.sort(key=lambda iid: case.state.live[iid].place in self.signallers)
            for iid in open_:
                instance = case.state.live.get(iid)
                if instance is None or instance.phase != WORK or instance.place in but_for:
                    continue
                self.do_one(case, iid)
                did = True
        return did

    def do_one(self, case: Case, iid: int) -> None:
        """Do one piece of work, by the hook for its kind."""
        work = self.work_of(case, iid)
        place = self.standard.program.places[case.state.live[iid].place]
        try:
            if place.kind == KIND["scriptTask"]:
                values = self.script(place.node, work)  # type: ignore[arg-type]
            elif place.kind == KIND["userTask"]:
                values = self.on_task(work) if self.on_task else None
            else:
                values = self.on_job(work) if self.on_job else None
        except Exception as failure:
            # Whatever a hook raises is the work's failure, which the standard may catch.
            reason = f"{type(failure).__name__}: {failure}"
            self.fire(case, Step("fail", iid, (), {"reason": reason}))
            return
        self.fire(case, Step("complete", iid, (), dict(values or {})))

    def script(self, node: Task, work: Work) -> Mapping[str, Any] | None:
        """Run a script by its hook; without one, read it as FEEL."""
        if self.on_script is not None:
            return self.on_script(node.script or "", node.script_format, work.variables)
        from guiju.run.scripts import feel_script

        return feel_script(node, work.variables, self.now)

    def work_of(self, case: Case, iid: int) -> Work:
        """What a hook is told of a piece of work."""
        place = self.standard.program.places[case.state.live[iid].place]
        return Work(
            place.id, place.name, place.node.kind, case.id, place.node.extras.job,
            visible(self.standard, case, iid), self.now,
        )  # fmt: skip

    def deliver(self) -> bool:
        """Bring one message or signal to whom it is for."""
        delivery = self.post.next_delivery(self.cases)
        if delivery is None:
            return False
        case, target, values, process = delivery
        if case is None:
            case = Case(self.standard, process, f"case-{len(self.cases) + 1}", values)
            self.cases.append(case)
            choice = () if isinstance(target, int) else (target[1],)
            place = target if isinstance(target, int) else target[0]
            self.fire(case, Step("start", place, choice))
        else:
            assert isinstance(target, int)
            self.fire(case, Step("trigger", target, (), values))
        return True

    def jump(self, end: datetime) -> bool:
        """Let the clock jump to the next due timer, at most to `end`."""
        due = [
            (wait.due, number, wid)
            for number, case in enumerate(self.cases)
            for wid, wait in case.state.waits.items()
            if wait.due is not None
        ]
        first = min(due, default=None)
        asleep = min(self.asleep, key=lambda each: each.due, default=None)
        if asleep is not None and (first is None or asleep.due <= first[0]):
            if asleep.due > end:
                return False
            self.wake(asleep)
            return True
        if first is None or first[0] > end:
            return False
        self.now = max(self.now, first[0])
        self.fire(self.cases[first[1]], Step("trigger", first[2]))
        return True

    def wake(self, asleep: Asleep) -> None:
        """A timer start has come; a cycle of n starts n cases, one without end just this one."""
        from guiju.standard.steps.waits import next_due

        self.asleep.remove(asleep)
        self.now = max(self.now, asleep.due)
        if asleep.left > 0:
            state = asleep.case.state
            again = Case(
                self.standard, state.process, f"case-{len(self.cases) + 1}", state.variables
            )
            self.cases.append(again)
            due = next_due(asleep.text, asleep.due)
            self.asleep.append(Asleep(due, asleep.place, again, asleep.left - 1, asleep.text))
        self.fire(asleep.case, Step("start", asleep.place))

    # -- ending -------------------------------------------------------------------------------

    def played(self) -> Played:
        """Sum the play up."""
        main = self.cases[0]
        outcomes = [outcome_of(case) for case in self.cases]
        worst = next((each for each in ("stuck", "failed") if each in outcomes), outcomes[0])
        return Played(
            outcome=worst,
            entries=tuple(self.entries),
            cases=tuple(self.cases),
            incidents=tuple(
                incident for case in self.cases for incident in case.state.incidents.values()
            ),
            variables=dict(main.state.variables),
            time=self.now,
            limited=self.steps >= self.most_steps,
        )


def signallers(standard: Standard) -> Mapping[int, frozenset[str | None]]:
    """The signals that are thrown directly behind a place of work, by that place."""
    program = standard.program
    found = {}
    for place in program.places:
        behind = [program.places[program.flow_target[flow]] for flow in place.outs]
        names = frozenset(
            catch.definition.name
            for event in behind
            if event.late
            for catch in event.catches
            if catch.definition.kind == "signal"
        )
        if names and place.kind <= LAST_ACTIVITY:
            found[place.index] = names
    return found


def outcome_of(case: Case) -> Outcome:
    """How one case stands."""
    if case.state.incidents:
        return "stuck"
    if case.state.status == "failed":
        return "failed"
    if case.state.status in ("completed", "cancelled"):
        return "completed"
    return "waiting"


def visible(standard: Standard, case: Case, iid: int) -> Mapping[str, Any]:
    """The variables an element sees, also under the ids of the data items they are kept in."""
    from guiju.standard.steps.turn import Turn

    seen = dict(Turn(standard, case.state).variables(iid))
    for id_, name in standard.program.aliases.items():
        if name in seen:
            seen.setdefault(id_, seen[name])
    return seen

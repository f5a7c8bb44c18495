"""What models ask the ERP and the order intake (docs/systems/erp.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from guiju.run.jobs import BusinessError, Handler
from guiju.systems.answering import Verb, answered
from guiju.systems.asked import text
from guiju.systems.call import Call, refused, seconds, written
from guiju.systems.erp import intake
from guiju.systems.erp.connector import Erp, ErpAway, MappingUnknown
from guiju.systems.erp.embedded import Embedded, load
from guiju.systems.erp.letters import Post, keep_letter
from guiju.systems.erp.mapped import Mapped
from guiju.systems.erp.models import Cursor, Intake, Letter
from guiju.systems.erp.orders import read_order
from guiju.systems.wiring import Round, Surroundings
from guiju.systems.writing import writing

Answer = Mapping[str, Any]

PRIORITIES = ("low", "normal", "high", "urgent")


def handlers(surroundings: Surroundings) -> Mapping[str, Handler]:
    """The handlers by job type."""
    desk = Desk(surroundings)
    topics: dict[str, Verb] = {
        "erp.todo": desk.todo,
        "erp.send": desk.send,
        "erp.state": desk.state,
        "erp.queue": desk.queue,
        "erp.flush": desk.flush,
        "erp.again": desk.again,
        "erp.orders": desk.orders,
        "erp.stock": desk.stock,
        "erp.intake": desk.intake,
        "erp.intake_log": desk.intake_log,
    }
    return answered("erp", {}, surroundings, topics)


def rounds(surroundings: Surroundings) -> Sequence[Round]:
    """Letters that are due, files that came, orders whose case was not started yet."""
    desk = Desk(surroundings)
    return (
        desk.send_due,
        lambda: intake.take_files(surroundings),
        lambda: intake.start_waiting(surroundings),
    )


def given(surroundings: Surroundings, values: Mapping[str, Any]) -> None:
    """Take over what the embedded ERP holds, and whether it answers."""
    load(values, surroundings.clock())


@dataclass(slots=True)
class Desk:
    """Answers the topics; keeps the session of the ERP while its settings stay as they are."""

    surroundings: Surroundings
    _known: tuple[Any, Erp] | None = field(default=None)

    def erp(self) -> Erp:
        """The ERP that the settings name; the embedded one without an address."""
        settings = self.surroundings.of("erp")
        clock: Callable[[], datetime] = self.surroundings.clock
        if not settings.get("address"):
            return Embedded(clock)
        if self._known is None or self._known[0] != settings:
            self._known = (dict(settings), Mapped.of(settings, clock))
        return self._known[1]

    def post(self) -> Post:
        """Who sends letters now."""
        around = self.surroundings
        owner = text(around.of("erp"), "owner", "integration-owner")
        return Post(self.erp(), around.clock(), around.dice, owner)

    def send_due(self) -> int:
        """Send what is due."""
        return self.post().flush()

    # -- out ------------------------------------------------------------------------------------

    def todo(self, call: Call) -> Answer:
        """A to-do for the ERP; the case does not wait for it."""
        title, priority = call.text("title", ""), call.text("priority", "normal")
        if not title:
            raise BusinessError("todo-malformed", {"field": "title"})
        if priority not in PRIORITIES:
            raise refused("todo-malformed", "priority", ", ".join(PRIORITIES), priority)
        names = ("text", "owner", "due", "about")
        values = {name: call.values.get(name) for name in names}
        kept = {name: None if value is None else str(value) for name, value in values.items()}
        letter = self._sent(call, "todo", {"title": title, "priority": priority, **kept})
        return {"todo": letter.pk, **_told(letter)}

    def send(self, call: Call) -> Answer:
        """Anything else that the mapping knows, for the ERP."""
        values = call.values.get("values")
        if not isinstance(values, Mapping):
            raise call.unfit("values", "an object")
        letter = self._sent(call, call.text("what"), values)
        return {"letter": letter.pk, **_told(letter)}

    def _sent(self, call: Call, what: str, values: Mapping[str, Any]) -> Letter:
        letter = keep_letter(what, f"{call.topic}:{call.key}", call.case, values, call.now)
        if letter.state == "waiting":
            self.post().deliver(letter)
        if letter.state == "dead":
            code = "mapping-unknown" if "MappingUnknown" in letter.reason else "erp-refused"
            raise BusinessError(code, {"reason": letter.reason, "letter": letter.pk})
        return letter

    def state(self, call: Call) -> Answer:
        """How a letter stands."""
        letter = _letter(call)
        return {
            **_told(letter),
            "tries": letter.tries,
            "reason": letter.reason or None,
            "next_at": written(letter.next_at) if letter.state == "waiting" else None,
            "dead": letter.state == "dead",
        }

    def queue(self, call: Call) -> Answer:
        """What waits and what is dead."""
        rows = Letter.objects.exclude(state="sent").order_by("id")
        letters = [
            {
                "letter": row.pk,
                "what": row.what,
                "case": row.case,
                "tries": row.tries,
                "reason": row.reason or None,
                "next_at": written(row.next_at) if row.state == "waiting" else None,
                "dead": row.state == "dead",
            }
            for row in rows
        ]
        dead = sum(each["dead"] is True for each in letters)
        return {"waiting": len(letters) - dead, "dead": dead, "letters": letters}

    def flush(self, call: Call) -> Answer:
        """Send what is due now."""
        sent = self.send_due()
        told = self.queue(call)
        return {"sent": sent, "waiting": told["waiting"], "dead": told["dead"]}

    def again(self, call: Call) -> Answer:
        """Give a dead letter another life."""
        letter = _letter(call)
        with writing():
            Letter.objects.filter(pk=letter.pk, state="dead").update(
                state="waiting", next_at=call.now
            )
        return {"letter": letter.pk}

    # -- in -------------------------------------------------------------------------------------

    def orders(self, call: Call) -> Answer:
        """Fetch orders; each goes through the intake, so that none is taken twice."""
        name = f"orders:{call.settings.get('address', '')}"[:200]
        row = Cursor.objects.filter(name=name).first()
        since = call.text("since", "") or (row.value if row else "")
        fetched = self._asked(lambda: self.erp().orders(since))
        origin = call.text("origin", "erp")
        found = [
            intake.take(self.surroundings, read_order(each), "erp", origin)
            for each in fetched.orders
        ]
        with writing():
            Cursor.objects.update_or_create(name=name, defaults={"value": fetched.cursor[:64]})
        count = {state: sum(each.state == state for each in found) for state in _STATES}
        cases = [each.case for each in found if each.state == "taken"]
        return {**count, "cases": cases, "problems": [e.told() for e in found if e.problems]}

    def stock(self, call: Call) -> Answer:
        """Stock levels as the ERP knows them."""
        try:
            levels = self.erp().stock(call.texts("items"))
        except ErpAway as away:
            if call.yes("must"):
                raise BusinessError("erp-away", {"reason": str(away)}) from away
            raise
        times = [level.at for level in levels if level.at is not None]
        return {
            "levels": [
                {
                    "item": level.item,
                    "quantity": level.quantity,
                    "location": level.location or None,
                    "at": written(level.at or call.now),
                }
                for level in levels
            ],
            "at": written(call.now),
            "lag": seconds(call.now - min(times)) if times else 0,
        }

    def _asked(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except MappingUnknown as unknown:
            raise BusinessError("mapping-unknown", {"what": str(unknown)}) from unknown

    def intake(self, call: Call) -> Answer:
        """Take an order in, whichever way it came."""
        channel = call.text("channel", "api")
        if channel not in intake.CHANNELS:
            raise call.unfit("channel", ", ".join(intake.CHANNELS))
        origin, process = call.text("origin", ""), call.text("process", "")
        if call.has("text"):
            found = intake.take_text(
                self.surroundings, str(call.values["text"]), channel, origin, process=process
            )
        else:
            read = read_order(call.values.get("order"))
            found = [intake.take(self.surroundings, read, channel, origin, process=process)]
        return {**found[0].told(), "all": [each.told() for each in found]}

    def intake_log(self, call: Call) -> Answer:
        """What came in, and what became of it."""
        rows = Intake.objects.order_by("id")
        for name in ("state", "origin", "order_id", "channel"):
            if call.text(name, ""):
                rows = rows.filter(**{name: call.text(name)})
        entries = [
            {
                "entry": row.pk,
                "at": written(row.at),
                "channel": row.channel,
                "origin": row.origin,
                "order_id": row.order_id or None,
                "state": row.state,
                "case": row.case or None,
                "problems": row.problems,
            }
            for row in rows
        ]
        return {"entries": entries, "count": len(entries)}


_STATES = ("taken", "twice", "differs", "refused")


def _told(letter: Letter) -> dict[str, Any]:
    return {
        "sent": letter.state == "sent",
        "erp_id": letter.erp_id or None,
        "queued": letter.state == "waiting",
    }


def _letter(call: Call) -> Letter:
    number = call.text("todo", "") or call.text("letter")
    found = Letter.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise BusinessError("letter-unknown", {"letter": number})
    return found

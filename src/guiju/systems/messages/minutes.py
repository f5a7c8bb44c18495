"""Written minutes that named people must confirm before the next key node (COL-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guiju.run.jobs import BusinessError
from guiju.systems.call import Call
from guiju.systems.directory import Directory
from guiju.systems.messages.models import Confirmation, Minutes
from guiju.systems.messages.outgoing import Draft, send_all, write_down
from guiju.systems.messages.recipients import Recipient, recipients
from guiju.systems.messages.words import LANGUAGES, in_language, say
from guiju.systems.once import once
from guiju.systems.writing import writing

Answer = Mapping[str, Any]


def write_minutes(call: Call, directory: Directory) -> Answer:
    """Keep minutes and ask the people named to confirm them."""
    text, about = _text(call, "text"), _text(call, "about")
    if not text:
        raise BusinessError("text-missing", {"field": "text"})
    people = _named(call.values.get("confirm"), directory)
    decisions = call.values.get("decisions") or []
    content = {"text": text, "confirm": [each.id for each in people]}

    def write() -> Answer:
        row = Minutes.objects.create(
            key=f"{call.topic}:{call.key}"[:300],
            case=call.case,
            about=about,
            text=text,
            decisions=decisions if isinstance(decisions, list) else [decisions],
            meeting=call.text("meeting", ""),
            at=call.now,
        )
        for each in people:
            Confirmation.objects.create(minutes=row, person=each.id)
        title = {each: say("confirm", each, about=about) for each in LANGUAGES}
        numbers = write_down(call, Draft(title, text, "minutes"), people)
        return {"minutes": row.pk, "messages": numbers}

    made = once(call, content, write)
    sent = send_all(call, made["messages"])
    return {**_state(Minutes.objects.get(pk=made["minutes"])), "sent": sent["sent"]}


def confirm(call: Call) -> Answer:
    """A named person confirms, or disagrees with a remark."""
    minutes, person = _minutes(call), call.text("person")
    state = "disagreed" if call.yes("disagrees") else "confirmed"
    with writing():
        changed = Confirmation.objects.filter(minutes=minutes, person=person).update(
            state=state, remark=call.text("remark", ""), at=call.now
        )
    if not changed:
        raise BusinessError("not-named", {"person": person, "minutes": minutes.pk})
    return _state(minutes)


def confirmed(call: Call) -> Answer:
    """Whether the next key node may be taken: all confirmed, or a reason to go on without."""
    minutes = _minutes(call)
    state, anyway = _state(minutes), call.text("anyway", "")
    if not state["all_confirmed"]:
        if not anyway:
            values = {"waiting": state["waiting"], "disagreed": state["disagreed"]}
            raise BusinessError("minutes-unconfirmed", values)
        with writing():
            Minutes.objects.filter(pk=minutes.pk).update(without=anyway)
    return {**state, "without": None if state["all_confirmed"] else anyway}


def remind(call: Call, directory: Directory) -> Answer:
    """Remind those who have not answered."""
    minutes = _minutes(call)

    def write() -> Answer:
        waiting = Confirmation.objects.filter(minutes=minutes, state="waiting").order_by("id")
        people = recipients([each.person for each in waiting], directory)
        for each in waiting:
            each.reminded += 1
            each.save()
        return {
            "reminded": [each.id for each in people],
            "messages": write_down(call, _reminder(call, minutes), people),
        }

    made = once(call, {"minutes": minutes.pk}, write)
    return {"reminded": made["reminded"], "sent": send_all(call, made["messages"])["sent"]}


def _reminder(call: Call, minutes: Minutes) -> Draft:
    about = {each: say("remind", each, about=minutes.about) for each in LANGUAGES}
    own = call.values.get("text")
    text = own or {each: f"{say('remind-text', each)}\n\n{minutes.text}" for each in LANGUAGES}
    return Draft(about, text, "reminder")


def _text(call: Call, name: str) -> str:
    language = str(call.values.get("language") or call.settings.get("language", "en"))
    return in_language(call.values.get(name), language)


def _named(confirm: Any, directory: Directory) -> Sequence[Recipient]:
    people = recipients(confirm, directory)
    if not people:
        raise BusinessError("nobody-named", {"field": "confirm"})
    unknown = [each.id for each in people if directory.person(each.id) is None]
    if unknown:
        raise BusinessError("person-unknown", {"people": unknown})
    return people


def _minutes(call: Call) -> Minutes:
    number = call.text("minutes")
    found = Minutes.objects.filter(pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise BusinessError("minutes-unknown", {"minutes": number})
    return found


def _state(minutes: Minutes) -> dict[str, Any]:
    rows = list(Confirmation.objects.filter(minutes=minutes).order_by("id"))

    def those(state: str) -> list[str]:
        return [each.person for each in rows if each.state == state]

    return {
        "minutes": minutes.pk,
        "waiting": those("waiting"),
        "confirmed": those("confirmed"),
        "disagreed": those("disagreed"),
        "all_confirmed": all(each.state == "confirmed" for each in rows),
    }

"""The page of messages nobody has: seen, kept on and dropped by who keeps connections."""

from __future__ import annotations

from datetime import timedelta

from guiju.run.commands import SendMessage
from guiju.run.worker import Worker
from guiju.web.administration.models import Change
from tests.web.office import Office
from tests.web.pages.test_links import ASKS

PAGE = "/administration/messages/"


def lost(office: Office) -> None:
    """A message that was given up, and one that waits."""
    for key, number, seconds in (("one", "SO-7", 60), ("two", "SO-8", 86_400)):
        sent = SendMessage(
            name="Answered", key=key, correlation=number, values={"score": 9}, seconds=seconds
        )
        office.engine.do(sent)
    office.clock.now += timedelta(seconds=60)
    Worker(office.engine, "w").sweep_messages()


def test_messages_nobody_has_are_shown_with_what_they_bring(office: Office) -> None:
    lost(office)
    page = office.client("ed").get(PAGE).content.decode()
    came, waits = page.split("Still waiting")
    assert "SO-7" in came and "score: 9" in came and "SO-8" not in came
    assert "SO-8" in waits
    assert office.client("dee").get(PAGE).status_code == 403


def test_a_message_kept_on_reaches_whom_waits_by_now(office: Office) -> None:
    lost(office)
    deployed, problems = office.engine.deploy(ASKS)
    assert deployed is not None, problems
    office.engine.start("sale", {"number": "SO-7"}, "sale-1", actor=office.actor("dee"))
    page = office.client("ed").post(PAGE, {"act": "keep", "message": "one"}, follow=True)
    assert "The case sale-1 has the message." in page.content.decode()
    assert office.engine.record("sale-1").state.variables["score"] == 9
    again = office.client("ed").post(PAGE, {"act": "keep", "message": "one"}, follow=True)
    assert "has a receiver by now" in again.content.decode()


def test_a_dropped_message_is_gone_and_noted(office: Office) -> None:
    lost(office)
    page = office.client("ada").post(PAGE, {"act": "drop", "message": "one"}, follow=True)
    assert "The message is forgotten." in page.content.decode()
    assert "SO-7" not in page.content.decode()
    found = Change.objects.get(what="message dropped")
    assert (found.person, found.thing) == ("ada", "one")
    page = office.client("ada").post(PAGE, {"act": "keep", "message": "two"}, follow=True)
    assert "waits for a day more" in page.content.decode()

"""Invitations and minutes (COL-03, COL-05)."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from guiju.run.jobs import BusinessError
from tests.systems.house import House
from tests.systems.messages.servers import smtp

PEOPLE = {
    "people": {
        "ann": {"name": "Ann Li", "mail": "ann@house.example"},
        "bob": {"name": "Bob Wu", "mail": "bob@house.example", "language": "zh-Hans"},
    }
}
MEETING = {
    "to": ["ann", "bob"], "about": "Launch", "text": "Agenda", "place": "Room 2",
    "starts": "2026-03-03T14:00:00+08:00", "minutes": 45,
}  # fmt: skip


@pytest.fixture
def post(house: House):
    house.give(directory=PEOPLE)
    with smtp() as (server, settings):
        house.settings["messages"] = {"mail": settings}
        yield server


def event_of(mail):
    (part,) = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True).decode())
    return part.get_param("method"), calendar, calendar.walk("VEVENT")[0]


def test_col_03_an_invitation_is_a_calendar_request_with_all_who_are_invited(house, post) -> None:
    answer = house("messages.invite", **MEETING)
    assert (answer["starts"], answer["ends"]) == ("2026-03-03T06:00:00Z", "2026-03-03T06:45:00Z")
    method, calendar, event = event_of(post.mails[0])
    assert (method, str(calendar["method"]), int(event["sequence"])) == ("REQUEST", "REQUEST", 0)
    assert str(event["uid"]) == answer["meeting"]
    assert [str(each) for each in event["attendee"]] == [
        "mailto:ann@house.example", "mailto:bob@house.example",
    ]  # fmt: skip
    assert event["dtstart"].dt.isoformat() == "2026-03-03T06:00:00+00:00"
    assert "会议邀请" in str(post.mails[1]["Subject"])


def test_a_moved_and_a_cancelled_meeting_keep_their_id_and_count_up(house, post) -> None:
    uid = house("messages.invite", **MEETING)["meeting"]
    moved = house("messages.invite", meeting=uid, starts="2026-03-04T14:00:00+08:00")
    assert moved["meeting"] == uid
    _, _, event = event_of(post.mails[2])
    assert (int(event["sequence"]), event["dtstart"].dt.day) == (1, 4)
    house("messages.invite", meeting=uid, cancel=True)
    method, _, event = event_of(post.mails[-1])
    assert (method, str(event["status"]), int(event["sequence"])) == ("CANCEL", "CANCELLED", 2)


def test_meetings_in_the_past_or_at_no_time_or_of_nobody_are_refused(house: House) -> None:
    with pytest.raises(BusinessError, match="time-past"):
        house("messages.invite", **MEETING | {"starts": "2026-03-01T14:00:00+08:00"})
    with pytest.raises(BusinessError, match="time-malformed"):
        house("messages.invite", **MEETING | {"starts": "tomorrow"})
    with pytest.raises(BusinessError, match="no-recipient"):
        house("messages.invite", **MEETING | {"to": []})
    with pytest.raises(BusinessError, match="meeting-unknown"):
        house("messages.replies", meeting="x")


def test_col_05_minutes_wait_for_everyone_named_and_block_the_next_key_node(house, post) -> None:
    made = house("messages.minutes", about="Launch", text="We agreed.", confirm=["ann", "bob"],
                 decisions=[{"what": "print", "who": "ann", "until": "2026-03-05"}])  # fmt: skip
    number = made["minutes"]
    assert (made["waiting"], made["all_confirmed"], len(post.mails)) == (["ann", "bob"], False, 2)
    with pytest.raises(BusinessError) as error:
        house("messages.confirmed", minutes=number)
    assert (error.value.code, error.value.values["waiting"]) == ("minutes-unconfirmed",
                                                                  ["ann", "bob"])  # fmt: skip
    assert house("messages.confirm", minutes=number, person="ann")["waiting"] == ["bob"]
    assert house("messages.remind", minutes=number)["reminded"] == ["bob"]
    assert "提醒" in str(post.mails[-1]["Subject"])
    without = house("messages.confirmed", minutes=number, anyway="the press waits")
    assert (without["all_confirmed"], without["without"]) == (False, "the press waits")
    house("messages.confirm", minutes=number, person="bob")
    assert house("messages.confirmed", minutes=number)["all_confirmed"] is True


def test_col_05_who_disagrees_has_not_confirmed_and_who_is_not_named_cannot(house, post) -> None:
    number = house("messages.minutes", about="A", text="B", confirm="ann")["minutes"]
    found = house("messages.confirm", minutes=number, person="ann", disagrees=True, remark="no")
    assert found["disagreed"] == ["ann"]
    with pytest.raises(BusinessError, match="minutes-unconfirmed"):
        house("messages.confirmed", minutes=number)
    with pytest.raises(BusinessError, match="not-named"):
        house("messages.confirm", minutes=number, person="bob")
    with pytest.raises(BusinessError, match="nobody-named"):
        house("messages.minutes", about="A", text="B", confirm=[])
    with pytest.raises(BusinessError, match="person-unknown"):
        house("messages.minutes", about="A", text="B", confirm="zed")
    with pytest.raises(BusinessError, match="minutes-unknown"):
        house("messages.confirm", minutes="none", person="ann")

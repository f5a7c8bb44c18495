"""Contacts as they run: scripts in order, records that keep, words that are looked at."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.run.jobs import BusinessError
from guiju.systems.contacts import Filled, look_through, mask
from guiju.systems.contacts.sealing import Line, broken_at, sealed
from tests.systems.house import House

MEI = {"id": "c-1", "name": "Mei Lin", "mail": "mei@shop.example", "phone": "+86 138 0000 0001"}


@dataclass
class Part:
    id: str
    title: str = ""
    needs: tuple[str, ...] = ()


@dataclass
class Talk:
    parts: tuple[Part, ...]
    banned: tuple[str, ...] = ()
    longest: int = 0
    sentence: int = 0


@dataclass
class Script:
    talks: dict[str, Talk] = field(default_factory=dict)


OPENING = Script({"en": Talk((Part("greeting", "Greet"), Part("restate", "Restate"),
                              Part("time", "Say when")), banned=("calm down",))})  # fmt: skip
CLOSING = Script({"en": Talk((Part("next"), Part("rating"), Part("goodbye")))})


@pytest.fixture
def desk(house: House) -> House:
    house.settings["contacts"] = {"scripts": {"opening": OPENING, "closing": CLOSING}}
    return house


def begun(desk: House, **more) -> int:
    values = {"customer": MEI, "channel": "phone", "person": "ann", "text": "Parcel is late."}
    return desk("contacts.record", **values | more)["contact"]


def ticked(*parts: str, **texts: str) -> list[dict]:
    return [{"part": p, "done": True, "text": texts.get(p, "said")} for p in parts]


def test_svc_01_a_part_not_ticked_or_left_empty_stops_the_script(desk: House) -> None:
    whole = ticked("greeting", "restate", "time")
    assert desk("contacts.script", script="opening", filled=whole)["complete"] is True
    with pytest.raises(BusinessError) as error:
        desk("contacts.script", script="opening", filled=ticked("greeting", "time"))
    assert (error.value.code, error.value.values["part"]) == ("part-missing", "restate")
    empty = ticked("greeting", "restate", "time", restate="  ")
    with pytest.raises(BusinessError) as error:
        desk("contacts.script", script="opening", filled=empty, needs_text=["restate"])
    assert (error.value.code, error.value.values["part"]) == ("part-empty", "restate")
    with pytest.raises(BusinessError, match="part-order"):
        desk("contacts.script", script="opening", filled=ticked("restate", "greeting", "time"))
    with pytest.raises(BusinessError, match="script-unknown"):
        desk("contacts.script", script="other", filled=[])
    half = desk("contacts.script", script="opening", filled=ticked("greeting"), must=False)
    assert (half["missing"], half["next"]) == (["restate", "time"], "restate")
    assert desk("contacts.script", script="opening", filled=ticked("greeting"), upto="restate")


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=6))
@settings(max_examples=60)
def test_a_script_is_through_only_if_every_part_is_done_in_order(steps) -> None:
    filled = [Filled(part, done, "x") for part, done in steps]
    fault = look_through("abcd", filled, ())
    last = {each.part: each.done for each in filled}
    done = [each.part for each in filled if each.done]
    complete = all(last.get(part) for part in "abcd")
    assert (fault is None) == (complete and done == sorted(done))


def test_svc_02_what_is_written_late_after_the_end_is_a_late_entry(desk: House) -> None:
    contact = begun(desk)
    desk.wait(minutes=9)
    ended = desk.now.isoformat()
    in_time = desk("contacts.record", contact=contact, text="Promised 4 h.", ended=ended)
    assert (in_time["late"], in_time["missing"]) == (False, [])
    desk.wait(minutes=11)
    late = desk("contacts.record", contact=contact, text="Forgot this.")
    assert (late["late"], late["late_by"]) == (True, 660)
    again = desk("contacts.record", contact=contact, text="x", late_after="PT1H")
    assert again["late"] is True


def test_svc_02_words_are_looked_at_with_place_and_advice(desk: House) -> None:
    answer = desk("contacts.lint", text="Hello.\nPlease calm down.", script="opening")
    (hit,) = [each for each in answer["hits"] if each["code"] == "banned"]
    assert (hit["place"], hit["found"]) == ({"line": 2, "column": 8}, "calm down")
    assert hit["advice"]
    assert desk("contacts.lint", text="")["clean"] is False
    with pytest.raises(BusinessError) as error:
        desk("contacts.lint", text="原則同意", kind="opinion", verdict="agree",
             language="zh-Hant", must_be_clean=True)  # fmt: skip
    assert error.value.code == "text-refused" and error.value.values["hits"][0]["advice"]


def test_svc_04_who_sends_a_customer_on_owns_it_until_another_accepts(desk: House) -> None:
    contact = begun(desk)
    first = desk("contacts.transfer", contact=contact, **{"from": "ann", "to": "bob"}, reason="IT")
    assert (first["owner"], first["waiting_for"], first["transfers"]) == ("ann", "bob", 1)
    with pytest.raises(BusinessError, match="not-asked"):
        desk("contacts.accept", contact=contact, person="eve")
    assert desk("contacts.take_back", contact=contact) == {"owner": "ann", "returned": True}
    for n in (2, 3):
        more = desk("contacts.transfer", contact=contact, **{"from": "ann", "to": "bob"},
                    reason="again")  # fmt: skip
        assert (more["transfers"], more["too_many"]) == (n, n > 2)
    assert desk("contacts.accept", contact=contact, person="bob")["owner"] == "bob"
    with pytest.raises(BusinessError, match="not-owner"):
        desk("contacts.transfer", contact=contact, **{"from": "ann", "to": "c"}, reason="x")
    with pytest.raises(BusinessError, match="reason-missing"):
        desk("contacts.transfer", contact=contact, **{"from": "bob", "to": "c"})


def test_svc_06_a_contact_without_a_rating_request_or_a_part_is_not_compliant(desk) -> None:
    contact = begun(desk)
    bad = desk("contacts.close", contact=contact, script="closing", parts=["next", "goodbye"])
    assert (bad["compliant"], bad["missing"]) == (False, ["rating request", "rating"])
    good = desk("contacts.close", contact=begun(desk), rating_asked=True, rating=5,
                script="closing", parts=["next", "rating", "goodbye"])  # fmt: skip
    assert good == {"compliant": True, "missing": [], "late": False}
    with pytest.raises(BusinessError, match="contact-closed"):
        desk("contacts.record", contact=contact, text="more")
    with pytest.raises(BusinessError, match="rating-malformed"):
        desk("contacts.close", contact=begun(desk), rating=11)


def test_svc_07_a_recording_cannot_go_before_its_time_and_leaves_its_trace_after(desk) -> None:
    contact = begun(desk)
    sound = base64.b64encode(b"RIFF" * 100).decode()
    kept = desk("contacts.attach", contact=contact, name="../call.wav", kind="recording",
                content=sound, keep_days=30)  # fmt: skip
    assert kept["keep_until"] == "2026-04-01T01:00:00Z"
    number = kept["attachment"]
    with pytest.raises(BusinessError) as error:
        desk("contacts.discard", attachment=number, person="ann", reason="space")
    assert (error.value.code, error.value.values["keep_until"]) == ("kept-until",
                                                                     "2026-04-01T01:00:00Z")  # fmt: skip
    desk.wait(days=30)
    with pytest.raises(BusinessError, match="reason-missing"):
        desk("contacts.discard", attachment=number, person="ann")
    desk("contacts.discard", attachment=number, person="ann", reason="time is over")
    from guiju.systems.contacts.models import Attachment

    row = Attachment.objects.get(pk=number)
    assert (row.content, row.name, row.sha256, row.discarded_by) == (None, "call.wav",
                                                                      kept["sha256"], "ann")  # fmt: skip
    assert desk("contacts.verify")["whole"] is True


def test_svc_07_whatever_is_changed_behind_the_back_shows(desk: House) -> None:
    from guiju.systems.contacts.models import Attachment, Contact, Entry

    contact = begun(desk)
    seal = desk("contacts.record", contact=contact, text="Second.")["seal"]
    desk("contacts.attach", contact=contact, kind="text", name="t", text="hello")
    assert desk("contacts.verify")["whole"] is True
    Attachment.objects.update(content=b"hullo")
    assert desk("contacts.verify")["damaged"] == [f"contact {contact}: attachment t"]
    Attachment.objects.update(content=b"hello")
    Entry.objects.filter(number=2).update(text="Other.")
    with pytest.raises(BusinessError) as error:
        desk("contacts.verify", must=True)
    assert error.value.values["damaged"] == [f"contact {contact}: entry 2"]
    Entry.objects.filter(number__gt=1).delete()
    first = Entry.objects.get()
    Attachment.objects.all().delete()
    Contact.objects.update(entries=1, seal=first.seal)  # all traces removed but the case's own
    assert desk("contacts.verify")["whole"] is True
    assert desk("contacts.verify", seal=seal)["whole"] is False


def test_sev_05_a_case_is_complete_only_if_each_contact_has_time_person_and_content(desk):
    with pytest.raises(BusinessError, match="no-contact"):
        desk("contacts.complete", must=True)
    contact = begun(desk, person="")
    found = desk("contacts.complete", kinds=["phone"])
    assert [each["what"] for each in found["missing"]] == ["time", "person", "recording"]
    with pytest.raises(BusinessError, match="record-incomplete"):
        desk("contacts.complete", must=True)
    desk("contacts.transfer", contact=contact, **{"from": "ann", "to": "bob"}, reason="x")
    desk("contacts.attach", contact=contact, kind="recording", name="r", text="words")
    desk("contacts.close", contact=contact)
    assert desk("contacts.complete", kinds=["phone"], must=True)["complete"] is True


def test_sev_04_personal_data_is_hidden_before_a_case_becomes_material(desk: House) -> None:
    text = ("Mei Lin (mei@shop.example, 138-0000-0001) of 南京路 12號 3樓 and 5 High Street wrote. "
            "Order SO-1001 of 2 pieces, lin said.")  # fmt: skip
    contact = begun(desk, text=text)
    masked = desk("contacts.mask", contact=contact)
    for secret in ("Mei", "Lin", "lin said", "mei@", "138", "南京路", "High"):
        assert secret not in masked["text"], (secret, masked["text"])
    assert "SO-1001 of 2 pieces" in masked["text"]
    assert mask("Ann and annual", ["Ann"])[0] == "■■■ and annual"


def test_cpl_09_a_sample_is_random_and_can_be_drawn_again(desk: House) -> None:
    keys = [f"complaint-{n}" for n in range(1000)]
    drawn = [k for k in keys if desk("contacts.sample", key=k, percent=20, seed="m3")["chosen"]]
    assert 150 < len(drawn) < 250
    assert all(desk("contacts.sample", key=k, percent=20, seed="m3")["chosen"] for k in drawn[:9])
    assert desk("contacts.sample", key="x", percent=100)["chosen"] is True
    assert desk("contacts.sample", key="x", percent=0)["chosen"] is False
    with pytest.raises(BusinessError, match="percent-malformed"):
        desk("contacts.sample", key="x", percent=101)


def test_a_job_tried_again_writes_once_and_bad_input_is_refused_by_name(desk: House) -> None:
    values = {"customer": MEI, "person": "ann", "text": "Once."}
    first = desk("contacts.record", job=5, **values)
    assert desk("contacts.record", job=5, **values) == first
    assert desk("contacts.list")["count"] == 1
    for code, wrong in (
        ("customer-missing", {"customer": None}),
        ("text-missing", {"text": " "}),
        ("time-malformed", {"ended": "noon"}),
        ("time-malformed", {"ended": "2020-01-01T00:00:00Z"}),
        ("contact-unknown", {"contact": 999}),
    ):
        with pytest.raises(BusinessError, match=code):
            desk("contacts.record", **values | wrong)


def test_a_customer_of_the_contacts_is_reached_by_id(house: House) -> None:
    house.give(contacts={"customers": {"c-1": {"name": "Mei", "mail": "mei@shop.example"}}})
    sent = house("messages.send", to="c-1", about="A", text="B")["sent"]
    assert (sent[0]["to"], sent[0]["channel"]) == ("c-1", "mail")


@given(st.data())
@settings(max_examples=60)
def test_every_single_change_of_a_sealed_chain_is_found(data: st.DataObject) -> None:
    from datetime import UTC, datetime

    texts = data.draw(st.lists(st.text(max_size=5), min_size=1, max_size=5))
    at, before, lines = datetime(2026, 3, 2, tzinfo=UTC), "", []
    for number, text in enumerate(texts, start=1):
        line = Line(number, "text", at, "ann", text)
        before = sealed("c", before, line)
        lines.append(Line(number, "text", at, "ann", text, before))
    assert broken_at("c", lines, len(lines), before) is None
    spot = data.draw(st.integers(0, len(lines) - 1))
    other = SimpleNamespace(number=spot + 1, kind="text", at=at, writer="ann",
                            text=lines[spot].text + "x", seal=lines[spot].seal)  # fmt: skip
    changed = [*lines[:spot], other, *lines[spot + 1 :]]
    assert broken_at("c", changed, len(lines), before) == spot + 1
    without = [*lines[:spot], *lines[spot + 1 :]]
    assert broken_at("c", without, len(lines), before) == spot + 1


def test_without_settings_the_scripts_of_the_shipped_packs_are_known(sqlite: str) -> None:
    from guiju.systems.contacts.scripts import shipped_scripts

    house, (name, script) = House(), next(iter(shipped_scripts().items()))
    parts = [part.id for part in script.talks["en"].parts]
    with pytest.raises(BusinessError) as error:
        house("contacts.script", script=name, filled=[])
    assert error.value.values["missing"] == parts


def test_a_case_is_held_to_the_scripts_of_the_version_it_runs_on(sqlite: str) -> None:
    by_case = {"old": {"opening": OPENING}, "new": {"opening": CLOSING}}
    house = House({"contacts": {"scripts": by_case.get}})
    texts = {
        case: house("contacts.script", case=case, script="opening", filled=[], must=False)[
            "missing"
        ]
        for case in by_case
    }
    assert texts["old"] == [part.id for part in OPENING.talks["en"].parts]
    assert texts["new"] == [part.id for part in CLOSING.talks["en"].parts]

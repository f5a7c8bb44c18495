"""From draft to retired: a version is a case of the approval standard."""

from __future__ import annotations

from datetime import timedelta

from guiju.run.answer import Accepted
from guiju.web.standards import library, lifecycle
from guiju.web.standards.models import Version
from tests.web.standards.house import House, texts


def receipt(text: str) -> str:
    """The process with one more step at its end."""
    return (
        text.replace(
            '<sequenceFlow id="f6" sourceRef="pay" targetRef="paid" />',
            '<sequenceFlow id="f6" sourceRef="pay" targetRef="receipt" />'
            '<userTask id="receipt" name="Write it down" gj:clause="REF-2.1" gj:role="cashier">'
            "<incoming>f6</incoming><outgoing>f7</outgoing></userTask>"
            '<sequenceFlow id="f7" sourceRef="receipt" targetRef="paid" />',
        )
        .replace("<flowNodeRef>paid<", "<flowNodeRef>receipt</flowNodeRef><flowNodeRef>paid<")
        .replace("<incoming>f6</incoming></endEvent>", "<incoming>f7</incoming></endEvent>")
    )


def test_a_draft_goes_through_review_and_approval_into_force(house: House) -> None:
    version = house.bring_in()
    seen = [version.state]
    lifecycle.hand_in(house.engine, version, house.actor("mia"))
    seen.append(version.state)
    lifecycle.review(house.engine, version, house.actor("rob"), True, "clear")
    seen.append(version.state)
    lifecycle.approve(house.engine, version, house.actor("ann"), True, "", house.moment[0])
    seen.append(version.state)
    house.work()
    version.refresh_from_db()
    seen.append(version.state)
    assert seen == ["draft", "review", "approval", "approved", "force"]
    assert version.code and version.effective == house.moment[0]


def test_new_cases_use_the_new_version_and_old_ones_keep_theirs(house: House) -> None:
    first = house.put_in_force(house.bring_in())
    house.engine.start("refund", {}, "old", actor=house.actor("mia"))
    changed = receipt(texts()["processes/refund.bpmn"])
    second = house.put_in_force(house.bring_in(**{"processes/refund.bpmn": changed}))
    house.engine.start("refund", {}, "new", actor=house.actor("mia"))
    for case in ("old", "new"):
        house.do(case, "write", "mia", amount=20, reason="broken")
        house.do(case, "pay", "carl")
    old, new = (house.engine.reader().case(each) for each in ("old", "new"))
    assert (old.standard, new.standard) == (first.deployed[0], second.deployed[0])
    assert old.status == 1
    assert [each.element for each in house.engine.reader().tasks_of(new.no)] == ["receipt"]


def test_the_version_before_retires_when_a_newer_one_is_in_force(house: House) -> None:
    first = house.put_in_force(house.bring_in())
    changed = receipt(texts()["processes/refund.bpmn"])
    house.put_in_force(house.bring_in(**{"processes/refund.bpmn": changed}))
    first.refresh_from_db()
    assert first.state == "retired" and first.retired is not None
    assert lifecycle.standing(house.engine, first) == "retired"


def test_nobody_reviews_or_approves_what_they_wrote(house: House) -> None:
    from guiju.run.commands import Actor

    version = house.bring_in()
    lifecycle.hand_in(house.engine, version, house.actor("mia"))
    mia = Actor("mia", frozenset({"standard-reviewer", "standard-approver"}))
    assert lifecycle.review(house.engine, version, mia, True, "").code == "four-eyes"
    rob = Actor("rob", frozenset({"standard-reviewer", "standard-approver"}))
    assert isinstance(lifecycle.review(house.engine, version, rob, True, ""), Accepted)
    again = lifecycle.approve(house.engine, version, rob, True, "", house.moment[0])
    assert again.code == "four-eyes"


def test_a_draft_with_a_mistake_is_not_handed_in(house: House) -> None:
    version = house.bring_in()
    version.files["processes/refund.bpmn"] = version.files["processes/refund.bpmn"].replace(
        'targetRef="pay"', 'targetRef="nowhere"'
    )
    version.save()
    problems = lifecycle.hand_in(house.engine, version, house.actor("mia"))
    assert isinstance(problems, tuple) and problems[0].severity == "error"
    assert lifecycle.standing(house.engine, version) == "draft"


def test_what_is_sent_back_is_a_draft_again_and_may_be_handed_in_again(house: House) -> None:
    version = house.bring_in()
    lifecycle.hand_in(house.engine, version, house.actor("mia"))
    lifecycle.review(house.engine, version, house.actor("rob"), False, "REF-1.2 is unclear")
    assert version.state == "draft" and version.editable
    lifecycle.hand_in(house.engine, version, house.actor("mia"))
    assert version.state == "review"


def test_a_version_waits_for_its_effective_date(house: House) -> None:
    version = house.bring_in()
    lifecycle.hand_in(house.engine, version, house.actor("mia"))
    lifecycle.review(house.engine, version, house.actor("rob"), True, "")
    monday = house.moment[0] + timedelta(days=4)
    lifecycle.approve(house.engine, version, house.actor("ann"), True, "", monday)
    house.work()
    assert lifecycle.standing(house.engine, version) == "approved"
    house.moment[0] = monday + timedelta(minutes=1)
    house.work()
    assert lifecycle.standing(house.engine, version) == "force"


def test_a_withdrawn_version_has_ended_its_case(house: House) -> None:
    version = house.bring_in()
    lifecycle.withdraw(house.engine, version, house.actor("mia"))
    assert version.state == "withdrawn"


def test_retiring_without_a_newer_version_ends_the_case_of_approval(house: House) -> None:
    version = house.put_in_force(house.bring_in())
    lifecycle.retire(house.engine, version, house.actor("mia"))
    house.work()
    version.refresh_from_db()
    assert version.state == "retired"


def test_two_who_save_the_same_draft_do_not_overwrite_each_other(house: House) -> None:
    version = house.bring_in()
    kept = library.save_text(version, "standard.md", "one", version.revision)
    assert isinstance(kept, Version) and kept.revision == version.revision + 1
    late = library.save_text(version, "standard.md", "two", version.revision)
    assert isinstance(late, library.Stale)
    version.refresh_from_db()
    assert version.files["standard.md"] == "one"


def test_a_version_that_is_handed_in_cannot_be_changed(house: House) -> None:
    version = house.bring_in()
    lifecycle.hand_in(house.engine, version, house.actor("mia"))
    assert isinstance(
        library.save_text(version, "standard.md", "x", version.revision), library.Stale
    )


def test_the_approval_of_standards_fits_its_own_standard(house: House) -> None:
    house.put_in_force(house.bring_in())
    changed = receipt(texts()["processes/refund.bpmn"])
    house.put_in_force(house.bring_in(**{"processes/refund.bpmn": changed}))
    from guiju.web.practice.looking import look, versions_of

    no = versions_of(house.engine, lifecycle.PROCESS)[0][0]
    seen = look(house.engine, lifecycle.PROCESS, no)
    assert seen.cases == 1 and seen.result is not None
    assert seen.result.fitting_cases == 1

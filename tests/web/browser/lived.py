"""A house in which people have worked, and one in which nobody has begun."""

from __future__ import annotations

from tests.web.office import PACK, Office

INDICATOR = """
time-to-pay:
  title: {en: Time to pay, zh-Hans: 付款用时, zh-Hant: 付款用時}
  clause: REF-2.1
  element: pay
  measure: time
  unit: hours
  target: '24'
  direction: at most
"""


def empty(office: Office) -> None:
    """People, and no standard yet."""
    from guiju.web.standards.models import Standard, Version

    Version.objects.all().delete()
    Standard.objects.all().delete()


def lived_in(office: Office) -> None:
    """Cases in all states, practice that leaves a newer version, a draft, and a token."""
    from guiju.run.answer import Accepted
    from guiju.run.commands import Claim, CompleteTask

    task = office.written("R-1")
    command = CompleteTask(
        case="R-1", task=int(task.rpartition(":")[2]), actor=office.actor("cleo")
    )
    assert isinstance(office.engine.do(command), Accepted)
    office.written("R-2")
    mine = office.start("R-3")
    office.engine.do(
        Claim(case="R-3", task=int(mine.rpartition(":")[2]), actor=office.actor("dee"))
    )
    _newer(office)


def _newer(office: Office) -> None:
    """A version in force that has one step more, so that what was done before leaves it."""
    from guiju.web.standards import library, lifecycle
    from guiju.web.standards.models import Version

    old = Version.objects.get(number=1)
    files = {each.relative_to(PACK).as_posix(): each.read_text("utf-8")
             for each in PACK.rglob("*") if each.is_file()}  # fmt: skip
    model = files["processes/refund.bpmn"]
    more = (
        '<userTask id="check" name="Write it down" gj:clause="REF-1.1" gj:role="desk"><incoming>f1</incoming>'
        '<outgoing>f0</outgoing></userTask><sequenceFlow id="f0" sourceRef="check" targetRef="write" />'
    )
    model = model.replace(
        'sourceRef="asked" targetRef="write" />', 'sourceRef="asked" targetRef="check" />' + more
    )
    files["processes/refund.bpmn"] = model.replace(
        'gj:form="refund"><incoming>f1<', 'gj:form="refund"><incoming>f0<'
    ).replace("<flowNodeRef>write<", "<flowNodeRef>check</flowNodeRef><flowNodeRef>write<")
    files["indicators.yaml"] = INDICATOR
    newer = library.new_version(old.standard, files, "mia", office.clock(), label="1.1.0")
    assert newer is not None
    lifecycle.deploy(office.engine, newer)
    Version.objects.filter(pk=old.pk).update(state="retired")
    Version.objects.filter(pk=newer.pk).update(state="force", effective=office.clock())

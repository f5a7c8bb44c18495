"""`guiju compare`: two logs and two versions in words."""

from pathlib import Path

BEFORE = "case,activity,time\n" + "".join(
    f"{case},{activity},2026-01-05T0{hour}:00:00Z\n"
    for case in range(1, 9)
    for hour, activity in ((1, "Weigh"), (2, "Lift"))
)


def test_two_logs_are_compared_in_words(guiju) -> None:
    old = guiju.file("old.csv", BEFORE)
    new = guiju.file("new.csv", BEFORE.replace("Lift", "Carry"))
    ran = guiju("compare", old, new)
    assert ran.code == 0 and "Carry is new: in 100% of the cases." in ran.out
    codes = {each["code"] for each in guiju("compare", old, new, "--json").data["differences"]}
    assert "sizes" in codes


def test_two_versions_are_compared_in_words(guiju, flow: Path) -> None:
    same = guiju("compare", flow, flow)
    assert same.code == 0 and "0 differences" in same.out
    text = flow.read_text(encoding="utf-8")
    assert 'name="Lift"' in text
    other = guiju.file("other.bpmn", text.replace('name="Lift"', 'name="Carry"'))
    ran = guiju("compare", flow, other)
    assert ran.code == 1 and "name is Carry; it was Lift" in ran.out


def test_a_log_and_a_model_cannot_be_compared(guiju, flow: Path) -> None:
    ran = guiju("compare", flow, guiju.file("log.csv", BEFORE))
    assert ran.code == 2 and "one of each" in ran.err
    ran = guiju("compare", guiju.file("bad.bpmn", "<no/>"), flow)
    assert ran.code == 2 and "bad.bpmn" in ran.err

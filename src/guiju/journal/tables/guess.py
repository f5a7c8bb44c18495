"""Which column is the case, the activity, the time: guessed from names and values, and told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from guiju.journal.columns import Ints
from guiju.journal.mapping import Mapping
from guiju.journal.trouble import Unreadable

_EXACT = {
    "case": "case:concept:name case_concept_name case_id caseid case_no case trace_id trace "
    "process_instance_id ocel_case 案例编号 案例 流程编号 工单号 订单号 單號 案件編號",
    "activity": "concept:name concept_name activity activity_name activityname event event_name "
    "event_type task task_name step 活动 活动名称 步骤 环节 活動 步驟",
    "time": "time:timestamp time_timestamp timestamp complete_timestamp completetimestamp "
    "event_time end_time time 时间 时间戳 完成时间 操作时间 時間 完成時間",
    "resource": "org:resource org_resource resource user username performer actor agent 资源 "
    "操作人 执行人 處理人 人员",
    "lifecycle": "lifecycle:transition lifecycle_transition lifecycle transition 生命周期",
}
_LIKE = {
    "case": r"case|trace|instance|ticket|incident|order.?id|^number$|_no$|^id$|编号|单号|編號|單號",
    "activity": r"activit|event|task|action|step|state|status|stage|phase|活动|步骤|状态|活動|狀態",
    "resource": r"resource|user|agent|employee|operator|assigned|updated.?by|负责人|操作员|人$",
    "lifecycle": r"lifecycle|transition",
}
_CONTEXT = r"start|begin|due|plan|birth|opened|created|计划|开始"


@dataclass(frozen=True, slots=True)
class Seen:
    """What guessing looks at: a sample of one column.

    Attributes:
        name: as the file has it.
        codes: code of the value per sampled row, -1 for none.
        distinct: how many different values there are in the sample.
        is_time: whether the values are times.
    """

    name: str
    codes: Ints
    distinct: int
    is_time: bool


def guess(columns: Sequence[Seen], told: Mapping) -> Mapping | Unreadable:
    """The mapping with every open role guessed.

    The case is guessed first (by name, then as the repeating column with most values), then the
    time (the column of times that changes most inside cases), then the activity (by name, then as
    the text that changes inside cases with few values).
    """
    by_name = {column.name: column for column in columns}
    absent = _absent(by_name, told)
    if absent:
        return absent
    taken = {name for name in (told.case, told.activity, told.time, told.resource) if name}
    case = told.case or _case(columns, taken)
    if not case or case not in by_name:
        return _missing("case", by_name)
    taken.add(case)
    groups = by_name[case].codes
    time = told.time if told.time is not None else _time(columns, groups, taken)
    taken.add(time or "")
    activity = told.activity or _activity(columns, groups, taken)
    if not activity:
        return _missing("activity", by_name)
    taken.add(activity)
    resource = told.resource if told.resource is not None else _named("resource", columns, taken)
    lifecycle = (
        told.lifecycle if told.lifecycle is not None else _named("lifecycle", columns, taken)
    )
    return told.filled(
        case=case, activity=activity, time=time, resource=resource, lifecycle=lifecycle
    )


def _absent(by_name: dict[str, Seen], told: Mapping) -> Unreadable | None:
    for role in ("case", "activity", "time", "resource", "lifecycle"):
        name = getattr(told, role)
        if name and any(part not in by_name for part in _parts(name, by_name)):
            return Unreadable(
                "column-absent", "A column {name} was expected for the {role}; there are {found}.",
                {"name": name, "role": role, "found": _listed(by_name)},
            )  # fmt: skip
    return None


def _parts(name: str, by_name: dict[str, Seen]) -> list[str]:
    return [name] if name in by_name else name.split("+")


def _missing(role: str, by_name: dict[str, Seen]) -> Unreadable:
    return Unreadable(
        "role-unknown",
        "The column of the {role} could not be guessed among {found}; a mapping tells it.",
        {"role": role, "found": _listed(by_name)},
    )


def _listed(by_name: dict[str, Seen]) -> str:
    names = [repr(name[:40]) for name in list(by_name)[:30]]
    return ", ".join(names) + (", …" if len(by_name) > 30 else "") or "no columns"


def _key(name: str) -> str:
    return re.sub(r"[\s_\-.]+", "_", name.strip().lower())


def _exact(role: str, columns: Sequence[Seen], taken: set[str]) -> str | None:
    """A column with one of the role's usual names, the more usual one first."""
    free = {
        _key(column.name): column.name for column in reversed(columns) if column.name not in taken
    }
    return next((free[name] for name in _EXACT[role].split() if name in free), None)


def _named(role: str, columns: Sequence[Seen], taken: set[str]) -> str | None:
    exact = _exact(role, columns, taken)
    if exact:
        return exact
    like = re.compile(_LIKE[role], re.IGNORECASE)
    found = [
        c.name for c in columns if c.name not in taken and not c.is_time and like.search(c.name)
    ]
    return found[0] if found else None


def _case(columns: Sequence[Seen], taken: set[str]) -> str | None:
    exact = _exact("case", columns, taken)
    if exact:
        return exact
    like = re.compile(_LIKE["case"], re.IGNORECASE)
    best, most = None, 0.0
    for at, column in enumerate(columns):
        rows = len(column.codes)
        if column.name in taken or column.is_time or not rows or column.distinct < 1:
            continue
        named = 3.0 if like.search(column.name) else 0.0
        repeats = 2.0 if 1 < column.distinct < rows else 0.0
        spread = min(1.0, column.distinct / rows * 2)
        score = named + repeats + spread + (1.0 if at == 0 else 0.0)
        if score > most and (named or repeats):
            best, most = column.name, score
    return best


def _changes(column: Seen, groups: Ints) -> float:
    """Share of neighbouring events of a case between which the column changes, 0 to 1."""
    order = np.argsort(groups, kind="stable")
    case, codes = groups[order], column.codes[order]
    same: npt.NDArray[np.bool_] = case[1:] == case[:-1]
    if not same.any():
        return 0.0
    return float(np.mean((codes[1:] != codes[:-1])[same]))


def _of_cases(columns: Sequence[Seen]) -> set[str]:
    """Columns that say they are attributes of the case, as written by XES tools."""
    return {column.name for column in columns if column.name.startswith("case:")}


def _time(columns: Sequence[Seen], groups: Ints, taken: set[str]) -> str | None:
    exact = _exact("time", [c for c in columns if c.is_time or not c.distinct], taken)
    times = [c for c in columns if c.is_time and c.name not in taken | _of_cases(columns)]
    if exact or not times:
        return exact
    context = re.compile(_CONTEXT, re.IGNORECASE)
    return max(times, key=lambda c: _changes(c, groups) - 0.1 * bool(context.search(c.name))).name


def _activity(columns: Sequence[Seen], groups: Ints, taken: set[str]) -> str | None:
    exact = _exact("activity", columns, taken)
    if exact:
        return exact
    like = re.compile(_LIKE["activity"], re.IGNORECASE)
    best, most = None, 0.0
    of_cases = _of_cases(columns)
    for column in columns:
        if column.name in taken | of_cases or column.is_time or column.distinct < 1:
            continue
        rows = len(column.codes)
        few = 1.0 if column.distinct <= max(20, rows**0.5) else 0.0
        several = 0.5 if column.distinct > 2 else 0.0
        named = 2.0 if like.search(column.name) else 0.0
        score = named + few + several + _changes(column, groups)
        if score > most:
            best, most = column.name, score
    return best

"""One vocabulary of where a parcel is (ORD-16). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

STATUSES: Final = (
    "pending",
    "info received",
    "in transit",
    "out for delivery",
    "attempt failed",
    "available for pickup",
    "delivered",
    "exception",
    "expired",
)
SUB_STATUSES: Final = (
    "delayed",
    "customs",
    "damaged",
    "refused",
    "address",
    "returning",
    "returned",
    "lost",
    "destroyed",
    "locker",
    "neighbour",
    "signed",
)

TITLES: Final[Mapping[str, Mapping[str, str]]] = {
    "pending": {"en": "Pending", "zh-Hans": "待处理", "zh-Hant": "待處理"},
    "info received": {"en": "Announced", "zh-Hans": "已下单", "zh-Hant": "已建單"},
    "in transit": {"en": "In transit", "zh-Hans": "运输中", "zh-Hant": "運送中"},
    "out for delivery": {"en": "Out for delivery", "zh-Hans": "派送中", "zh-Hant": "配送中"},
    "attempt failed": {"en": "Attempt failed", "zh-Hans": "派送未成功", "zh-Hant": "配送未成功"},
    "available for pickup": {"en": "Ready for pickup", "zh-Hans": "待自提", "zh-Hant": "待取件"},
    "delivered": {"en": "Delivered", "zh-Hans": "已签收", "zh-Hant": "已簽收"},
    "exception": {"en": "Exception", "zh-Hans": "异常", "zh-Hant": "異常"},
    "expired": {"en": "No news for long", "zh-Hans": "长期无更新", "zh-Hant": "長期無更新"},
    "delayed": {"en": "Delayed", "zh-Hans": "延误", "zh-Hant": "延誤"},
    "customs": {"en": "At customs", "zh-Hans": "清关中", "zh-Hant": "通關中"},
    "damaged": {"en": "Damaged", "zh-Hans": "破损", "zh-Hant": "毀損"},
    "refused": {"en": "Refused", "zh-Hans": "收件人拒收", "zh-Hant": "收件人拒收"},
    "address": {"en": "Address problem", "zh-Hans": "地址有误", "zh-Hant": "地址有誤"},
    "returning": {"en": "On the way back", "zh-Hans": "退回途中", "zh-Hant": "退回途中"},
    "returned": {"en": "Returned", "zh-Hans": "已退回", "zh-Hant": "已退回"},
    "lost": {"en": "Lost", "zh-Hans": "遗失", "zh-Hant": "遺失"},
    "destroyed": {"en": "Destroyed", "zh-Hans": "已销毁", "zh-Hant": "已銷毀"},
    "locker": {"en": "In a locker", "zh-Hans": "已投快递柜", "zh-Hant": "已放置物櫃"},
    "neighbour": {"en": "With a neighbour", "zh-Hans": "邻居代收", "zh-Hant": "鄰居代收"},
    "signed": {"en": "Signed for", "zh-Hans": "本人签收", "zh-Hant": "本人簽收"},
}
"""How people read the statuses and sub-statuses."""

_LAST: Final = frozenset({"returned", "lost", "destroyed"})

Meaning = tuple[str, str]
"""A status and a sub-status, which may be empty."""


def ended(status: str, sub_status: str) -> bool:
    """Whether nothing more is to come."""
    return status in ("delivered", "expired") or (status == "exception" and sub_status in _LAST)


def meaning(found: Any) -> Meaning | None:
    """A status, or [status, sub-status], as settings write it; None where it is neither."""
    if isinstance(found, str):
        found = [found]
    if not isinstance(found, list | tuple) or not 1 <= len(found) <= 2:
        return None
    status, sub_status = found[0], found[1] if len(found) == 2 else ""
    if status not in STATUSES or (sub_status and sub_status not in SUB_STATUSES):
        return None
    return status, sub_status


def meanings(found: Mapping[str, Any]) -> dict[str, Meaning]:
    """A table of codes; codes whose meaning is none are left out."""
    read = {code: meaning(each) for code, each in found.items()}
    return {code: each for code, each in read.items() if each is not None}

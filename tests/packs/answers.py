"""What the people of the order pack fill in, so that whole orders can be played by themselves."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from guiju.scenarios import Stage

Values = Mapping[str, Any]


def answer(stage: Stage, case: str, element: str) -> Values:
    """A right answer for a task of the order pack, as the data of its case call for it."""
    seen = stage.variables(case)
    made = _ANSWERS.get(element)
    return made(stage, seen) if made is not None else {}


def _lines(seen: Values) -> list[Values]:
    return list((seen.get("reserved") or {}).get("reservation", {}).get("lines", ()))


def _scans(stage: Stage, seen: Values) -> Values:
    scans = [
        {
            "key": f"{seen['order_id']}-{number}-{stage.clock.now.timestamp()}",
            "location": line["location"],
            "code": line["item"],
            "quantity": line["quantity"],
            "at": stage.clock.now.isoformat(),
        }
        for number, line in enumerate(
            stop_line
            for stop in seen["routed"]["route"]["stops"]
            for stop_line in ({**each, "location": stop["location"]} for each in stop["lines"])
        )
    ]
    return {
        "step_trolley": True, "step_route": True, "step_seal": True, "picked_by": "pia",
        "scans": scans,
    }  # fmt: skip


def _found(seen: Values) -> list[Values]:
    return [{"item": each["item"], "quantity": each["quantity"]} for each in _lines(seen)]


def _pack(stage: Stage, seen: Values) -> Values:
    box = (seen.get("boxed") or {}).get("box") or "L"
    return {"used_box": box, "box_reason": "no other",
            "enclosed_papers": ["packing list", "waybill", "invoice"]}  # fmt: skip


def _weight(stage: Stage, seen: Values) -> int:
    asked = {"parcel": "probe", "lines": _lines(seen), "weight": 1}
    packed = seen.get("packed") or {}
    if packed.get("box"):
        asked["box"] = packed["box"]
    return int(stage.ask("warehouse.weigh", asked)["expected"])


def _inspect(stage: Stage, seen: Values) -> Values:
    return {"weight": _weight(stage, seen), "found": _found(seen)}


def _recount(stage: Stage, seen: Values) -> Values:
    return {**_inspect(stage, seen), "corrected": "taken out", "root_cause": "scale"}


def _refund(stage: Stage, seen: Values) -> Values:
    paid = (seen["order"].get("payment") or {}).get("amount") or 0
    return {"refund_amount": paid, "refund_reference": "R-1"}


def _fixed(**values: Any) -> Any:
    return lambda stage, seen: values


def _disposition(stage: Stage, seen: Values) -> Values:
    wanted = (seen["order"].get("plan") or {}).get("disposition", "fulfil")
    if (seen.get("disposition") == "hold" and wanted == "hold") or wanted == "fulfil":
        return {"disposition": "fulfil", "disposition_reason": "all is in order"}
    values = {"disposition": wanted, "disposition_reason": "as the data say"}
    if wanted == "hold":
        from datetime import timedelta

        values["hold_until"] = (stage.clock.now + timedelta(days=2)).isoformat()
    return values


_ANSWERS: dict[str, Any] = {
    "check": lambda stage, seen: {
        "check_flag": (seen["order"].get("plan") or {}).get("flag", "none")
    },
    "review": _disposition,
    "review_manager": _disposition,
    "review_again": _disposition,
    "hand_over": _fixed(has_address=True, has_lines=True, handover="accept"),
    "find": _fixed(found_how="found it behind the shelf"),
    "pick": _scans,
    "pack": _pack,
    "inspect": _inspect,
    "recount": _recount,
    "decide_parcel": _fixed(parcel_decision="pack anew", parcel_reason="the box is torn"),
    "mend_address": lambda stage, seen: {
        "order": {
            "customer": {"name": "Customer"},
            "address": {"street": "1 Main Street", "city": "Springfield", "country": "US"},
        }
    },
    "cause": _fixed(cause_code="other", analysis="as the data say"),
    "return_cause": _fixed(cause_code="product", analysis="as the data say"),
    "refund": _refund,
    "r_refund": _refund,
    "b_refund": _refund,
    "follow_up": _fixed(follow_up="she was friendly", follow_up_solved="yes"),
    "propose": _fixed(reship_choice="refund", contact_text="money back, please"),
    "see_to": _fixed(seen_how="it is done"),
    "deliver": _fixed(told_how="called them"),
    "by_hand": _fixed(told_how="called them"),
    "contact": _fixed(contact_channel="phone", contact_by="cass", contact_text="apologised"),
    "ask_carrier": _fixed(carrier_says="it is in the depot"),
    "map_status": _fixed(status_code="XX", status="in transit"),
    "b_ask": _fixed(rest_choice="refund", rest_note="money back, please"),
    "authorise": _fixed(authorised=True, wish="refund", return_reason="too small"),
    "receive": _fixed(
        return_waybill="S-1",
        returned_lines=[{"item": "A-100", "quantity": 1, "location": "A01-03"}],
    ),
    "inspect_return": _fixed(condition="as new", inspection_note="box unopened"),
    "pay_back": _refund,
    "approve_pay": _fixed(pay_approved=False),
}


def careless(dice: random.Random) -> Any:
    """Answers that are wrong now and then, as people are."""

    def made(stage: Stage, case: str, element: str) -> Values:
        values = dict(answer(stage, case, element))
        throw = dice.random()
        if element == "check" and throw < 0.4:
            values["check_flag"] = dice.choice(["suspected fraud", "price off", "other", "credit"])
        if element in ("review", "review_manager", "review_again") and throw < 0.6:
            choice = dice.choice(["cancel", "refund", "split", "fulfil"])
            values = {"disposition": choice, "disposition_reason": "thrown by dice"}
        if element == "inspect" and throw < 0.4:
            values["weight"] = values["weight"] + 700
        if element == "hand_over" and throw < 0.2:
            values = {"handover": "return", "return_code": "capacity"}
        if element == "pack" and throw < 0.3:
            values["enclosed_papers"] = ["waybill"]
        return values

    return made

"""What a reader must know to trust the figures: what is undecided, ties, rules, settings."""

from __future__ import annotations

from guiju.check.conformance import Conformance
from guiju.check.report.deviations import case_list
from guiju.check.report.info import LogInfo
from guiju.check.report.write import Content, Markup, Say, el, pairs, section, table

_MOST_CASES = 200


def rules(info: LogInfo, say: Say) -> Markup | None:
    """What the rules beyond the order of steps said; None where there are none."""
    if not info.rules:
        return None
    heads = [
        (say("rule"), "name"),
        (say("result"), ""),
        (say("breaches"), "number"),
        (say("which cases"), ""),
    ]
    rows = [
        (
            one.text,
            el("span", say(one.status), class_=f"kind k-{one.status}"),
            f"{one.breaches:,}",
            case_list(one.cases[:_MOST_CASES], len(one.cases), say) if one.cases else "",
        )
        for one in info.rules
    ]
    made = table(say("Rules beyond the order of steps"), heads, rows)
    return section("rules", say("Rules beyond the order of steps"), made)


def certainty(result: Conformance, say: Say) -> Markup:
    """Undecided cases and ties, told even where there are none."""
    told: list[Content] = []
    undecided = result.cases_total - result.decided_cases
    if result.cheapest_run is None:
        told.append(el("li", say("No run of the standard can come to its end, so that no case "
                                 "can fit.")))  # fmt: skip
    if undecided:
        told.append(el("li", say(
            "{cases} cases in {variants} variants are undecided: their exact cost was not found "
            "within the limits, only a least cost. They are in no mean.",
            cases=f"{undecided:,}", variants=f"{len(result.undecided):,}")))  # fmt: skip
    else:
        told.append(el("li", say("Every case is decided exactly; nothing is estimated.")))
    if result.ties:
        told.append(el("li", say(
            "{cases} cases have events of equal time; their order is a matter of policy: "
            "{policy}. Another policy may change these cases.",
            cases=f"{result.ties:,}", policy=result.tie_report.policy)))  # fmt: skip
    else:
        told.append(el("li", say("No case has events of equal time.")))
    for problem in result.naming.problems:
        told.append(el("li", say(problem.template, **problem.values)))
    return section("certainty", say("How certain this is"), el("ul", told), _bounds(result, say))


def _bounds(result: Conformance, say: Say) -> Markup | None:
    if not result.undecided:
        return None
    heads = [(say("variant"), "number"), (say("cases"), "number"), (say("least cost"), "number")]
    rows = [(one.variant + 1, f"{one.cases:,}", one.bound) for one in result.undecided[:50]]
    made = table(say("Undecided variants with their least cost"), heads, rows)
    return el("details", el("summary", say("Undecided variants")), made, class_="twin")


def settings(result: Conformance, info: LogInfo, say: Say) -> Markup:
    """By which rules the figures were made."""
    states = f"{result.explored:,}" if result.explored is not None else say("beyond the bound")
    facts: dict[str, Content] = {
        say("model"): info.model,
        say("version of the standard"): info.version,
        say("log"): info.name,
        **{say(term): say(told) for term, told in info.facts.items()},
        say("method"): say(result.method),
        say("states of the standard"): states,
        say("cheapest complete run"): "–" if result.cheapest_run is None else result.cheapest_run,
        say("report made"): info.made,
    }
    known = {term: told for term, told in facts.items() if told not in ("", None)}
    words = el("p", say(
        "Cost is the least number of steps by which a case and a complete run of the standard "
        "differ (optimal alignment). Fitness of a case is 1 minus its cost over the cost of all "
        "its events and the cheapest complete run; the mean is over the decided cases. Precision "
        "counts the steps that the standard allows and no case takes."))  # fmt: skip
    return section("settings", say("How it was counted"), words, pairs(known))

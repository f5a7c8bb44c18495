"""Every rule, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType

from guiju.standard.lint.rules import (
    branch_without_label,
    choice_into_join,
    choice_without_question,
    clause_not_carried_out,
    clause_unknown,
    dead_end,
    deadlock,
    duplicate_name,
    end_missing,
    endless_loop,
    error_never_caught,
    escalation_never_caught,
    gateway_joins_and_splits,
    implicit_merge,
    implicit_split,
    lack_of_synchronisation,
    message_never_received,
    message_never_sent,
    missing_default,
    no_way_to_end,
    parallel_into_merge,
    rule_without_decision,
    several_starts,
    signal_never_caught,
    start_missing,
    superfluous_gateway,
    task_in_no_lane,
    task_without_name,
    task_without_role,
    timer_unreadable,
    unconditional_branch,
    unreachable_element,
)
from guiju.standard.model.definitions import Definitions
from guiju.standard.model.problem import Problem
from guiju.standard.steps import Standard

Rule = Callable[[Definitions, Standard | None], Iterator[Problem]]

RULES: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "branch-without-label": branch_without_label.check,
        "choice-into-join": choice_into_join.check,
        "choice-without-question": choice_without_question.check,
        "clause-not-carried-out": clause_not_carried_out.check,
        "clause-unknown": clause_unknown.check,
        "dead-end": dead_end.check,
        "deadlock": deadlock.check,
        "duplicate-name": duplicate_name.check,
        "end-missing": end_missing.check,
        "endless-loop": endless_loop.check,
        "error-never-caught": error_never_caught.check,
        "escalation-never-caught": escalation_never_caught.check,
        "gateway-joins-and-splits": gateway_joins_and_splits.check,
        "implicit-merge": implicit_merge.check,
        "implicit-split": implicit_split.check,
        "lack-of-synchronisation": lack_of_synchronisation.check,
        "message-never-received": message_never_received.check,
        "message-never-sent": message_never_sent.check,
        "missing-default": missing_default.check,
        "no-way-to-end": no_way_to_end.check,
        "parallel-into-merge": parallel_into_merge.check,
        "rule-without-decision": rule_without_decision.check,
        "several-starts": several_starts.check,
        "signal-never-caught": signal_never_caught.check,
        "start-missing": start_missing.check,
        "superfluous-gateway": superfluous_gateway.check,
        "task-in-no-lane": task_in_no_lane.check,
        "task-without-name": task_without_name.check,
        "task-without-role": task_without_role.check,
        "timer-unreadable": timer_unreadable.check,
        "unconditional-branch": unconditional_branch.check,
        "unreachable-element": unreachable_element.check,
    }
)

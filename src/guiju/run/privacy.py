"""Personal data of a case: sealed before it is stored, opened when it is read.

A case that holds a person's data names the variables in its facts. Those variables are sealed
whole; texts that could have been made from them (answers, drafts, variables of inner scopes) are
sealed one by one, so that the shape of lists, truth values and numbers still replay after the key
is gone. Moments are left as they are: timers hang on them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from guiju.journal.audit.sealing import Keys, is_sealed, seal, seal_all, unseal, unseal_all
from guiju.run.facts import Facts
from guiju.run.record import Decision, Record

# Keys and nonces come from the system's own randomness: dice that can be seeded would open them.
_random = os.urandom


def new_key() -> bytes:
    """A key for a person."""
    return _random(32)


class Privacy:
    """Seals and opens what a case holds of persons.

    Args:
        keys: where the keys of persons are.
    """

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def ensure(self, subject: str) -> bool:
        """Make a key for a person who has none; False where it was erased."""
        return self.keys.add_subject(subject, new_key()) is not None

    # -- closing ------------------------------------------------------------------------------

    def close_decision(self, decision: Decision, facts: Facts) -> Decision:
        """What is written of a decision."""
        personal = facts.get("personal")
        if not personal:
            return decision
        close = self._closer(personal)
        return decision._replace(
            values=seal_all(decision.values, personal, self.keys.subject_key, _nonce),
            answers=tuple(close(each) for each in decision.answers),
            patch=_drafts(decision.patch, close),
        )

    def close_record(self, record: Record) -> Record:
        """What is written of a case."""
        personal = record.facts.get("personal")
        if not personal:
            return record
        close = self._closer(personal)
        state = record.state.copy()
        state.variables = seal_all(state.variables, personal, self.keys.subject_key, _nonce)
        state.locals = {iid: close(names) for iid, names in state.locals.items()}
        return record._replace(state=state, facts=_drafts(record.facts, close))

    def _closer(self, personal: Mapping[str, str]) -> Callable[[Any], Any]:
        subject = min(personal.values())
        key = self.keys.subject_key(subject)

        def close(value: Any) -> Any:
            if isinstance(value, str) and value and not _is_moment(value):
                return None if key is None else seal(value, subject, key, _nonce())
            if isinstance(value, (list, tuple)):
                return type(value)(close(each) for each in value)
            if isinstance(value, dict):
                return {name: close(each) for name, each in value.items()}
            return value

        return close

    # -- opening ------------------------------------------------------------------------------

    def open(self, value: Any) -> Any:
        """A value with everything in it opened."""
        if is_sealed(value):
            return unseal(value, self.keys.subject_key)
        if isinstance(value, dict):
            return {name: self.open(each) for name, each in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.open(each) for each in value)
        return value

    def open_record(self, record: Record) -> Record:
        """A case as it was before it was closed."""
        if not record.facts.get("personal"):
            return record
        state = record.state
        state.variables = unseal_all(state.variables, self.keys.subject_key)
        state.locals = {iid: self.open(names) for iid, names in state.locals.items()}
        return record._replace(facts=_drafts(record.facts, self.open))


def _nonce() -> bytes:
    return _random(12)


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _drafts(facts: Facts, change: Callable[[Any], Any]) -> Facts:
    """Facts with the drafts of their tasks changed."""
    tasks = facts.get("tasks")
    if not tasks:
        return facts
    made = {
        task: {**each, "draft": change(each["draft"])} if each and each.get("draft") else each
        for task, each in tasks.items()
    }
    return {**facts, "tasks": made}

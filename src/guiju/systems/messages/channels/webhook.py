"""The customer's own system, as a signed webhook through the one guarded door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guiju.run.outside import Door, Hook, Policy, deliver, read_secret
from guiju.standard import Problem
from guiju.systems.asked import texts
from guiju.systems.messages.letters import Letter, Undelivered


@dataclass(frozen=True, slots=True)
class Webhook:
    """Sends webhooks; settings are `secret` (`whsec_...`), `hosts`, `private_hosts`."""

    def send(self, letter: Letter, settings: Mapping[str, Any]) -> None:
        """Make one attempt.

        Raises:
            Undelivered: it was not accepted.
        """
        key = read_secret(str(settings.get("secret", "")))
        if isinstance(key, Problem):
            raise Undelivered(key.code)
        data = {"case": letter.case, "about": letter.about, "text": letter.text}
        hook = Hook(letter.id, letter.to, f"message.{letter.kind}", letter.at, data)
        outcome = deliver(Door(_policy(settings)), hook, [key], letter.at)
        if not outcome.delivered:
            problem = outcome.problem
            raise Undelivered(problem.code if problem else f"status {outcome.status}")


def _policy(settings: Mapping[str, Any]) -> Policy:
    hosts = texts(settings.get("hosts"))
    return Policy(
        hosts=frozenset(hosts) if hosts else None,
        private_hosts=frozenset(texts(settings.get("private_hosts"))),
    )

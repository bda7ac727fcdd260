"""Rollouts: candidates to the evaluator, outcomes back; the one loop that all engines share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from oppie.model.change import Candidate
from oppie.model.observation import InfrastructureFailure
from oppie.model.score import Evaluated
from oppie.ports import Evaluator

RETRIES = 2
"""How often a rollout that did not happen is asked for again."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate with the path of nodes that led to it, root first."""

    path: tuple[int, ...]
    candidate: Candidate
    tries: int = 0


class Policy(Protocol):
    """What an engine decides."""

    def pick(self) -> Pick | None:
        """The next candidate; None when there is none, unless an outcome brings more."""

    def landed(self, pick: Pick, outcome: Evaluated) -> None:
        """An outcome: knowledge, tampering, or a failure after all retries."""

    def stop(self) -> str | None:
        """Why this engine ends of its own accord, or None."""


def simulate(policy: Policy, evaluator: Evaluator) -> str:
    """Keep the evaluator busy until it or the policy says stop, or nothing is left.

    When the evaluator says stop, what is in flight is left to it; when the policy does, it is
    waited for, so that another policy can go on. Outcomes are matched to picks by the identity
    of their candidate.

    Returns:
        ``goal``, ``budget``, ``interrupted``, ``exhausted`` or the policy's own word.
    """
    flying: dict[int, Pick] = {}
    again: list[Pick] = []
    ending: str | None = None
    while (reason := evaluator.stop()) is None:
        ending = ending or policy.stop()  # said once, however much is still in flight
        for pick in _fill(policy, evaluator, again) if ending is None else ():
            flying[id(pick.candidate)] = pick
            evaluator.submit(pick.candidate)
        outcome = evaluator.next()
        if outcome is None:
            return evaluator.stop() or ending or ("exhausted" if evaluator.room() else "budget")
        pick = flying.pop(id(outcome.candidate))
        if _worth_a_retry(pick, outcome):
            again.append(Pick(pick.path, pick.candidate, pick.tries + 1))
        else:
            policy.landed(pick, outcome)
    return reason


def _fill(policy: Policy, evaluator: Evaluator, again: list[Pick]) -> Iterator[Pick]:
    while evaluator.room() > 0:
        pick = again.pop() if again else policy.pick()
        if pick is None:
            return
        yield pick


def _worth_a_retry(pick: Pick, outcome: Evaluated) -> bool:
    result = outcome.result
    if not isinstance(result, InfrastructureFailure):
        return False
    return not result.fatal and pick.tries < RETRIES

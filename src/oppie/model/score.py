"""Scores: an Observation through the metric."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.model.change import Candidate, State
from oppie.model.observation import Observation, RolloutResult


@dataclass(frozen=True, slots=True)
class Score:
    """How good a candidate is.

    Attributes:
        value: in [0, 1]; 1 only when the goal is reached.
        reached: whether the goal holds in this Observation.
        fixed: how many of the target tests pass.
        broken: tests that passed before and do not now.
        progress: in [0, 1): how far the tests that still fail have come, as far as known.
        timed_out: a test ran into its limit.
    """

    value: float
    reached: bool = False
    fixed: int = 0
    broken: int = 0
    progress: float = 0.0
    timed_out: bool = False


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A candidate with what came of it.

    Attributes:
        state: the child State; its snapshot names transpositions.
        result: what the rollout saw.
        score: None unless ``result`` is an Observation.
        cached: found in the cache or in the journal, not run now.
    """

    candidate: Candidate
    state: State
    result: RolloutResult
    score: Score | None
    cached: bool = False

    @property
    def observation(self) -> Observation | None:
        """The Observation, if the rollout happened."""
        return self.result if isinstance(self.result, Observation) else None

"""Counts of a run, over all its resumes."""

from __future__ import annotations

from dataclasses import dataclass

from oppie.model.observation import InfrastructureFailure, RolloutResult, Tampering
from oppie.model.verdict import RolloutCounts


@dataclass(slots=True)
class Tally:
    """What was run so far.

    Attributes:
        executed: rollouts executed by this process.
        replayed: rollouts of this run that were executed before it was interrupted.
        cached: found in the cache that other runs filled.
        overhead: baseline, localisation, minimisation and verification.
        judged: judged without executing tests.
    """

    executed: int = 0
    replayed: int = 0
    cached: int = 0
    overhead: int = 0
    judged: int = 0
    infrastructure_failures: int = 0
    tampering: int = 0

    def count(self, result: RolloutResult) -> None:
        """Count bad news of the two kinds that are no knowledge."""
        if isinstance(result, InfrastructureFailure):
            self.infrastructure_failures += 1
        elif isinstance(result, Tampering):
            self.tampering += 1

    def counts(self) -> RolloutCounts:
        """As the result shows them."""
        return RolloutCounts(
            executed=self.executed + self.replayed,
            cached=self.cached,
            overhead=self.overhead,
            judged=self.judged,
            infrastructure_failures=self.infrastructure_failures,
            tampering=self.tampering,
        )

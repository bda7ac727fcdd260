"""What the router knows of a task before the search begins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from oppie.model.observation import Observation, Outcome, Suspicion


@dataclass(frozen=True, slots=True)
class Features:
    """Facts of a task, in natural units.

    Attributes:
        failing: target tests.
        failing_share: of all tests that ran, in [0, 1].
        failing_files: test files that they lie in.
        timeouts: share of the targets that did not end.
        collection_errors: share of the targets that are files that do not collect.
        files: source files with suspicious lines.
        lines: suspicious lines.
        spread: how evenly suspicion lies on them, in [0, 1]: normalised entropy.
        test_seconds: wall seconds of all tests once.
    """

    failing: int
    failing_share: float = 0.0
    failing_files: int = 1
    timeouts: float = 0.0
    collection_errors: float = 0.0
    files: int = 1
    lines: int = 1
    spread: float = 0.0
    test_seconds: float = 0.0

    def vector(self) -> tuple[float, ...]:
        """For a linear model: one number per field, counts and times as logarithms."""
        return (
            math.log1p(self.failing),
            self.failing_share,
            math.log1p(self.failing_files),
            self.timeouts,
            self.collection_errors,
            math.log1p(self.files),
            math.log1p(self.lines),
            self.spread,
            math.log1p(10.0 * self.test_seconds),
        )


def features(
    baseline: Observation, targets: Sequence[str], suspicions: Sequence[Suspicion]
) -> Features:
    """The facts of a task from its baseline, its targets and its suspicious lines."""
    results = baseline.by_test()
    wanted = [results[target] for target in targets if target in results]
    count = max(1, len(wanted))
    timed_out = sum(result.outcome is Outcome.TIMED_OUT for result in wanted)
    uncollected = sum(result.outcome is Outcome.ERROR for result in wanted)
    return Features(
        failing=len(targets),
        failing_share=len(targets) / max(1, len(results)),
        failing_files=len({target.partition("::")[0] for target in targets}),
        timeouts=timed_out / count,
        collection_errors=uncollected / count,
        files=len({suspicion.path for suspicion in suspicions}),
        lines=len(suspicions),
        spread=spread([suspicion.score for suspicion in suspicions]),
        test_seconds=sum(result.seconds for result in results.values()),
    )


NEGLIGIBLE = 1e-12


def spread(scores: Sequence[float]) -> float:
    """Entropy of the scores as shares, over its maximum: 0 is one line, 1 is all alike."""
    positive = [score for score in scores if score > NEGLIGIBLE]
    if len(positive) < 2:  # noqa: PLR2004 - a single line has no spread
        return 0.0
    total = sum(positive)
    entropy = -sum(score / total * math.log(score / total) for score in positive)
    return min(1.0, max(0.0, entropy / math.log(len(positive))))

"""A metric of the user's own: an expression over what a rollout saw."""

from __future__ import annotations

import re
from dataclasses import replace

from oppie.expressions.safe import ARITHMETIC, parse
from oppie.metrics.fix import ALMOST, BROKEN, FixMetric
from oppie.model.observation import Observation, Outcome
from oppie.model.score import Score

NAMES = ("passed", "failed", "total", "seconds", "fixed_share", "broken", "progress")
"""Tests that passed, that did not, both; wall seconds; share of targets that pass; tests that
broke; how far failing targets have come."""

_NAMED = re.compile(r"\s*[A-Za-z_]\w*\s*=(?!=)")


class ExpressionMetric:
    """Values candidates by an expression; the goal stays that of the fix.

    The value is cut to [0, 1]. What does not reach the goal stays below 1, and what breaks a
    test is worth less than half, whatever the expression says.
    """

    name = "expression"

    def __init__(self, text: str, fix: FixMetric, targets: int, where: str = "--metric") -> None:
        """Parse ``text``, with or without a name and ``=`` before it.

        Args:
            text: over :data:`NAMES`, with min, max and abs.
            fix: decides whether the goal is reached.
            targets: how many there are.
            where: for errors.

        Raises:
            ConfigError: bad syntax or an unknown name.
        """
        self._expression = parse(_NAMED.sub("", text, count=1), NAMES, where, ARITHMETIC)
        self._fix = fix
        self._targets = max(1, targets)

    def score(self, observation: Observation) -> Score:
        """The fix's Score with the expression's value.

        Raises:
            ConfigError: the expression has no finite value for what was seen.
        """
        score = self._fix.score(observation)
        outcomes = [result.outcome for result in observation.results]
        passed = outcomes.count(Outcome.PASSED)
        failed = sum(outcome.bad for outcome in outcomes)
        value = self._expression(
            {
                "passed": passed,
                "failed": failed,
                "total": passed + failed,
                "seconds": observation.seconds,
                "fixed_share": score.fixed / self._targets,
                "broken": score.broken,
                "progress": score.progress,
            }
        )
        most = 1.0 if score.reached else ALMOST
        cut = min(most, max(0.0, value)) * (BROKEN if score.broken else 1.0)
        return replace(score, value=cut)

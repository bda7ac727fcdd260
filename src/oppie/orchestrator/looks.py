"""Looks: which tests a candidate runs first, when it is run again before it is scored, and how.

Where many tests fail, a few of them are run at first, and the others when one of these passes. A
rollout that a call's limit ended may have more time; one in which most targets passed before one
ran too long has all the time of a verification. One that makes some failing tests pass, which
nothing sound made pass before, also runs the tests that are to stay passed and reach what it
changed, though others still fail: a search over several faults goes on from partial repairs, and
is not to go on from one that breaks something.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from oppie.model.observation import Observation, Outcome
from oppie.orchestrator.recipe import Recipe

MOST_SLOW = 0.05
"""Share of the candidates that a call's limit cut short that get all of a test's time, the first
among them: as a rule they would not end. Once one has ended, all get it."""
MOST_UNSOUND = 3
"""Candidates that are looked at for the same new tests, while all of them break something."""


@dataclass(slots=True)
class Looks:
    """Decides how a candidate is run, first and again, and remembers what came of it.

    Attributes:
        recipe: how a candidate is run where nothing speaks for less or for more.
    """

    recipe: Recipe
    _cut_short: int = 0
    _slow: int = 0
    _hasty: bool = False
    _sound: set[str] = field(default_factory=set)
    _looked: Counter[frozenset[str]] = field(default_factory=Counter)

    def first(self, glance: tuple[str, ...]) -> Recipe:
        """How to run a candidate at first; an empty glance: all tests."""
        return replace(self.recipe, targets=glance, others=()) if glance else self.recipe

    def again(self, recipe: Recipe, seen: Observation) -> Recipe | None:
        """How to run what a first look, or a patient one, saw so; None where that is enough."""
        if self._patience(recipe, seen):
            return recipe.patient(seen)
        passed = _passed(seen, recipe.targets)
        if self.glanced(recipe):
            return recipe.widened(self.recipe) if passed else None
        new = passed - self._sound
        partly = new and len(passed) < len(recipe.targets) and recipe.others
        if not partly or self._looked[new] >= MOST_UNSOUND:
            return None
        self._looked[new] += 1
        return recipe.beside(tuple(test for test in recipe.targets if test in passed))

    def glanced(self, recipe: Recipe) -> bool:
        """Whether it runs a part of the targets, and those alone."""
        return len(recipe.targets) < len(self.recipe.targets) and not recipe.others

    def unchanged(self, recipe: Recipe, before: Observation, glance: Observation) -> Observation:
        """What a glance saw, the other targets as they were before the Change.

        A glance that did not come to its end tells nothing of them.
        """
        if any(result.outcome is Outcome.TIMED_OUT for result in glance.results):
            return glance
        left = frozenset(self.recipe.targets) - frozenset(recipe.targets)
        others = (result for result in before.results if result.test in left)
        return replace(before, results=(*glance.results, *others), complete=False)

    def _patience(self, recipe: Recipe, seen: Observation) -> bool:
        """Whether it needs more time: some of what is cut short gets it, or all of it."""
        late = any(r.outcome is Outcome.TIMED_OUT for r in seen.results)
        if recipe.limits != self.recipe.limits:
            calls = recipe.limits.tests_s == self.recipe.limits.tests_s
            self._hasty |= calls and not late
        elif late and recipe.cut_short(seen):
            if recipe.nearly(seen):
                return True
            self._cut_short += 1
            if self._hasty or self._slow < MOST_SLOW * self._cut_short:
                self._slow += 1
                return True
        return False

    def whole(self, first: Observation, beside: Observation) -> Observation:
        """Both looks as one; what they say of the tests that passed is learned."""
        if all(result.outcome is Outcome.PASSED for result in beside.results):
            self._sound |= {result.test for result in first.results if not result.outcome.bad}
        later = {result.test: result for result in beside.results}
        results = [later.pop(result.test, result) for result in first.results]
        return replace(first, results=(*results, *later.values()))


def _passed(seen: Observation, targets: tuple[str, ...]) -> frozenset[str]:
    passed = frozenset(r.test for r in seen.results if r.outcome is Outcome.PASSED)
    return passed & frozenset(targets)

"""The metric of a fix: target tests pass, and nothing that passed before breaks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from oppie.metrics.progress import progress
from oppie.model.observation import Observation, Outcome, TestResult
from oppie.model.score import Score

PARTIAL = 0.5
"""What coming all the way but not passing is worth, of one fixed test."""
BROKEN = 0.4
"""Factor on the value when something broke: less than half, since the patch cannot stand."""
COLLECTS = 0.3
"""How far a file has come that collects, but of whose tests none passes."""
ALMOST = 0.99
"""The highest value of what does not reach the goal."""


class FixMetric:
    """Share of target tests that pass; a broken test is never a win.

    A target may be a file that did not collect (``tests/test_a.py``): it is fixed when it
    collects and all its tests pass, and partly so when some do.
    """

    name = "fix"

    def __init__(
        self,
        targets: Sequence[str],
        passed_before: Collection[str],
        before: Sequence[TestResult] = (),
    ) -> None:
        """Bind the metric to a task.

        Args:
            targets: tests (or files) that are to pass.
            passed_before: tests that are to stay passed.
            before: the baseline's results, to see how far failing targets have come.
        """
        self._targets = tuple(targets)
        self._passed_before = frozenset(passed_before)
        self._before = {result.test: result for result in before}

    def score(self, observation: Observation) -> Score:
        """Value and parts; value is 1 exactly when the goal is reached."""
        now = observation.by_test()
        credit_of = [self._credit(target, now) for target in self._targets]
        fixed = sum(credit >= 1.0 for credit in credit_of)
        broken = sum(test in now and not _passed(now[test]) for test in self._passed_before)
        unseen = any(test not in now for test in self._passed_before)
        reached = fixed == len(credit_of) and not broken and not unseen
        partial = [credit for credit in credit_of if credit < 1.0]
        earned = fixed + PARTIAL * sum(partial)
        value = earned / len(credit_of) if credit_of else float(reached)
        return Score(
            value=1.0 if reached else min(ALMOST, value) * (BROKEN if broken else 1.0),
            reached=reached,
            fixed=fixed,
            broken=broken,
            progress=sum(partial) / len(partial) if partial else 0.0,
            timed_out=any(r.outcome is Outcome.TIMED_OUT for r in observation.results),
        )

    def _credit(self, target: str, now: Mapping[str, TestResult]) -> float:
        """1 when the target is fixed, else how far it has come, in [0, 1)."""
        result = now.get(target)
        if result is not None:
            return 1.0 if _passed(result) else progress(self._before.get(target), result)
        inside = [r for r in now.values() if _lies_in(r.test, target)]
        ran = [r for r in inside if r.outcome is not Outcome.SKIPPED]
        if not ran:
            return 0.0
        passed = sum(map(_passed, ran)) / len(ran)
        return passed if passed == 1.0 else COLLECTS + (ALMOST - COLLECTS) * passed


def _passed(result: TestResult) -> bool:
    return result.outcome is Outcome.PASSED


def _lies_in(test: str, file: str) -> bool:
    """Whether a test is one of a file's: by pytest's ids, or by unittest's dotted names."""
    module = file.removesuffix(".py").replace("/", ".")
    return test.startswith((f"{file}::", f"{module}."))

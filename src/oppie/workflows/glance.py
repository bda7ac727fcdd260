"""A first glance: which of many failing tests tell whether it is worth running the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from oppie.model.observation import Observation, Outcome, Suspicion, TestResult
from oppie.workflows.baseline import Baseline

FEWEST = 8
"""Targets of which fewer are run at once."""
OVERHEAD_S = 0.003
"""What running a test takes beside the test itself; measured with pytest in warm processes."""
WORTH = 0.7
"""A glance that takes a larger share of the whole time is not worth a second look."""

Feature = tuple[str, object]
Place = tuple[str, int]


class Glance:
    """Implements :data:`oppie.orchestrator.world.Glance`, from what each target reached.

    Each suspicious line is reached by a test of the glance, the one with the fewest lines: of
    several faults it is likely to meet one alone, so that it passes as soon as that is repaired.
    Each way to fail is seen too. A test of which no lines were recorded stands for itself. Where
    something was not built, all are run: what lies behind that is not known.

    Args:
        baseline: the targets, what they reached, and how long they took.
        suspicions: the lines that may be at fault, the most suspicious first.
    """

    def __init__(self, baseline: Baseline, suspicions: Iterable[Suspicion]) -> None:
        self._ordered = [(each.path, each.line) for each in suspicions]
        self._suspected = frozenset(self._ordered)
        targets = frozenset(baseline.targets)
        self._results = {r.test: r for r in baseline.observation.results if r.test in targets}
        self._lines = {
            trace.test: self._suspected.intersection(
                (path, line) for path, lines in trace.lines.items() for line in lines
            )
            for trace in baseline.traces
            if trace.test in targets
        }
        self._chosen: dict[frozenset[str], tuple[str, ...]] = {}

    def __call__(self, seen: Observation) -> tuple[str, ...]:
        """The tests to look at first, of those that fail in ``seen``; none: all at once."""
        failing = [
            result
            for result in seen.results
            if result.outcome is not Outcome.PASSED and result.test in self._results
        ]
        names = frozenset(result.test for result in failing)
        if len(self._results) < FEWEST or any(result.unbuilt for result in failing):
            return ()
        if names not in self._chosen:
            chosen = tuple(self._covering(failing))
            worth = self._seconds(chosen) <= WORTH * self._seconds(self._results)
            self._chosen[names] = chosen if worth else ()
        return self._chosen[names]

    def telling(self) -> tuple[str, ...]:
        """All targets: for each suspicious line the one with the fewest, then the others."""
        narrowest: dict[Place, str] = {}
        for result in sorted(self._results.values(), key=self._breadth):
            for line in self._lines.get(result.test, ()):
                narrowest.setdefault(line, result.test)
        first = (narrowest[line] for line in self._ordered if line in narrowest)
        return tuple(dict.fromkeys((*first, *self._results)))

    def _covering(self, failing: Iterable[TestResult]) -> Iterable[str]:
        covered: set[Feature] = set()
        for result in sorted(failing, key=self._breadth):
            features = self._features(result)
            if not features <= covered:
                covered |= features
                yield result.test

    def _breadth(self, result: TestResult) -> tuple[bool, int, float, str]:
        lines = self._lines.get(result.test)
        known = lines is not None
        return not known, len(lines or ()), self._results[result.test].seconds, result.test

    def _features(self, result: TestResult) -> set[Feature]:
        lines = self._lines.get(result.test)
        if lines is None:
            return {("test", result.test)}
        return {("how", self._how(result)), *(("line", line) for line in lines)}

    def _how(self, result: TestResult) -> object:
        """The way in which a test fails: the exception, and where in what is suspected."""
        if result.failure is None:
            return result.outcome
        places = [(frame.path, frame.line) for frame in result.failure.frames]
        inner = [place for place in places if place in self._suspected]
        return result.failure.kind, *inner[-1:]

    def _seconds(self, tests: Collection[str]) -> float:
        return sum(self._results[test].seconds + OVERHEAD_S for test in tests)

"""The tests as they stand: what fails, what is unstable, how long each takes, what it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from oppie.model.observation import (
    Observation,
    Outcome,
    TestCounts,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import Limits
from oppie.ports import Session
from oppie.workflows.again import Again
from oppie.workflows.looking import LEAST_LIMIT_S, LIMIT_FACTOR, Patience, first_look

LEAST_TOTAL_S = 10.0
"""What a whole rollout may take at least."""
LEAST_ROLLOUT_LIMIT_S = 0.25
LEAST_CALL_S = 0.02
CALL_FACTOR = 2.0
"""Processor seconds that a call out of a target may take at least, and times the slowest test
that passes: a call that is repaired may come to do what others do."""
MOST_OTHERS_S = 20.0
"""Seconds of tests to stay passed that each promising candidate runs; the rest wait for the
verification."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the tests said before anything was changed.

    Attributes:
        observation: every test's result, the unstable ones left out.
        targets: the failing tests that the run is about, the quickest first.
        others: the tests that passed both times, the quickest first.
        flaky: tests that ended differently in two runs; set aside.
        traces: which lines each traced test reached.
        limits: what a verification allows each test.
        overhead: rollouts that were spent.
        loading_s: seconds that loading the tests took: starting, and building where that waits
            until the first of them runs.
        late: tests that there was no time to see the end of; left out.
    """

    observation: Observation
    targets: tuple[str, ...]
    others: tuple[str, ...]
    flaky: tuple[str, ...]
    traces: tuple[TestTrace, ...]
    limits: Limits
    overhead: int
    loading_s: float = 0.0
    late: tuple[str, ...] = ()

    @property
    def counts(self) -> TestCounts:
        """How many tests ended how."""
        return count(self.observation.results, flaky=len(self.flaky))

    def quick(self) -> tuple[str, ...]:
        """The tests that passed, the quickest first, as far as each candidate can run them."""
        seconds = {r.test: r.seconds for r in self.observation.results}
        totals = accumulate(seconds[test] for test in self.others)
        within = takewhile(
            lambda each: each[1] <= MOST_OTHERS_S, zip(self.others, totals, strict=True)
        )
        return tuple(test for test, _ in within)


def count(results: Iterable[TestResult], *, flaky: int = 0) -> TestCounts:
    """Count results by outcome."""
    outcomes = [result.outcome for result in results]
    return TestCounts(
        passed=outcomes.count(Outcome.PASSED),
        failed=outcomes.count(Outcome.FAILED),
        errors=outcomes.count(Outcome.ERROR),
        timed_out=outcomes.count(Outcome.TIMED_OUT),
        skipped=outcomes.count(Outcome.SKIPPED),
        flaky=flaky,
    )


def measure(
    session: Session,
    limits: Limits,
    where: Sequence[str],
    patience: Patience,
    beside: Session | None = None,
) -> Baseline:
    """Run the whole suite twice, the second time recording lines where that is affordable.

    Args:
        session: opened on the base Snapshot.
        limits: memory, output and the like.
        where: test ids or files that the task is about; empty is every failing test.
        patience: how long to look.
        beside: another Session on the base, for what can be done at the same time.

    Raises:
        ProjectError: the tests could not be run.
        SandboxLostError: nothing can be run any more.
    """
    look = first_look(session, limits, patience)
    first, limits = look.seen, look.limits
    building_s = max(0.0, first.seconds - sum(r.seconds for r in first.results))
    patience = replace(patience, loading_s=patience.loading_s + building_s)
    hung = {r.test for r in first.results if r.outcome is Outcome.TIMED_OUT}
    stable, traces = Again(session, beside, limits, patience).run(first, hung)
    flaky = tuple(r.test for r in first.results if r.test not in stable)
    kept = tuple(r for r in first.results if r.test in stable)
    return Baseline(
        observation=replace(first, results=kept),
        targets=_targets(kept, where),
        others=_quickest(r for r in kept if r.outcome is Outcome.PASSED),
        flaky=flaky,
        traces=traces,
        limits=limits,
        overhead=look.rollouts + 1,
        loading_s=patience.loading_s,
        late=look.late,
    )


def rollout_limits(baseline: Baseline, *, loops: bool = True) -> Limits:
    """Tight limits for targets, which every candidate runs; patient ones for the other tests.

    Ten times a test's own time. Other tests run only for the few candidates that pass all
    targets: a limit that a busy machine breaks would throw away a solution. Where loading takes
    long, a rollout may have to build the tests anew; it counts in rough steps, since limits are
    part of a rollout's key.

    Args:
        baseline: tells each test's own time.
        loops: whether single calls are bounded too.
    """
    limits = baseline.limits
    targets = frozenset(baseline.targets)
    results = [r for r in baseline.observation.results if r.outcome is not Outcome.TIMED_OUT]
    own = tuple(
        (r.test, _bounded(r.seconds, LEAST_ROLLOUT_LIMIT_S if r.test in targets else LEAST_LIMIT_S))
        for r in results
    )
    slowest = max((r.seconds for r in results if r.outcome is Outcome.PASSED), default=0.0)
    unknown = min(limits.test_s, _bounded(slowest, LEAST_ROLLOUT_LIMIT_S))
    total = 2 * sum(r.seconds for r in results) + sum(s for t, s in own if t in targets)
    return replace(
        limits,
        test_s=unknown,
        tests_s=tuple((test, min(limits.test_s, seconds)) for test, seconds in own),
        calls_s=_calls(baseline, slowest) if loops else (),
        total_s=min(
            limits.total_s, LEAST_TOTAL_S + _loading(baseline.loading_s) + LIMIT_FACTOR * total
        ),
    )


def _loading(seconds: float) -> float:
    return LEAST_TOTAL_S * (2 * seconds // LEAST_TOTAL_S)


def _calls(baseline: Baseline, slowest: float) -> tuple[tuple[str, float], ...]:
    """Limits of the targets' calls; those that did not end have no time of their own."""
    seen = baseline.observation.by_test()
    least = max(LEAST_CALL_S, CALL_FACTOR * slowest)
    hung = {t for t, r in seen.items() if r.outcome is Outcome.TIMED_OUT}
    own = {t: 0.0 if t in hung else seen[t].seconds for t in baseline.targets if t in seen}
    return tuple((test, _bounded(seconds, least)) for test, seconds in own.items())


def _bounded(seconds: float, least: float) -> float:
    return max(least, LIMIT_FACTOR * seconds)


def _targets(results: Sequence[TestResult], where: Sequence[str]) -> tuple[str, ...]:
    failing = [r for r in results if r.outcome.bad]
    if not where:
        return _quickest(failing)
    about = [r for r in failing if any(_about(r.test, place) for place in where)]
    return _quickest(about)


def _about(test: str, place: str) -> bool:
    place = place.rstrip("/")
    return test == place or test.startswith((place + "::", place + "/", place + "[", place + "."))


def _quickest(results: Iterable[TestResult]) -> tuple[str, ...]:
    return tuple(r.test for r in sorted(results, key=lambda r: r.seconds))

"""The tests as they stand: what fails, what is unstable, how long each takes, what it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from oppie.errors import ProjectError, SandboxLostError
from oppie.model.change import Digest
from oppie.model.observation import (
    InfrastructureFailure,
    Observation,
    Outcome,
    TestCounts,
    TestResult,
    TestTrace,
)
from oppie.model.rollout import Limits, Rollout, Stop
from oppie.ports import Session

LEAST_LIMIT_S = 2.0
LIMIT_WHERE_NONE_PASSED_S = 10.0
LIMIT_FACTOR = 10.0
LEAST_ROLLOUT_LIMIT_S = 0.5
HUNG_TRACE_S = 0.5
"""What a test that did not end gets to show the lines that it goes round in."""
TRACE_SLOWDOWN = 8.0
"""What tracing lines costs at most, times a test's own time; bounds what is traced."""


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
    """

    observation: Observation
    targets: tuple[str, ...]
    others: tuple[str, ...]
    flaky: tuple[str, ...]
    traces: tuple[TestTrace, ...]
    limits: Limits
    overhead: int

    @property
    def counts(self) -> TestCounts:
        """How many tests ended how."""
        return count(self.observation.results, flaky=len(self.flaky))


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


def measure(session: Session, limits: Limits, where: Sequence[str], trace_s: float) -> Baseline:
    """Run the whole suite twice, the second time recording lines where that is affordable.

    Args:
        session: opened on the base Snapshot.
        limits: memory, output and the like; times are found here unless ``test_s`` is set.
        where: test ids or files that the task is about; empty is every failing test.
        trace_s: seconds that recording lines may take, and as many again the second look at
            tests that were not recorded.

    Raises:
        ProjectError: the tests could not be run.
        SandboxLostError: nothing can be run any more.
    """
    first, limits, overhead = _first(session, limits)
    hung = {r.test for r in first.results if r.outcome is Outcome.TIMED_OUT}
    stable, traces = _second(session, first, hung, limits, trace_s)
    flaky = tuple(r.test for r in first.results if r.test not in stable)
    kept = tuple(r for r in first.results if r.test in stable)
    return Baseline(
        observation=replace(first, results=kept),
        targets=_targets(kept, where),
        others=_quickest(r for r in kept if r.outcome is Outcome.PASSED),
        flaky=flaky,
        traces=traces,
        limits=limits,
        overhead=overhead + 1,
    )


def rollout_limits(baseline: Baseline) -> Limits:
    """Tight limits for the search: ten times each test's own time, at least half a second."""
    limits = baseline.limits
    own = tuple(
        (r.test, min(limits.test_s, max(LEAST_ROLLOUT_LIMIT_S, LIMIT_FACTOR * r.seconds)))
        for r in baseline.observation.results
        if r.outcome is not Outcome.TIMED_OUT
    )
    slowest = max(
        (r.seconds for r in baseline.observation.results if r.outcome is Outcome.PASSED),
        default=LEAST_ROLLOUT_LIMIT_S / LIMIT_FACTOR,
    )
    unknown = min(limits.test_s, max(LEAST_ROLLOUT_LIMIT_S, LIMIT_FACTOR * slowest))
    total = sum(seconds for _, seconds in own) + unknown
    return replace(limits, test_s=unknown, tests_s=own, total_s=min(limits.total_s, total))


def _first(session: Session, limits: Limits) -> tuple[Observation, Limits, int]:
    """The first run: quick limits, then a patient look at what did not end within them."""
    quick = replace(limits, test_s=LEAST_LIMIT_S)
    seen = _run(session, quick, ())
    patient = replace(limits, test_s=_limit(seen.results))
    slow = [r.test for r in seen.results if r.outcome is Outcome.TIMED_OUT]
    if not slow or patient.test_s <= LEAST_LIMIT_S:
        return seen, patient, 1
    again = _run(session, patient, slow[:1])
    if again.results and again.results[0].outcome is Outcome.TIMED_OUT:
        return seen, patient, 2
    again = _run(session, patient, slow)
    later = again.by_test()
    merged = tuple(later.get(r.test, r) for r in seen.results)
    return replace(seen, results=merged), replace(patient, test_s=_limit(merged)), 3


def _limit(results: Iterable[TestResult]) -> float:
    passed = [r.seconds for r in results if r.outcome is Outcome.PASSED]
    if not passed:
        return LIMIT_WHERE_NONE_PASSED_S
    return max(LEAST_LIMIT_S, LIMIT_FACTOR * max(passed))


def _run(session: Session, limits: Limits, tests: Sequence[str]) -> Observation:
    rollout = Rollout(Digest(""), targets=tuple(tests), limits=limits, stop=Stop.NEVER)
    result = session.run(rollout)
    if isinstance(result, Observation):
        return result
    if isinstance(result, InfrastructureFailure) and result.fatal:
        raise SandboxLostError(f"the sandbox is gone: {result.reason}")
    reason = result.reason
    raise ProjectError(
        f"the tests could not be run: {reason}",
        hint="Run the test command yourself, then try again with --test=COMMAND.",
    )


def _second(
    session: Session, first: Observation, hung: set[str], limits: Limits, trace_s: float
) -> tuple[set[str], tuple[TestTrace, ...]]:
    """Which tests end the same way twice, and the lines they reach."""
    chosen = _worth_tracing(first.results, trace_s)
    brief = tuple((test, HUNG_TRACE_S) for test in sorted(hung))
    traces = session.trace(chosen, replace(limits, tests_s=brief))
    twice = {t.test: t.outcome for t in traces}
    before = {r.test: r.outcome for r in first.results}
    unsure = _affordable(
        [
            r
            for r in first.results
            if r.test not in hung
            and (r.test not in twice or twice[r.test].bad is not r.outcome.bad)
        ],
        trace_s,
    )
    if unsure:
        again = _run(session, limits, unsure).by_test()
        twice |= {test: again[test].outcome for test in unsure if test in again}
    stable = {t for t, o in before.items() if t in hung or twice.get(t, o).bad is o.bad}
    return stable, traces


def _worth_tracing(results: Sequence[TestResult], trace_s: float) -> list[str]:
    ran = [r for r in results if r.outcome is not Outcome.SKIPPED]
    return _affordable(ran, trace_s / TRACE_SLOWDOWN)


def _affordable(results: Sequence[TestResult], seconds: float) -> list[str]:
    """Failing tests first, then the passing ones, the quickest first, as long as time allows."""
    chosen: list[str] = []
    for result in sorted(results, key=lambda r: (not r.outcome.bad, r.seconds)):
        if result.seconds <= seconds or not chosen:
            chosen.append(result.test)
            seconds -= result.seconds
    return chosen


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

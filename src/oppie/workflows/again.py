"""The tests of the base a second time: what is unstable, and which lines each test reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from oppie.model.observation import Observation, Outcome, TestResult, TestTrace
from oppie.model.rollout import Limits
from oppie.ports import Session
from oppie.workflows.looking import LEAST_LIMIT_S, Patience, run

MOST_HUNG_TRACED = 2
"""Tests that do not end go round in the same lines, as a rule."""
HUNG_TRACE_S = 0.15
"""What a test that did not end gets to show the lines that it goes round in."""
TRACE_SLOWDOWN = 8.0
"""What tracing lines costs at most, times a test's own time; bounds what is traced."""


@dataclass(frozen=True, slots=True)
class Again:
    """Lines are recorded where that is affordable; the rest runs as it is.

    Attributes:
        session, beside: the rest runs beside the recording, where there is a second Session.
    """

    session: Session
    beside: Session | None
    limits: Limits
    patience: Patience

    def run(self, first: Observation, hung: set[str]) -> tuple[set[str], tuple[TestTrace, ...]]:
        """Which tests end the same way twice, and the lines they reach."""
        few = set(sorted(hung)[MOST_HUNG_TRACED:])
        results = [r for r in first.results if r.test not in few]
        chosen = _worth_tracing(results, self.patience.seconds)
        rest = [r for r in first.results if r.test not in {*chosen, *hung}]
        with ThreadPoolExecutor(1, thread_name_prefix="oppie-again") as thread:
            plain = thread.submit(self._plain, self.beside, rest) if self.beside else None
            traces = self._trace(chosen, hung)
            twice = plain.result() if plain else self._plain(self.session, rest)
        traced = {t.test: t.outcome for t in traces}
        unsure = [r for r in results if r.test in set(chosen) - hung and not _alike(r, traced)]
        twice |= traced | self._plain(self.session, unsure)
        stable = {r.test for r in first.results if r.test in hung or r.test not in twice}
        return stable | {r.test for r in first.results if _alike(r, twice)}, traces

    def _trace(self, chosen: Sequence[str], hung: set[str]) -> tuple[TestTrace, ...]:
        brief = tuple((test, HUNG_TRACE_S) for test in sorted(hung))
        allowed = max(self.patience.seconds, LEAST_LIMIT_S) + 2 * self.patience.loading_s
        total_s = min(self.limits.total_s, allowed)
        return self.session.trace(chosen, replace(self.limits, tests_s=brief, total_s=total_s))

    def _plain(self, session: Session, results: Sequence[TestResult]) -> dict[str, Outcome]:
        tests = _affordable(results, self.patience.seconds)
        seen = run(session, self.limits, tests) if tests else Observation(())
        return {r.test: r.outcome for r in seen.results if r.test in set(tests)}


def _alike(first: TestResult, later: Mapping[str, Outcome]) -> bool:
    """Whether a test ended later as it did at first."""
    outcome = later.get(first.test)
    return outcome is not None and outcome.bad is first.outcome.bad


def _worth_tracing(results: Sequence[TestResult], trace_s: float) -> list[str]:
    hung = [r.test for r in results if r.outcome is Outcome.TIMED_OUT]
    ran = [r for r in results if r.outcome not in (Outcome.SKIPPED, Outcome.TIMED_OUT)]
    quickest = sorted((r for r in ran if r.outcome.bad), key=lambda r: r.seconds)[:1]
    chosen = _affordable(ran, trace_s / TRACE_SLOWDOWN) or [r.test for r in quickest]
    bad = {r.test for r in ran if r.outcome.bad}
    return sorted([*chosen, *hung], key=lambda test: test not in bad and test not in hung)


def _affordable(results: Sequence[TestResult], seconds: float) -> list[str]:
    """Failing tests first, then the passing ones, the quickest first, as long as time allows."""
    chosen: list[str] = []
    for result in sorted(results, key=lambda r: (not r.outcome.bad, r.seconds)):
        if result.seconds <= seconds:
            chosen.append(result.test)
            seconds -= result.seconds
    return chosen

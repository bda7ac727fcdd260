"""How long each test may take, from a first run and a patient look at what did not end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from oppie.errors import ProjectError, SandboxLostError
from oppie.model.change import Digest
from oppie.model.observation import InfrastructureFailure, Observation, Outcome, TestResult
from oppie.model.rollout import Limits, Rollout, Stop
from oppie.ports import Session

GLANCE_S = 0.25
"""What each test gets in the first run; the slower ones are looked at again."""
FEW_HUNG = 2
"""Tests that are looked at again before all that did not end at a glance are."""
LEAST_LOOK_S = 1.0
LOOK_FACTOR = 100.0
"""What these few get: so many times what the slowest took that passed at a glance."""
RARE = 20
"""Where so many times more tests pass at a glance, what does not end is likelier slow: large
suites have a few tests of speed or memory."""
LEAST_LIMIT_S = 2.0
LIMIT_WHERE_NONE_PASSED_S = 10.0
LIMIT_FACTOR = 10.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the baseline may look.

    Attributes:
        seconds: for each of: tests that do not end, recording lines, a second look.
        limit_s: the user's own limit of a test; None finds one.
        loading_s: what loading the tests took; recording lines loads them again.
    """

    seconds: float
    limit_s: float | None = None
    loading_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """What a first run saw.

    Attributes:
        seen: how the tests ended.
        limits: what tests need.
        rollouts: how many were spent.
        late: tests that there was no time to see the end of, and that are likelier slow than
            hung; they are not in ``seen``.
    """

    seen: Observation
    limits: Limits
    rollouts: int
    late: tuple[str, ...] = ()


def first_look(session: Session, limits: Limits, patience: Patience) -> Look:
    """A first run with a quick limit, then a patient look at what did not end within it.

    The patient look is bounded: tests that it has no time for count as those that do not end,
    unless many more end at a glance.
    """
    glance = replace(limits, test_s=min(GLANCE_S, patience.limit_s or GLANCE_S))
    seen = run(session, glance, ())
    patient = replace(limits, test_s=patience.limit_s or _limit(seen.results, patience.seconds))
    slow = [r.test for r in seen.results if r.outcome is Outcome.TIMED_OUT]
    if not slow or patient.test_s <= glance.test_s:
        return Look(seen, patient, 1)
    total_s = min(limits.total_s, max(patience.seconds, patient.test_s))
    look_s = patience.limit_s or _look(seen.results, patient.test_s, len(slow))
    later = _patiently(session, replace(patient, total_s=total_s), slow, look_s)
    late = _late(slow, later) if _rare(seen.results, len(slow)) else ()
    merged = tuple(later.get(r.test, r) for r in seen.results if r.test not in set(late))
    longest = patience.limit_s or max(patient.test_s, _limit(merged, patience.seconds))
    return Look(replace(seen, results=merged), replace(patient, test_s=longest), 2, late)


def run(session: Session, limits: Limits, tests: Sequence[str]) -> Observation:
    """Run tests of the base, all of them where none is named. Raises as ``measure`` does."""
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


def _patiently(
    session: Session, limits: Limits, slow: Sequence[str], look_s: float
) -> Mapping[str, TestResult]:
    """A few first, for a short while; where none of them ends, all are taken not to end."""
    few = run(session, replace(limits, test_s=look_s), slow[:FEW_HUNG]).by_test()
    ended = {test for test, result in few.items() if result.outcome is not Outcome.TIMED_OUT}
    rest = [test for test in slow if test not in ended]
    if not ended or not rest:
        return few
    seen = run(session, replace(limits, test_s=max(limits.test_s, look_s)), rest)
    cut = not seen.complete or len(seen.results) < len(rest)
    last = seen.results[-1] if cut and seen.results else None
    if last is not None and last.outcome is Outcome.TIMED_OUT:
        seen = replace(seen, results=seen.results[:-1])  # it ran when the time was up
    return {**few, **seen.by_test()}


def _late(slow: Sequence[str], later: Mapping[str, TestResult]) -> tuple[str, ...]:
    """Tests that the patient look did not come to, where those that it came to do end."""
    ends = any(result.outcome is not Outcome.TIMED_OUT for result in later.values())
    return tuple(test for test in slow if test not in later) if ends else ()


def _look(results: Iterable[TestResult], limit_s: float, slow: int) -> float:
    results = list(results)
    passed = [r.seconds for r in results if r.outcome is Outcome.PASSED]
    if _rare(results, slow):
        return max(limit_s, LIMIT_WHERE_NONE_PASSED_S)
    return min(limit_s, max(LEAST_LOOK_S, LOOK_FACTOR * max(passed))) if passed else limit_s


def _rare(results: Iterable[TestResult], slow: int) -> bool:
    return sum(r.outcome is Outcome.PASSED for r in results) >= slow * RARE


def _limit(results: Iterable[TestResult], seconds: float) -> float:
    passed = [r.seconds for r in results if r.outcome is Outcome.PASSED]
    if not passed:
        return max(LEAST_LIMIT_S, min(LIMIT_WHERE_NONE_PASSED_S, seconds / 4))
    return max(LEAST_LIMIT_S, LIMIT_FACTOR * max(passed))

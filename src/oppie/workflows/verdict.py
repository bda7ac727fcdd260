"""The Verdict of a run, from what was measured before and verified after."""

from __future__ import annotations

from collections.abc import Sequence

from oppie.model.observation import Observation, Outcome, TestCounts
from oppie.model.verdict import Alternative, Evidence, Holds, Status
from oppie.workflows.baseline import Baseline, count
from oppie.workflows.verify import Verified


def status(verified: Sequence[Verified]) -> Status:
    """Solved when the best patch reaches the goal cold; improved when a part of it."""
    if not verified:
        return Status.UNSOLVED
    return Status.SOLVED if verified[0].score.reached else Status.IMPROVED


def after(baseline: Baseline, verified: Sequence[Verified]) -> TestCounts:
    """The counts of the cold verification; those of the baseline when there is none."""
    if not verified:
        return baseline.counts
    flaky = set(baseline.flaky)
    results = [r for r in verified[0].observation.results if r.test not in flaky]
    return count(results, flaky=len(flaky))


def fixed(baseline: Baseline, observation: Observation) -> tuple[str, ...]:
    """The targets that pass now; a file that collects again stands for its tests."""
    passed = {r.test for r in observation.results if r.outcome is Outcome.PASSED}
    return tuple(
        target
        for target in baseline.targets
        if target in passed or any(test.startswith(f"{target}::") for test in passed)
    )


def alternatives(verified: Sequence[Verified], patches: Sequence[str]) -> tuple[Alternative, ...]:
    """The other verified patches, in their order."""
    pairs = zip(verified[1:], patches[1:], strict=True)
    return tuple(Alternative(patch, each.score.value) for each, patch in pairs)


def evidence(
    baseline: Baseline, verified: Sequence[Verified], sandbox: str
) -> tuple[Evidence, ...]:
    """What was checked of the patch, and what it is worth."""
    if not verified:
        return ()
    best = verified[0]
    now, before = after(baseline, verified), baseline.counts
    cold = Evidence(
        "cold verification",
        Holds.PASS,
        f"in a fresh {sandbox} sandbox {now.passed} tests pass, {before.passed} did before; "
        f"{now.failed + now.errors + now.timed_out} fail",
    )
    kept = Evidence(
        "nothing broken",
        Holds.FAIL if best.score.broken else Holds.PASS,
        f"{best.score.broken} of {before.passed} tests that passed before fail now",
    )
    return (cold, kept)


def rivals(verified: Sequence[Verified]) -> Evidence:
    """Whether other patches pass too."""
    others = len(verified) - 1
    if not others:
        return Evidence("rivals", Holds.PASS, "no other patch that was found passes")
    return Evidence(
        "rivals",
        Holds.INCONCLUSIVE,
        f"{others} other patches pass too: the tests do not tell them apart, so read the patch",
    )

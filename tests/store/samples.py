"""What the tests of the store write and read."""

from __future__ import annotations

from dataclasses import replace

from oppie.model.change import Digest
from oppie.model.observation import Failure, Frame, Observation, Outcome, TestCounts, TestResult
from oppie.model.verdict import (
    Alternative,
    Evidence,
    Holds,
    ProjectFacts,
    RolloutCounts,
    Routing,
    Status,
    StoppedBy,
    Verdict,
)

PASSED = Observation((TestResult("tests/test_a.py::test_a", Outcome.PASSED, 0.01),), seconds=0.02)
FAILED = Observation(
    (
        TestResult(
            "tests/test_a.py::test_a",
            Outcome.FAILED,
            0.01,
            Failure("AssertionError", "1 != 2", (Frame("a.py", 3, "f"),)),
        ),
    ),
    complete=False,
)
COUNTS = TestCounts(passed=3, failed=2)
VERDICT = Verdict(
    run="20261123-201502-k3f9",
    kind="fix",
    status=Status.SOLVED,
    stopped_by=StoppedBy.GOAL,
    project=ProjectFacts("/p", ("python",), "pytest -q"),
    router=Routing(0.3, "simple", escalated=False, why="few suspicious lines"),
    sandbox="local",
    seed=0,
    jobs=1,
    rollouts=RolloutCounts(executed=3),
    seconds=1.5,
    seconds_to_first_solution=None,
    cost_usd=0.0,
    score_before=0.5,
    score_after=1.0,
    tests_before=COUNTS,
    tests_after=replace(COUNTS, passed=5, failed=0),
    patch="--- a/f\udce9.py\n+++ b/f\udce9.py\n",
    summary="f.py: < becomes <=",
    alternatives=(Alternative("x", 0.9),),
    evidence=(Evidence("cold verification", Holds.PASS, "5 passed"),),
)


def key(number: int) -> Digest:
    """A key of the right form."""
    return Digest(f"{number:064x}")

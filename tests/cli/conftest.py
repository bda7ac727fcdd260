"""A Verdict and events as a run would make them."""

from __future__ import annotations

import pytest

from oppie.model import event as events
from oppie.model.change import Candidate, Change, Digest, Edit, Origin, State
from oppie.model.observation import Observation, TestCounts
from oppie.model.score import Evaluated, Score
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

PATCH = """diff --git a/cart.py b/cart.py
--- a/cart.py
+++ b/cart.py
@@ -1,2 +1,2 @@
 def total(a):
-    return a - 1
+    return a + 1
"""


@pytest.fixture
def verdict() -> Verdict:
    return Verdict(
        run="20261123-201502-k3f9",
        kind="fix",
        status=Status.SOLVED,
        stopped_by=StoppedBy.GOAL,
        project=ProjectFacts("/home/me/shop", ("python",), "python -m pytest -q"),
        router=Routing(0.31, "simple", escalated=False, why="complexity 0.31"),
        sandbox="local",
        seed=0,
        jobs=2,
        rollouts=RolloutCounts(57, 3, 6, 410, 0, 0),
        seconds=1.91234,
        seconds_to_first_solution=1.2,
        cost_usd=0.0,
        score_before=0.6,
        score_after=1.0,
        tests_before=TestCounts(passed=3, failed=2),
        tests_after=TestCounts(passed=5),
        patch=PATCH,
        summary="cart.py:2 - becomes +",
        fixed=("test_cart.py::test_a", "test_cart.py::test_b"),
        alternatives=(Alternative(PATCH, 0.9),),
        evidence=(Evidence("cold verification", Holds.PASS, "5 tests pass"),),
        notes=("Sandbox: local.",),
    )


@pytest.fixture
def evaluated() -> Evaluated:
    change = Change(
        (Edit("cart.py", 10, 11, b"+"),),
        Origin("syntax", "arithmetic-operator", "cart.py", 2),
        "- becomes +",
    )
    base = State(Digest("0" * 64))
    return Evaluated(
        Candidate(base, change),
        State(Digest("1" * 64), (change,)),
        Observation(()),
        Score(0.75, fixed=1),
    )


@pytest.fixture
def story(verdict: Verdict, evaluated: Evaluated) -> tuple[events.Event, ...]:
    """One event of each kind, in the order of a run."""
    return (
        events.PhaseBegan("baseline"),
        events.Noted("Sandbox: local."),
        events.BaselineMeasured(TestCounts(passed=3, failed=2), ("a", "b"), 0.3),
        events.Routed(Routing(0.31, "simple", escalated=False, why="complexity 0.31")),
        events.NodeGrew(0, None, 0, "base"),
        events.NodeGrew(1, 0, 1, "- becomes +"),
        events.RolloutEnded(evaluated, 10, 2, 0.25, 0.5),
        events.BestChanged(evaluated, PATCH),
        events.Ended(verdict),
    )
